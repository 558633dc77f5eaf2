import * as z from 'zod';
import { Id, Metadata, ScheduledDate, TenantId, Text } from '../schemas/primitive.ts';
import { CancellationSchedule } from '../schemas/product-offering.ts';
import {
  AddonStatus,
  Msisdn,
  PendingMsisdn,
  PendingSubscriptionStatus,
  Porting,
  Sim,
  Subscriber,
  SubscriptionStatus,
} from '../schemas/subscription.ts';
import { AnyInstant, PassedOnObject, StatedPrice } from './fields.ts';
import { PendingOffering } from './license-line.ts';
import { endsAfterStart, statusRules } from './status-rules.ts';

/** How many add-ons one line may bring: all it changes is one transaction of at most 100 items. */
const maxAddonsOfLine = 40;

/** An add-on in the line of its subscription. */
export const AddonLine = z
  .strictObject({
    subscriptionAddonId: Id,
    productOfferingId: Id,
    addedAt: AnyInstant,
    status: AddonStatus,
    startsOn: ScheduledDate.optional(),
    endsOn: ScheduledDate.optional(),
    cancelledAt: AnyInstant.optional(),
    expiredAt: AnyInstant.optional(),
    cancellationReason: Text(1, 500).optional(),
    price: StatedPrice.optional().describe("As agreed; the offering's if absent."),
    cancellationSchedule: CancellationSchedule.optional().describe("As agreed; the offering's if absent."),
    referenceId: Text(1, 256).optional(),
    metadata: Metadata.optional(),
  })
  .superRefine(
    statusRules({
      PENDING: { forbidden: ['cancelledAt', 'expiredAt'] },
      ACTIVE: { forbidden: ['startsOn', 'cancelledAt', 'expiredAt'] },
      CANCELLED: { required: ['cancelledAt'], forbidden: ['startsOn', 'endsOn', 'expiredAt'] },
      EXPIRED: { required: ['expiredAt'], forbidden: ['startsOn', 'endsOn', 'cancelledAt'] },
    }),
  )
  .superRefine(endsAfterStart('addedAt', ['cancelledAt', 'expiredAt', 'endsOn']));
export type AddonLine = z.infer<typeof AddonLine>;

/** A subscription with its subscriber and add-ons. */
export const SubscriptionLine = z.strictObject({
  kind: z.literal('subscription'),
  tenantId: TenantId,
  subscriptionId: Id,
  customerId: Id,
  productOfferingId: Id.optional(),
  status: SubscriptionStatus,
  type: Text(1, 64),
  display: Text(1, 256).optional().describe('The pretty-printed msisdn if absent.'),
  msisdn: Msisdn,
  sim: Sim,
  activatedAt: AnyInstant.optional(),
  createdAt: AnyInstant.optional().describe('The time of its first import if absent.'),
  referenceId: Text(1, 256).optional(),
  subscriber: Subscriber.optional(),
  extensions: PassedOnObject.optional(),
  pendingMsisdn: PendingMsisdn.optional(),
  pendingStatus: PendingSubscriptionStatus.optional(),
  pendingProductOffering: PendingOffering.optional(),
  porting: Porting.optional(),
  cancelledAt: AnyInstant.optional(),
  metadata: Metadata.optional(),
  addons: z
    .array(AddonLine)
    .refine(addons => addons.length <= maxAddonsOfLine, { error: `must be at most ${maxAddonsOfLine} add-ons` })
    .superRefine(idsAreUnique)
    .optional(),
});
export type SubscriptionLine = z.infer<typeof SubscriptionLine>;

function idsAreUnique(addons: AddonLine[], context: z.core.$RefinementCtx<unknown>): void {
  const seen = new Set<string>();
  for (const [index, { subscriptionAddonId: id }] of addons.entries()) {
    if (seen.has(id)) {
      const message = 'is the id of another add-on of this line';
      context.addIssue({ code: 'custom', path: [index, 'subscriptionAddonId'], message });
    }
    seen.add(id);
  }
}
