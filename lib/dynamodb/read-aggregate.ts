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
 * Number of equal inconsistent reads in a row after which the items are accepted. A transaction becomes visible item by item within
 * moments. So items that stay the same are stored that way, after a repair or a restore: accept them instead of retrying for ever.
 * The next change makes the aggregate consistent again.
 */
const maxEqualReads = 4;

/**
 * Reads a subscription and its add-ons until they are consistent. No other code re-reads an aggregate.
 *
 * @param firstRead - a complete read of the aggregate and of other items, which counts as the first attempt
 * @returns the first read with the aggregate replaced by the consistent one; `unavailable` with the reason `contention` when the
 *   budget was spent while others changed the aggregate
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
          ? { kind: 'complete' as const, ...firstRead }
          : await readWithRetries({ items: [ref.subscription], collections: [ref.addons] }, budget, dependencies);
      if (read.kind !== 'complete') return toFailedAttempt(read);
      const versions = listInconsistentVersions(ref, read);
      equalReads = versions === lastVersions ? equalReads + 1 : 1;
      lastVersions = versions;
      if (versions === undefined || equalReads === maxEqualReads)
        return { kind: 'done', value: { kind: 'complete', ...replaceAggregate(firstRead, read, ref) } };
      return { kind: 'retry', reason: 'contention', cause: new Error(`The aggregate is being changed: ${versions}.`) };
    },
    budget,
    dependencies,
  );
  return flattenRead(end);
}

const toFailedAttempt = ({ kind, reason, cause }: ReadFailure): Attempt<RetriedRead> =>
  kind === 'defect' ? { kind: 'done', value: { kind, cause } } : { kind: 'exhausted', reason, cause };

/** Returns the versions of an inconsistent aggregate as a text, for comparing reads; undefined for a consistent one. */
function listInconsistentVersions(ref: AggregateRef<unknown>, result: ReadResult): string | undefined {
  const { subscription, addons } = pickAggregateItems(ref, result);
  const latest = addons.filter(isLatestAddon);
  const versions = [subscription, ...latest].map(item => item?.version).join(' ');
  const isConsistent = subscription
    ? isAggregateConsistent(toVersions(subscription), latest.map(toVersions))
    : latest.length === 0;
  return isConsistent ? undefined : versions;
}

/** An item without versions does not parse, which the code that parses it reports. */
const toVersions = ({ version, addonVersions }: ItemAttributes) => ({
  version: Number(version),
  addonVersions: Number(addonVersions),
});

/** Returns the stored items of an aggregate. */
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

/** Parses the items of an aggregate. @throws CorruptItemError */
export const parseAggregate = <A>(
  { subscription, addons }: AggregateRef<A>,
  result: ReadResult,
): SubscriptionAggregate<A> => ({
  subscription: findReadItem(result, subscription),
  addons: findReadCollection(result, addons),
});
