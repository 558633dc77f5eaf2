import * as z from 'zod';
import { ChangeRequest } from './change-request.ts';
import { Instant } from './field-types.ts';
import { License } from './license.ts';
import { Order } from './order.ts';
import { Subscription } from './subscription.ts';

const LicenseEventType = z.enum(['license.created', 'license.activated', 'license.updated', 'license.ended']);
const SubscriptionEventType = z.enum(['subscription.updated']);
const OrderEventType = z.enum(['order.created', 'order.submitted', 'order.cancelled']);

/** All types of events. */
export const EventTypeName = z.enum([
  ...LicenseEventType.options,
  ...SubscriptionEventType.options,
  ...OrderEventType.options,
]);
export type EventType = z.infer<typeof EventTypeName>;

const createEventSchema = <T extends z.ZodType, D extends z.ZodType>(type: T, data: D) =>
  z.strictObject({
    eventId: z
      .uuid()
      .describe(
        'The ID of the event. Events are delivered at least once, and every delivery of an event has the same ID: ignore an ID ' +
          'that you have already processed.',
      ),
    type: type.describe('The type of the event.') as T,
    occurredAt: Instant.describe(
      'The time of the change. For a scheduled change, the instant for which it was scheduled.',
    ),
    sequence: z
      .int()
      .min(1)
      .describe(
        'The version of the resource. Events may be delivered out of order: use this field to order them. Events of one change ' +
          'have the same sequence; their order is created, activated, updated, ended.',
      ),
    request: ChangeRequest.nullable().meta({
      description:
        'The request that made the change. It is null for a scheduled change, and for a change by the operator.',
      type: ['object', 'null'],
    }),
    data,
    omitted: z
      .array(z.string())
      .optional()
      .describe(
        'The fields that were left out of `data` because the event was too large. Read the resource to get them.',
      ),
  });

export const LicenseEvent = createEventSchema(
  LicenseEventType,
  License.describe('The complete license, as a read returns it at that version.'),
).meta({ id: 'LicenseEvent', description: 'An event about a license.' });

export const SubscriptionEvent = createEventSchema(
  SubscriptionEventType,
  Subscription.describe('The subscription when the event was first published, at version `sequence` or later.'),
).meta({ id: 'SubscriptionEvent', description: 'An event about a subscription or one of its add-ons.' });

export const OrderEvent = createEventSchema(
  OrderEventType,
  Order.describe('The complete order, as a read returns it at that version.'),
).meta({ id: 'OrderEvent', description: 'An event about an order.' });

/** Any event. */
export const ResourceEvent = z.discriminatedUnion('type', [LicenseEvent, SubscriptionEvent, OrderEvent]).meta({
  id: 'Event',
  type: 'object',
  description: 'A change of a resource. The type decides which resource `data` is.',
});

/** A published change of a resource. */
export type ResourceEvent = z.infer<typeof ResourceEvent>;

/** An event and its tenant. Webhook endpoints receive the event alone. */
export type TenantEvent = { tenantId: string } & ResourceEvent;
