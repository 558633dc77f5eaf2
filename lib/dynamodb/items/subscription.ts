import * as z from 'zod';
import type { SubscriptionFacts } from '../../domain/subscription.ts';
import type { ItemRef } from '../item.ts';
import { connectItemRef } from './connect-item.ts';
import {
  EffectiveDateField,
  EmbeddedCustomerField,
  EmbeddedOfferingField,
  erasureField,
  instantField,
  JsonTextField,
  PendingOfferingField,
  type VersionStamp,
  versionStampFields,
} from './item-fields.ts';

const SubscriptionStatusField = z.enum(['PENDING', 'ACTIVATED', 'BLOCKED', 'CANCELLED', 'PAUSED']);

const SubscriptionItem = z.object({
  ...versionStampFields,
  ...erasureField,
  subscriptionId: z.string(),
  status: SubscriptionStatusField,
  type: z.string(),
  display: z.string(),
  msisdn: z.string(),
  customer: EmbeddedCustomerField,
  pastCustomerIds: z.array(z.string()).optional(),
  productOffering: EmbeddedOfferingField.optional(),
  sim: z.object({ esim: z.boolean(), imei: z.string().optional(), iccid: z.string() }),
  activatedAt: instantField.optional(),
  createdAt: instantField,
  referenceId: z.string().optional(),
  subscriber: z.object({ subscriberId: z.string(), name: z.string(), email: z.string().optional() }).optional(),
  extensions: JsonTextField.optional(),
  pendingMsisdn: z.object({ msisdn: z.string(), scheduledAt: z.string(), at: instantField }).optional(),
  pendingStatus: z.object({ status: SubscriptionStatusField, scheduledAt: z.string(), at: instantField }).optional(),
  pendingProductOffering: PendingOfferingField.extend({ at: instantField }).optional(),
  porting: z
    .object({
      status: z.enum(['PENDING', 'IN_PROGRESS', 'SCHEDULED', 'COMPLETED', 'FAILED']),
      direction: z.enum(['INBOUND', 'OUTBOUND']),
      msisdn: z.string(),
      scheduledAt: z.string().optional(),
      createdAt: instantField,
      updatedAt: instantField.optional(),
      endedAt: instantField.optional(),
    })
    .optional(),
  cancelledAt: instantField.optional(),
  ends: EffectiveDateField.optional(),
  metadata: JsonTextField.optional(),
  changedAt: instantField,
  addonVersions: z.int().min(0),
}) satisfies z.ZodType<StoredSubscription>;

/** Head of the aggregate: every change of an add-on increments its version. */
export interface StoredSubscription extends SubscriptionFacts, VersionStamp {
  /** Sum of the versions of the latest add-ons. It shows whether add-ons that were read in parallel belong to this version. */
  addonVersions: number;
}

export const buildSubscriptionPk = (tenantId: string, subscriptionId: string) =>
  `${tenantId}#subscription#${subscriptionId}`;

export const subscriptionRef = (tenantId: string, subscriptionId: string): ItemRef<StoredSubscription> =>
  connectItemRef(buildSubscriptionPk(tenantId, subscriptionId), 'subscription', SubscriptionItem);
