import type { TenantEvent } from '../../contract/event.ts';
import type { AddonFacts } from '../../domain/addon.ts';
import { findLastChange } from '../../domain/effective-dates.ts';
import { viewSubscription } from '../../domain/subscription.ts';
import { isBudgetSpent, type RetryBudget } from '../../dynamodb/database.ts';
import type { Dependencies } from '../../dynamodb/dependencies.ts';
import { latestAddonsRef } from '../../dynamodb/items/addon.ts';
import { tornText } from '../../dynamodb/items/addon-writes.ts';
import type { StoredItem } from '../../dynamodb/items/item-fields.ts';
import type { StoredSubscription } from '../../dynamodb/items/subscription.ts';
import { subscriptionRef } from '../../dynamodb/items/subscription.ts';
import { readWithRetries } from '../../dynamodb/read-with-retries.ts';
import { backOff } from '../../dynamodb/retry-budget.ts';
import { tornWatch } from '../../dynamodb/torn-watch.ts';
import { buildReadRequest, findReadItem } from '../../idempotency/requested-items.ts';
import type { SubscriptionChange } from './derive-events.ts';
import { deriveEventId } from './event-id.ts';

/** A subscription and the latest add-on of each offering. */
export interface SubscriptionAggregate {
  subscription: StoredSubscription;
  addons: StoredItem<AddonFacts>[];
}

/** The aggregate could not be read now. A later attempt can succeed. */
class AggregateUnavailable extends Error {
  override name = 'AggregateUnavailable';
}

/** Builds the event of a change, with the aggregate from a later read. */
export function buildSubscriptionEvent(
  { tenantId, subscriptionId, version }: SubscriptionChange,
  { subscription, addons }: SubscriptionAggregate,
): TenantEvent {
  const type = 'subscription.updated';
  const changedAt = findLastChange(subscription.changedAt, addons, subscription.changedAt);
  return {
    tenantId,
    eventId: deriveEventId({ tenantId, resource: ['subscription', subscriptionId], version, type }),
    type,
    occurredAt: changedAt,
    sequence: version,
    data: viewSubscription(subscription, addons, changedAt),
  };
}

/**
 * Reads a subscription and its add-ons as they belong together.
 *
 * @throws AggregateUnavailable, CorruptItemError
 */
export async function readAggregate(
  subscriptionChange: SubscriptionChange,
  budget: RetryBudget,
  dependencies: Dependencies,
): Promise<SubscriptionAggregate> {
  const { tenantId, subscriptionId, version } = subscriptionChange;
  const ref = subscriptionRef(tenantId, subscriptionId);
  const collection = latestAddonsRef(tenantId, subscriptionId);
  const watch = tornWatch();
  let seen: string | undefined;
  for (let round = 1; ; round++) {
    const snapshot = await readWithRetries(buildReadRequest([ref, collection]), budget, dependencies);
    if (snapshot.kind !== 'whole')
      throw new AggregateUnavailable(`${subscriptionId} cannot be read.`, { cause: snapshot.cause });
    const subscription = findReadItem(snapshot, ref);
    const addons = (snapshot.collections[0] ?? []).map(collection.parse);
    if (!subscription || subscription.version < version)
      throw new AggregateUnavailable(`${subscriptionId} is older than its change.`);
    const torn = tornText(subscription, addons, seen);
    if (!torn) return { subscription, addons };
    seen = watch(torn);
    if (isBudgetSpent(budget, dependencies.now()))
      throw new AggregateUnavailable(`${subscriptionId} is being changed all the time.`);
    await backOff(round, dependencies, budget);
  }
}
