import { erasedText } from '../contract/erasure.ts';
import type { Instant } from '../contract/field-types.ts';
import type { PortingDetails } from '../contract/porting.ts';
import { createDecisionTime } from '../domain/effective-dates.ts';
import { eraseSubscription } from '../domain/erasure.ts';
import { findDetailExpiry, type PortingFacts } from '../domain/porting.ts';
import { CorruptItemError, type ItemRef } from '../dynamodb/item.ts';
import type { ItemWrite } from '../dynamodb/item-write.ts';
import { aggregateHistoryRef, computeNextVersion, sumVersions } from '../dynamodb/items/aggregate.ts';
import { buildCreateWrite, buildUpdateWrite } from '../dynamodb/items/connect-item.ts';
import { customerRef } from '../dynamodb/items/customer.ts';
import { buildLookupWrites, type ReferableResource, referenceRef, toLookupValues } from '../dynamodb/items/lookup.ts';
import { type PortingDetailFacts, portingDetailsRef } from '../dynamodb/items/porting-details.ts';
import { productOfferingRef } from '../dynamodb/items/product-offering.ts';
import { renameRef } from '../dynamodb/items/rename.ts';
import { subscriberRef } from '../dynamodb/items/subscriber.ts';
import type { StoredSubscription } from '../dynamodb/items/subscription.ts';
import { subscriptionRef } from '../dynamodb/items/subscription.ts';
import { tenantRef } from '../dynamodb/items/tenant.ts';
import type { ImportProblem } from './import-problem.ts';
import { hasChanges, type LinePlan, normalizeFacts, type PreparedLine } from './line-plan.ts';
import type { LoadedItems } from './loaded-items.ts';
import { type AddonWrites, planImportedAddons, toStoredAddon } from './plan-addons.ts';
import { createReferenceFinder } from './references.ts';
import { buildHeadCheck, planRelatedItem } from './related-item.ts';
import { addErasureEffects, findFollowedErasure, listErasedSources } from './subscription-erasure.ts';
import { buildSubscriptionFacts } from './subscription-facts.ts';
import type { SubscriptionLine } from './subscription-line.ts';
import { findTakenReference } from './taken-reference.ts';

/** Prepares a subscription line. The subscription, its subscriber and its add-ons are stored together or not at all. */
export function prepareSubscription(line: SubscriptionLine): PreparedLine {
  const { tenantId, subscriptionId, customerId, pendingProductOffering: pending, addons = [] } = line;
  const ref = subscriptionRef(tenantId, subscriptionId);
  const tenantItemRef = tenantRef(tenantId);
  const customerItemRef = customerRef(tenantId, customerId);
  const subscriberItemRef = line.subscriber && subscriberRef(tenantId, line.subscriber.subscriberId);
  const { referenceId } = line;
  const resource: ReferableResource = { tenantId, kind: 'subscription', id: subscriptionId };
  const referenceItemRef = referenceId === undefined ? undefined : referenceRef(tenantId, 'subscription', referenceId);
  const portingRef = portingDetailsRef(tenantId, subscriptionId);
  const aggregateItemsRef = aggregateHistoryRef(tenantId, subscriptionId);
  const offerings = [line, pending, ...addons].map(from => from?.productOfferingId).filter(id => id !== undefined);
  const items: (ItemRef<unknown> | undefined)[] = [
    ...[ref, tenantItemRef, customerItemRef, subscriberItemRef, referenceItemRef, portingRef],
    ...offerings.map(id => productOfferingRef(tenantId, id)),
  ];
  const toStoredPerson = (known: LoadedItems) => ({
    subscription: known.get(ref),
    subscriber: subscriberItemRef && known.get(subscriberItemRef),
  });

  return {
    reads: { items: items.filter(at => at !== undefined), aggregates: addons.length > 0 ? [aggregateItemsRef] : [] },
    changedKeys: [ref, subscriberItemRef, referenceItemRef, portingRef].filter(at => at !== undefined),
    followUpReads: known => listErasedSources(line, toStoredPerson(known)).map(renameRef),
    plan(known, now) {
      const before = known.get(ref);
      const { isErased, isSubscriberErased } = findFollowedErasure(line, toStoredPerson(known));
      const stored = addons.length > 0 ? known.getAggregate(aggregateItemsRef).addons.map(toStoredAddon) : [];
      if (!before && stored.length > 0)
        throw new CorruptItemError(`the add-ons of ${subscriptionId} have no subscription`);
      const latest = stored.filter(({ isLatest }) => isLatest).map(addon => addon.before);

      const { findItem, findOffering, problems } = createReferenceFinder(known, tenantId);
      const tenant = findItem('tenantId', `tenant ${tenantId}`, tenantItemRef);
      if (!tenant) return { problems };
      const customer = findItem('customerId', `customer ${customerId}`, customerItemRef);
      const offering = findOffering('productOfferingId', line.productOfferingId, 'SUBSCRIPTION');
      const nextField = 'pendingProductOffering.productOfferingId';
      const pendingOffering = findOffering(nextField, pending?.productOfferingId, 'SUBSCRIPTION');
      const subscriber = planSubscriberWrite(line, isSubscriberErased, known, problems);
      problems.push(...findTakenReference(resource, referenceId, known));
      const version = before ? computeNextVersion(before, latest) : 1;
      const aggregate = { tenant, subscriptionId, stored, version };
      const addonWrites = planImportedAddons(addons, { findOffering, problems }, aggregate, now);
      if (problems.length > 0 || !customer) return { problems };

      const imported = buildSubscriptionFacts(
        line,
        { customer, offering, pendingOffering },
        before ?? { createdAt: now, changedAt: now },
        createDecisionTime(now, tenant.timeZone),
      );
      const facts = isErased ? eraseSubscription(imported, isSubscriberErased) : imported;
      const sum = addons.length > 0 ? sumVersions(latest) : (before?.addonVersions ?? 0);
      const head = { ...facts, addonVersions: sum + addonWrites.versionSumIncrease };
      const lookups = buildLookupWrites(resource, before && toLookupValues(before), toLookupValues(facts));
      const details = isErased ? undefined : buildPortingDetails(line.porting?.details, facts.porting, now);
      const porting = planRelatedItem(portingRef, known.get(portingRef), details);
      const plan = planSubscriptionWrite(
        ref,
        before,
        head,
        { ...addonWrites, related: [...subscriber, ...lookups, ...porting] },
        version,
        {
          changedAt: now,
        },
      );
      return addErasureEffects(plan, line, toStoredPerson(known), facts, known, now);
    },
  };
}

/** Details that must not be kept are not stored. Those of an ended porting are deleted by their expiry. */
function buildPortingDetails(
  details: PortingDetails | undefined,
  porting: PortingFacts | undefined,
  now: Instant,
): PortingDetailFacts | undefined {
  if (!details || !porting) return undefined;
  const expiresAt = findDetailExpiry(porting);
  if (expiresAt === undefined) return { details };
  return expiresAt > now ? { details, expiresAt: Math.ceil(Date.parse(expiresAt) / 1000) } : undefined;
}

/**
 * Plans the write of the subscription, the head of the aggregate. It changes with its own fields and with every add-on.
 *
 * @param stamp - fields that are set with every change but are not a change by themselves
 */
function planSubscriptionWrite(
  ref: ItemRef<StoredSubscription>,
  before: StoredSubscription | undefined,
  facts: Omit<StoredSubscription, 'version' | 'requestId'>,
  { writes: addons, statedWrites, differences, related }: AddonWrites & { related: ItemWrite[] },
  version: number,
  stamp: { changedAt: Instant },
): LinePlan {
  if (!before)
    return { outcome: 'created', writes: [buildCreateWrite(ref, { ...facts, ...stamp }), ...addons, ...related] };
  const after = normalizeFacts(ref, before, facts);
  const changes = addons.length > 0 || hasChanges(buildUpdateWrite(ref, before, after));
  const head = changes ? [buildUpdateWrite(ref, before, { ...after, ...stamp }, version)] : [];
  const check = related.length > 0 ? buildHeadCheck(head, ref, before) : [];
  const changed = [...head, ...addons, ...related, ...check];
  const writes = [...changed, ...statedWrites];
  if (differences.length > 0) return { outcome: 'differs', writes, differences };
  return { outcome: changed.length > 0 ? 'updated' : 'unchanged', writes };
}

/** Plans the write of the subscriber. It is an item of its own, because licenses are assigned to it. It never changes its customer. */
function planSubscriberWrite(
  { tenantId, customerId, subscriber }: SubscriptionLine,
  isErased: boolean,
  known: LoadedItems,
  problems: ImportProblem[],
): ItemWrite[] {
  if (!subscriber) return [];
  const ref = subscriberRef(tenantId, subscriber.subscriberId);
  const stored = known.get(ref);
  if (stored && stored.customerId !== customerId) {
    const reason = `the subscriber ${subscriber.subscriberId} belongs to the customer ${stored.customerId}`;
    problems.push({ field: 'subscriber.subscriberId', reason });
    return [];
  }
  const { subscriberId, name, email } = subscriber;
  const person = isErased ? ({ name: erasedText, erased: true } as const) : { name, email };
  return planRelatedItem(ref, stored, { subscriberId, customerId, ...person });
}
