import * as z from 'zod';
import { createTextSchema, ResourceId, ScheduledDate, TenantId } from '../contract/field-types.ts';
import { Metadata } from '../contract/metadata.ts';
import { PortingDetails } from '../contract/porting.ts';
import { CancellationSchedule } from '../contract/product-offering.ts';
import { ReferenceId } from '../contract/reference.ts';
import {
  AddonStatus,
  Msisdn,
  PendingMsisdn,
  PendingSubscriptionStatus,
  Porting,
  Sim,
  Subscriber,
  SubscriptionStatus,
} from '../contract/subscription.ts';
import { eraseField } from './erase-line.ts';
import { PendingOfferingLine } from './license-line.ts';
import { ImportedIccid, OffsetInstant, OpaqueObject, ReferableId, StorablePrice, TermDate } from './line-fields.ts';
import { requireEndAfterStart, requireStatusFields } from './status-rules.ts';

/** The maximum number of add-ons of one line. All changes of a line are one transaction of at most 100 items. */
const maxAddonsPerLine = 40;

/** An add-on in the line of its subscription. */
export const AddonLine = z
  .strictObject({
    subscriptionAddonId: ResourceId,
    productOfferingId: ResourceId,
    addedAt: OffsetInstant,
    status: AddonStatus,
    startsOn: ScheduledDate.optional(),
    endsOn: ScheduledDate.optional(),
    cancelledAt: OffsetInstant.optional(),
    expiresOn: ScheduledDate.optional().describe('The day from which it has expired, if its validity is limited.'),
    expiredAt: OffsetInstant.optional(),
    cancellationReason: createTextSchema(1, 500).optional(),
    price: StorablePrice.optional().describe("As agreed; the offering's if absent."),
    cancellationSchedule: CancellationSchedule.optional().describe("As agreed; the offering's if absent."),
    boundUntil: TermDate.optional().describe('The end of the minimum term.'),
    renewsFrom: TermDate.optional().describe('The day from which renewals are counted.'),
    referenceId: createTextSchema(1, 256).optional(),
    metadata: Metadata.optional(),
  })
  .superRefine(
    requireStatusFields({
      PENDING: { forbidden: ['cancelledAt', 'expiredAt'] },
      ACTIVE: { forbidden: ['startsOn', 'cancelledAt', 'expiredAt'] },
      CANCELLED: { required: ['cancelledAt'], forbidden: ['startsOn', 'endsOn', 'expiresOn', 'expiredAt'] },
      EXPIRED: { required: ['expiredAt'], forbidden: ['startsOn', 'endsOn', 'expiresOn', 'cancelledAt'] },
    }),
  )
  .superRefine(requireEndAfterStart('addedAt', ['cancelledAt', 'expiredAt', 'endsOn', 'expiresOn']));
export type AddonLine = z.infer<typeof AddonLine>;

/** A porting. Its details are stored apart from the subscription. */
const PortingLine = Porting.extend({
  createdAt: OffsetInstant,
  updatedAt: OffsetInstant.optional(),
  details: PortingDetails.optional(),
});

/** A subscription with its subscriber and add-ons. */
export const SubscriptionLine = z.strictObject({
  kind: z.literal('subscription'),
  tenantId: TenantId,
  subscriptionId: ReferableId,
  customerId: ResourceId,
  productOfferingId: ResourceId.optional(),
  status: SubscriptionStatus,
  type: createTextSchema(1, 64),
  display: createTextSchema(1, 256).optional().describe('The pretty-printed msisdn if absent.'),
  msisdn: Msisdn,
  sim: Sim.extend({ iccid: ImportedIccid }),
  activatedAt: OffsetInstant.optional(),
  createdAt: OffsetInstant.optional().describe('The time of its first import if absent.'),
  referenceId: ReferenceId.optional(),
  subscriber: Subscriber.optional(),
  extensions: OpaqueObject.optional(),
  pendingMsisdn: PendingMsisdn.optional(),
  pendingStatus: PendingSubscriptionStatus.optional(),
  pendingProductOffering: PendingOfferingLine.optional(),
  porting: PortingLine.optional(),
  cancelledAt: OffsetInstant.optional(),
  metadata: Metadata.optional(),
  ...eraseField,
  addons: z
    .array(AddonLine)
    .refine(addons => addons.length <= maxAddonsPerLine, { error: `must be at most ${maxAddonsPerLine} add-ons` })
    .superRefine(requireUniqueIds)
    .optional(),
});
export type SubscriptionLine = z.infer<typeof SubscriptionLine>;

function requireUniqueIds(addons: AddonLine[], context: z.core.$RefinementCtx<unknown>): void {
  const knownIds = new Set<string>();
  for (const [index, { subscriptionAddonId: id }] of addons.entries()) {
    if (knownIds.has(id)) {
      const message = 'is the id of another add-on of this line';
      context.addIssue({ code: 'custom', path: [index, 'subscriptionAddonId'], message });
    }
    knownIds.add(id);
  }
}
