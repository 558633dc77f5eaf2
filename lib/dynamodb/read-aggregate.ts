import type { RetryBudget } from './database.ts';
import type { Dependencies } from './dependencies.ts';
import { formatCollectionKey, formatItemKey, type ItemAttributes } from './item.ts';
import { isLatestAddon } from './items/addon.ts';
import { type AggregateRef, isAggregateConsistent, type SubscriptionAggregate } from './items/aggregate.ts';
import {
  findReadCollection,
  findReadItem,
  flattenRead,
  type ReadFailure,
  type ReadResult,
  type RetriedRead,
  readWithRetries,
} from './read-with-retries.ts';
import { type Attempt, retry } from './retry.ts';

/**
 * Number of equal, inconsistent reads in a row after which they are accepted. A transaction becomes visible item by item within
 * moments, so the items are not being written: they are stored that way, by a repair or a restore. Retrying for ever would keep
 * every request out; the next change makes the aggregate consistent.
 */
const maxEqualReads = 4;

/**
 * Reads a subscription and its add-ons until they belong together. The only place that does.
 *
 * @param firstRead - what was read of the aggregate already, together with other things: it is the first attempt
 * @returns the first read with its part of the aggregate replaced; `unavailable` for the reason `contention` when the budget was
 *   spent while the aggregate was being changed
 */
export async function readAggregate(
  ref: AggregateRef<unknown>,
  budget: RetryBudget,
  dependencies: Dependencies,
  firstRead?: ReadResult,
): Promise<RetriedRead> {
  let lastVersions: string | undefined;
  let equalReads = 0;
  const end = await retry<RetriedRead>(
    async attempt => {
      const read =
        firstRead && attempt === 1
          ? { kind: 'whole' as const, ...firstRead }
          : await readWithRetries({ items: [ref.subscription], collections: [ref.addons] }, budget, dependencies);
      if (read.kind !== 'whole') return toFailedAttempt(read);
      const versions = listInconsistentVersions(ref, read);
      equalReads = versions === lastVersions ? equalReads + 1 : 1;
      lastVersions = versions;
      if (versions === undefined || equalReads === maxEqualReads)
        return { kind: 'done', value: { kind: 'whole', ...replaceAggregate(firstRead, read, ref) } };
      return { kind: 'retry', reason: 'contention', cause: new Error(`The aggregate is being changed: ${versions}.`) };
    },
    budget,
    dependencies,
  );
  return flattenRead(end);
}

const toFailedAttempt = ({ kind, reason, cause }: ReadFailure): Attempt<RetriedRead> =>
  kind === 'defect' ? { kind: 'done', value: { kind, cause } } : { kind: 'exhausted', reason, cause };

/** The versions of an aggregate that was read inconsistently, as a text to compare reads by. */
function listInconsistentVersions(ref: AggregateRef<unknown>, result: ReadResult): string | undefined {
  const { subscription, addons } = pickAggregateItems(ref, result);
  const latest = addons.filter(isLatestAddon);
  const versions = [subscription, ...latest].map(item => item?.version).join(' ');
  const isConsistent = subscription
    ? isAggregateConsistent(toVersions(subscription), latest.map(toVersions))
    : latest.length === 0;
  return isConsistent ? undefined : versions;
}

/** An item without them does not parse: the code that parses it says so. */
const toVersions = ({ version, addonVersions }: ItemAttributes) => ({
  version: Number(version),
  addonVersions: Number(addonVersions),
});

/** The stored items of an aggregate. */
export const pickAggregateItems = (
  ref: AggregateRef<unknown>,
  { items, collections }: ReadResult,
): { subscription: ItemAttributes | undefined; addons: ItemAttributes[] } => ({
  subscription: items.get(formatItemKey(ref.subscription)),
  addons: collections.get(formatCollectionKey(ref.addons)) ?? [],
});

function replaceAggregate(base: ReadResult | undefined, read: ReadResult, ref: AggregateRef<unknown>): ReadResult {
  if (!base) return read;
  const { subscription, addons } = pickAggregateItems(ref, read);
  const items = new Map(base.items);
  const subscriptionKey = formatItemKey(ref.subscription);
  if (subscription) items.set(subscriptionKey, subscription);
  else items.delete(subscriptionKey);
  const collections = new Map(base.collections).set(formatCollectionKey(ref.addons), addons);
  return { items, collections, listings: base.listings };
}

/** @throws CorruptItem */
export const parseAggregate = <A>(
  { subscription, addons }: AggregateRef<A>,
  result: ReadResult,
): SubscriptionAggregate<A> => ({
  subscription: findReadItem(result, subscription),
  addons: findReadCollection(result, addons),
});
