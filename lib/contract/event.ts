import * as z from 'zod';
import { Instant } from './field-types.ts';
import { License } from './license.ts';
import { Subscription } from './subscription.ts';

export const LicenseEventType = z.enum(['license.created', 'license.activated', 'license.updated', 'license.ended']);
export const SubscriptionEventType = z.enum(['subscription.updated']);
export type EventType = z.infer<typeof LicenseEventType> | z.infer<typeof SubscriptionEventType>;

const createEventSchema = <T extends z.ZodType, D extends z.ZodType>(type: T, data: D) =>
  z.strictObject({
    eventId: z.uuid().describe('The same over repeats: events are delivered at least once.'),
    type,
    occurredAt: Instant.describe('The moment of the change; of a scheduled one, the instant it was scheduled for.'),
    sequence: z
      .int()
      .min(1)
      .describe(
        "The resource's version. Delivery keeps no order: a reader goes by this. Events of one step share it, in the order " +
          'created, activated, updated, ended.',
      ),
    data,
    omitted: z
      .array(z.string())
      .optional()
      .describe(
        'Fields that were left out of `data` because the event would be too large; read the resource for them.',
      ),
  });

export const LicenseEvent = createEventSchema(LicenseEventType, License);
export const SubscriptionEvent = createEventSchema(
  SubscriptionEventType,
  Subscription.describe('The subscription when the event was first published: at `sequence` or later.'),
);

/** What others hear of a change. */
type ResourceEvent = z.infer<typeof LicenseEvent> | z.infer<typeof SubscriptionEvent>;

/** An event and whose it is. Tenants get the event alone. */
export type TenantEvent = { tenantId: string } & ResourceEvent;
