import * as z from 'zod';
import type { AddonFacts } from '../../domain/addon.ts';
import { createItemParser, type ItemAttributes, type ItemCollection, type ItemRef } from '../item.ts';
import { connectItemRef } from './connect-item.ts';
import {
  CancellationScheduleField,
  EffectiveDateField,
  EmbeddedOfferingField,
  instantField,
  JsonTextField,
  ownershipFields,
  type StoredItem,
  versionStampFields,
} from './item-fields.ts';
import { buildSubscriptionPk } from './subscription.ts';

const AddonItem = z.object({
  ...versionStampFields,
  ...ownershipFields,
  subscriptionAddonId: z.string(),
  subscriptionId: z.string(),
  productOffering: EmbeddedOfferingField,
  cancellationSchedule: CancellationScheduleField,
  addedAt: instantField,
  addedOn: z.string(),
  starts: EffectiveDateField.optional(),
  ends: EffectiveDateField.optional(),
  boundUntil: z.string().optional(),
  renewsFrom: z.string().optional(),
  expires: EffectiveDateField.optional(),
  referenceId: z.string().optional(),
  cancellationReason: z.string().optional(),
  metadata: JsonTextField.optional(),
  changedAt: instantField,
}) satisfies z.ZodType<StoredItem<AddonFacts>>;

/** Ref of the latest add-on of an offering, ended or not. */
export const addonRef = (
  tenantId: string,
  subscriptionId: string,
  offeringId: string,
): ItemRef<StoredItem<AddonFacts>> =>
  connectItemRef(buildSubscriptionPk(tenantId, subscriptionId), `addon#${offeringId}`, AddonItem);

/** Ref of an ended add-on that a later one of the same offering has replaced. */
export const pastAddonRef = (
  tenantId: string,
  { subscriptionId, productOffering, subscriptionAddonId }: AddonFacts,
): ItemRef<StoredItem<AddonFacts>> =>
  connectItemRef(
    buildSubscriptionPk(tenantId, subscriptionId),
    `addon-past#${productOffering.productOfferingId}#${subscriptionAddonId}`,
    AddonItem,
  );

const addonCollectionRef = (
  tenantId: string,
  subscriptionId: string,
  prefix: string,
): ItemCollection<StoredItem<AddonFacts>> => ({
  table: 'connect',
  partitionKey: buildSubscriptionPk(tenantId, subscriptionId),
  sortKeyPrefix: prefix,
  parse: createItemParser(AddonItem, 'connect'),
});

/** Refs of the latest add-ons of all offerings of a subscription. */
export const latestAddonsRef = (tenantId: string, subscriptionId: string) =>
  addonCollectionRef(tenantId, subscriptionId, 'addon#');

/** Add-on as it is stored, and whether it is the latest of its offering. */
export interface AddonHistoryEntry {
  ref: ItemRef<StoredItem<AddonFacts>>;
  item: ItemAttributes;
  addon: StoredItem<AddonFacts>;
  isLatest: boolean;
}

/** True for the latest add-on of its offering, by its sort key. Only these count for the version of the subscription. */
export const isLatestAddon = ({ sk }: ItemAttributes): boolean => String(sk).startsWith('addon#');

/** Ref of all add-ons that the subscription ever had. */
export const allAddonsRef = (tenantId: string, subscriptionId: string): ItemCollection<AddonHistoryEntry> =>
  entryCollectionRef(tenantId, subscriptionId, 'addon');

/** Ref of the latest add-ons of all offerings of a subscription, as stored. */
export const latestAddonEntriesRef = (tenantId: string, subscriptionId: string): ItemCollection<AddonHistoryEntry> =>
  entryCollectionRef(tenantId, subscriptionId, 'addon#');

function entryCollectionRef(
  tenantId: string,
  subscriptionId: string,
  prefix: string,
): ItemCollection<AddonHistoryEntry> {
  const collection = addonCollectionRef(tenantId, subscriptionId, prefix);
  return {
    ...collection,
    parse: item => {
      const addon = collection.parse(item);
      const isLatest = isLatestAddon(item);
      const ref = isLatest
        ? addonRef(tenantId, subscriptionId, addon.productOffering.productOfferingId)
        : pastAddonRef(tenantId, addon);
      return { ref, item, addon, isLatest };
    },
  };
}
