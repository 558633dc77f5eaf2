import * as z from 'zod';
import type { LicenseFacts } from '../../domain/license.ts';
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
