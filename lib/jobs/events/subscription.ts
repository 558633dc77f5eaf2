import type { TenantEvent } from '../../contract/event.ts';
import type { Instant } from '../../contract/field-types.ts';
import type { AddonFacts } from '../../domain/addon.ts';
import { findLastChange } from '../../domain/effective-dates.ts';
import { viewSubscription } from '../../domain/subscription.ts';
import type { RetryBudget } from '../../dynamodb/database.ts';
import type { Dependencies } from '../../dynamodb/dependencies.ts';
import { aggregateRef } from '../../dynamodb/items/aggregate.ts';
import type { StoredItem } from '../../dynamodb/items/item-fields.ts';
import type { StoredSubscription } from '../../dynamodb/items/subscription.ts';
import { parseAggregate, readAggregate } from '../../dynamodb/read-aggregate.ts';
import type { SubscriptionChange } from './derive-events.ts';
import { deriveEventId } from './event-id.ts';

/** A subscription and the latest add-on of each offering. */
export interface ChangedSubscription {
  subscription: StoredSubscription;
  addons: StoredItem<AddonFacts>[];
}

/** The aggregate could not be read now. A later attempt can succeed. */
class AggregateUnavailable extends Error {
  override name = 'AggregateUnavailable';
}

/** Builds the event of a change, with the aggregate from a later read. */
export function buildSubscriptionEvent(
  change: SubscriptionChange,
  { subscription, addons }: ChangedSubscription,
): TenantEvent {
  const { tenantId, subscriptionId, version } = change;
  const type = 'subscription.updated';
  const readAt = findLastChange(subscription.changedAt, addons, subscription.changedAt);
  return {
    tenantId,
    eventId: deriveEventId({ tenantId, resource: ['subscription', subscriptionId], version, type }),
    type,
    occurredAt: change.changedAt ?? findAppliedAt(addons, version) ?? readAt,
    sequence: version,
    request: change.request ?? null,
    data: viewSubscription(subscription, addons, readAt),
  };
}

/** Returns the last due instant of the add-ons that still have the version in which the job applied it. */
function findAppliedAt(addons: StoredItem<AddonFacts>[], version: number): Instant | undefined {
  const applied = addons.filter(addon => addon.version === version);
  return applied
    .map(addon => findLastChange(addon.changedAt, [addon], addon.changedAt))
    .sort()
    .at(-1);
}

/**
 * Reads a subscription and its add-ons as they belong together.
 *
 * @throws AggregateUnavailable, CorruptItemError
 */
export async function readChangedSubscription(
  { tenantId, subscriptionId, version }: SubscriptionChange,
  budget: RetryBudget,
  dependencies: Dependencies,
): Promise<ChangedSubscription> {
  const ref = aggregateRef(tenantId, subscriptionId);
  const read = await readAggregate(ref, budget, dependencies);
  if (read.kind !== 'complete')
    throw new AggregateUnavailable(`${subscriptionId} cannot be read.`, { cause: read.cause });
  const { subscription, addons } = parseAggregate(ref, read);
  if (!subscription || subscription.version < version)
    throw new AggregateUnavailable(`${subscriptionId} is older than its change.`);
  return { subscription, addons };
}
