import type { Instant } from '../../contract/field-types.ts';
import type { LicenseFacts } from '../../domain/license.ts';
import type { OrderFacts } from '../../domain/order.ts';
import type { OrderEffects } from '../../domain/submit-order.ts';
import type { ItemWrite } from '../item-write.ts';
import type { AddonHistoryEntry } from './addon.ts';
import { buildAddonAdditions, findReplacedAddon, type SubscriptionAggregate } from './aggregate.ts';
import { buildCreateWrite, buildUpdateWrite } from './connect-item.ts';
import type { StoredItem } from './item-fields.ts';
import { licenseRef } from './license.ts';
import { orderRef } from './order.ts';

/** An order before and after its submit. */
interface SubmittedOrder {
  orderId: string;
  before: StoredItem<OrderFacts>;
  after: StoredItem<OrderFacts>;
}

/** Builds the writes of a submit. A subscription gets one new version, however many add-ons the order adds to it. */
export function buildOrderEffects(
  tenantId: string,
  { orderId, before, after }: SubmittedOrder,
  { licenses, changes, addons }: OrderEffects<StoredItem<LicenseFacts>>,
  aggregates: SubscriptionAggregate<AddonHistoryEntry>[],
  now: Instant,
): ItemWrite[] {
  const additionWrites = aggregates.flatMap(({ subscription, addons: entries }) => {
    const added = addons.filter(({ subscriptionId }) => subscriptionId === subscription?.subscriptionId);
    if (!subscription || added.length === 0) return [];
    const additions = added.map(addon => ({
      addon,
      replaced: findReplacedAddon(entries, addon.productOffering.productOfferingId, now),
    }));
    const latest = entries.map(({ addon }) => addon);
    return buildAddonAdditions(tenantId, subscription, latest, additions);
  });
  return [
    buildUpdateWrite(orderRef(tenantId, orderId), before, after),
    ...licenses.map(license => buildCreateWrite(licenseRef(tenantId, license.licenseId), license)),
    ...changes.map(change =>
      buildUpdateWrite(licenseRef(tenantId, change.before.licenseId), change.before, change.after),
    ),
    ...additionWrites,
  ];
}
