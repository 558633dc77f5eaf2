import * as z from 'zod';
import type { Instant } from '../../contract/field-types.ts';
import { type LicenseFacts, settleLicense } from '../../domain/license.ts';
import type { ProductOfferingFacts } from '../../domain/product-offering.ts';
import type { ItemRef } from '../item.ts';
import { connectItemRef } from './connect-item.ts';
import {
  CancellationScheduleField,
  EffectiveDateField,
  EmbeddedCustomerField,
  EmbeddedOfferingField,
  instantField,
  JsonTextField,
  ownershipFields,
  type StoredItem,
  versionStampFields,
} from './item-fields.ts';
import { productOfferingRef } from './product-offering.ts';

const LicenseItem = z.object({
  ...versionStampFields,
  ...ownershipFields,
  licenseId: z.string(),
  type: z.string(),
  customer: EmbeddedCustomerField,
  productOffering: EmbeddedOfferingField,
  cancellationSchedule: CancellationScheduleField,
  createdAt: instantField,
  changedAt: instantField,
  starts: EffectiveDateField.optional(),
  ends: EffectiveDateField.optional(),
  suspension: z.enum(['PAUSED', 'BLOCKED']).optional(),
  pausedAt: instantField.optional(),
  assignedTo: z
    .discriminatedUnion('type', [
      z.object({ type: z.literal('SUBSCRIPTION'), subscriptionId: z.string(), subscriptionDisplay: z.string() }),
      z.object({ type: z.literal('SUBSCRIBER'), subscriberId: z.string(), subscriberDisplay: z.string() }),
      z.object({ type: z.literal('USER'), userId: z.string(), userDisplay: z.string() }),
      z.object({ type: z.literal('CUSTOMER'), customerId: z.string(), customerDisplay: z.string() }),
    ])
    .optional(),
  details: JsonTextField.optional(),
  offeringChange: EffectiveDateField.extend({
    productOffering: EmbeddedOfferingField,
    cancellationSchedule: CancellationScheduleField,
  }).optional(),
  boundUntil: z.string().optional(),
  renewsFrom: z.string().optional(),
  metadata: JsonTextField.optional(),
}) satisfies z.ZodType<StoredItem<LicenseFacts>>;

export const licenseRef = (tenantId: string, licenseId: string): ItemRef<StoredItem<LicenseFacts>> =>
  connectItemRef(`${tenantId}#license#${licenseId}`, 'license', LicenseItem);

/** Refs of the offerings that can be in effect now: the current one, and that of a scheduled change, which may be due. */
export const toOfferingRefs = (
  tenantId: string,
  license: LicenseFacts | undefined,
): ItemRef<StoredItem<ProductOfferingFacts>>[] =>
  [license?.productOffering, license?.offeringChange?.productOffering]
    .filter(offering => offering !== undefined)
    .map(({ productOfferingId }) => productOfferingRef(tenantId, productOfferingId));

/** Finds the offering in effect among those of {@link toOfferingRefs}. */
export function findOfferingInEffect<O extends ProductOfferingFacts>(
  license: LicenseFacts,
  offerings: O[],
  now: Instant,
): O | undefined {
  const { productOfferingId } = settleLicense(license, now).productOffering;
  return offerings.find(offering => offering.productOfferingId === productOfferingId);
}
