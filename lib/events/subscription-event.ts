import { pause } from '../command/budget.ts';
import type { Ports } from '../command/ports.ts';
import { readWhole } from '../command/read.ts';
import { itemIn, requestFor } from '../command/state.ts';
import { tornWatch } from '../command/torn-watch.ts';
import type { AddonFacts } from '../domain/addon.ts';
import { lastChange } from '../domain/schedule.ts';
import { viewSubscription } from '../domain/subscription.ts';
import type { TenantEvent } from '../schemas/event.ts';
import { tornText } from '../store/change.ts';
import { type Budget, isSpent } from '../store/database.ts';
import { latestAddons, subscriptionRef } from '../store/entity.ts';
import type { Stored, StoredSubscription } from '../store/stored.ts';
import type { SubscriptionStep } from './derive.ts';
import { eventId } from './event-id.ts';

/** A subscription and the latest add-on of each offering. */
export interface Aggregate {
  subscription: StoredSubscription;
  addons: Stored<AddonFacts>[];
}

/** What it is told by could not be read now. Another time it can. */
class Unread extends Error {
  override name = 'Unread';
}

/** The event of a step, with the aggregate as it was read since. */
export function subscriptionEvent(
  { tenantId, subscriptionId, version }: SubscriptionStep,
  { subscription, addons }: Aggregate,
): TenantEvent {
  const type = 'subscription.updated';
  const changedAt = lastChange(subscription.changedAt, addons, subscription.changedAt);
  return {
    tenantId,
    eventId: eventId({ tenantId, resource: ['subscription', subscriptionId], version, type }),
    type,
    occurredAt: changedAt,
    sequence: version,
    data: viewSubscription(subscription, addons, changedAt),
  };
}

/**
 * Reads a subscription and its add-ons as they belong together.
 *
 * @throws Unread, CorruptItem
 */
export async function readAggregate(step: SubscriptionStep, budget: Budget, ports: Ports): Promise<Aggregate> {
  const { tenantId, subscriptionId, version } = step;
  const ref = subscriptionRef(tenantId, subscriptionId);
  const collection = latestAddons(tenantId, subscriptionId);
  const watch = tornWatch();
  let seen: string | undefined;
  for (let round = 1; ; round++) {
    const snapshot = await readWhole(requestFor([ref, collection]), budget, ports);
    if (snapshot.kind !== 'whole') throw new Unread(`${subscriptionId} cannot be read.`, { cause: snapshot.cause });
    const subscription = itemIn(snapshot, ref);
    const addons = (snapshot.collections[0] ?? []).map(collection.parse);
    if (!subscription || subscription.version < version)
      throw new Unread(`${subscriptionId} is older than its change.`);
    const torn = tornText(subscription, addons, seen);
    if (!torn) return { subscription, addons };
    seen = watch(torn);
    if (isSpent(budget, ports.now())) throw new Unread(`${subscriptionId} is being changed all the time.`);
    await pause(round, ports, budget);
  }
}
