import type { components } from '../../../../client/src/index.ts';

type EventType = components['schemas']['Event']['type'];

/** All types of events. */
export const eventTypes: readonly EventType[] = Object.keys({
  'license.created': true,
  'license.activated': true,
  'license.updated': true,
  'license.ended': true,
  'subscription.updated': true,
  'order.created': true,
  'order.submitted': true,
  'order.cancelled': true,
} satisfies Record<EventType, true>) as EventType[];
