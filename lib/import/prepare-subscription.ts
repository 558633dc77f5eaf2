import type { Instant } from '../domain/calendar.ts';
import { create, nextVersion, sumOfVersions, tornText, update } from '../store/change.ts';
import { copiedFrom } from '../store/copy-version.ts';
import {
  allAddons,
  customerRef,
  productOfferingRef,
  subscriberRef,
  subscriptionRef,
  tenantRef,
} from '../store/entity.ts';
import type { Ref } from '../store/item.ts';
import type { StoredSubscription } from '../store/stored.ts';
import type { Write } from '../store/write.ts';
import { finderIn } from './find.ts';
import type { Known } from './known.ts';
import { asRead, isChange, type Plan, type Prepared, planItem } from './plan.ts';
import { planAddons, storedAddons } from './plan-addons.ts';
import type { Problem } from './problem.ts';
import { subscriptionFacts } from './subscription-facts.ts';
import type { SubscriptionLine } from './subscription-line.ts';

/** A subscription, its subscriber and its add-ons: they go in together or not at all. */
export function prepareSubscription(line: SubscriptionLine): Prepared {
  const { tenantId, subscriptionId, customerId, pendingProductOffering: pending, addons = [] } = line;
  const ref = subscriptionRef(tenantId, subscriptionId);
  const tenantAt = tenantRef(tenantId);
  const customerAt = customerRef(tenantId, customerId);
  const subscriberAt = line.subscriber && subscriberRef(tenantId, line.subscriber.subscriberId);
  const history = allAddons(tenantId, subscriptionId);
  const offerings = [line, pending, ...addons].map(from => from?.productOfferingId).filter(id => id !== undefined);
  const items: (Ref<unknown> | undefined)[] = [
    ...[ref, tenantAt, customerAt, subscriberAt],
    ...offerings.map(id => productOfferingRef(tenantId, id)),
  ];

  return {
    needs: { items: items.filter(at => at !== undefined), collections: addons.length > 0 ? [history] : [] },
    changes: [ref, subscriberAt].filter(at => at !== undefined),
    plan(known, now, seen) {
      const before = known.get(ref);
      const stored = addons.length > 0 ? storedAddons(tenantId, known.all(history)) : [];
      const latest = stored.filter(({ isLatest }) => isLatest).map(addon => addon.before);
      const torn = addons.length > 0 && (before ? tornText(before, latest, seen) : stored.length > 0 && 'no head');
      if (torn) return { torn };

      const { find, findOffering, problems } = finderIn(known, tenantId);
      const tenant = find('tenantId', `tenant ${tenantId}`, tenantAt);
      if (!tenant) return { problems };
      const customer = find('customerId', `customer ${customerId}`, customerAt);
      const offering = findOffering('productOfferingId', line.productOfferingId, 'SUBSCRIPTION');
      const nextField = 'pendingProductOffering.productOfferingId';
      const next = findOffering(nextField, pending?.productOfferingId, 'SUBSCRIPTION');
      const subscriber = planSubscriber(line, known, problems);
      const version = before ? nextVersion(before, latest) : 1;
      const aggregate = { tenant, subscriptionId, stored, version };
      const added = planAddons(addons, { findOffering, problems }, aggregate, now);
      if (problems.length > 0 || !customer) return { problems };

      const facts = subscriptionFacts(line, { customer, offering, next }, before ?? { createdAt: now, changedAt: now });
      const sum = addons.length > 0 ? sumOfVersions(latest) : (before?.addonVersions ?? 0);
      const head = { ...facts, addonVersions: sum + added.growth };
      const from = copiedFrom({ customer, productOffering: offering, pendingProductOffering: next });
      const stamp = { ...from, changedAt: now };
      return planHead(ref, before, head, { addons: added.writes, subscriber }, version, stamp);
    },
  };
}

/**
 * The head of the aggregate: it changes with its own fields and with every add-on.
 *
 * @param stamp - what comes with a change, and is none by itself
 */
function planHead(
  ref: Ref<StoredSubscription>,
  before: StoredSubscription | undefined,
  facts: Omit<StoredSubscription, 'version' | 'requestId'>,
  { addons, subscriber }: { addons: Write[]; subscriber: Write[] },
  version: number,
  stamp: { changedAt: Instant },
): Plan {
  if (!before) return { outcome: 'created', writes: [create(ref, { ...facts, ...stamp }), ...addons, ...subscriber] };
  const after = asRead(ref, before, facts);
  const changes = addons.length > 0 || isChange(update(ref, before, after));
  const head = changes ? [update(ref, before, { ...after, ...stamp }, version)] : [];
  const writes = [...head, ...addons, ...subscriber];
  return { outcome: writes.length > 0 ? 'updated' : 'unchanged', writes };
}

/** The subscriber is also an item of its own: licenses are assigned to it. It belongs to one customer for good. */
function planSubscriber(
  { tenantId, customerId, subscriber }: SubscriptionLine,
  known: Known,
  problems: Problem[],
): Write[] {
  if (!subscriber) return [];
  const ref = subscriberRef(tenantId, subscriber.subscriberId);
  const stored = known.get(ref);
  if (stored && stored.customerId !== customerId) {
    const reason = `the subscriber ${subscriber.subscriberId} belongs to the customer ${stored.customerId}`;
    problems.push({ field: 'subscriber.subscriberId', reason });
    return [];
  }
  const { subscriberId, name, email } = subscriber;
  const plan = planItem(ref, stored, { subscriberId, customerId, name, email });
  return 'writes' in plan ? plan.writes : [];
}
