import type { components } from '../../../../client/src/index.ts';

export type KnownEventType = components['schemas']['Event']['type'];

/** All types of events. */
export const eventTypes: readonly KnownEventType[] = Object.keys({
  'license.created': true,
  'license.activated': true,
  'license.updated': true,
  'license.ended': true,
  'subscription.updated': true,
  'order.created': true,
  'order.submitted': true,
  'order.cancelled': true,
} satisfies Record<KnownEventType, true>) as KnownEventType[];
