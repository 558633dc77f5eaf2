import type { CallFailure, ReadRequest, RetryBudget } from './database.ts';
import type { Dependencies } from './dependencies.ts';
import {
  formatCollectionKey,
  formatItemKey,
  type IndexPage,
  type ItemAttributes,
  type ItemCollection,
  type ItemKey,
  type ItemRef,
} from './item.ts';
import { type Attempt, type Exhausted, type RetryReason, retry } from './retry.ts';

/** All requested items. Nothing is decided on the basis of an incomplete read. */
export interface ReadResult {
  /** By `formatItemKey`. */
  items: Map<string, ItemAttributes>;
  /** By `formatCollectionKey`. */
  collections: Map<string, ItemAttributes[]>;
  listings: IndexPage[];
}

export type RetriedRead = ({ kind: 'complete' } & ReadResult) | ReadFailure;

export interface ReadFailure {
  kind: 'unavailable' | 'defect';
  /** Reason why the last attempt did not succeed. */
  reason?: RetryReason | undefined;
  cause: unknown;
}

/** Reads until everything is complete or the budget is spent. A key that is requested twice is read once. */
export async function readWithRetries(
  request: ReadRequest,
  budget: RetryBudget,
  dependencies: Dependencies,
): Promise<RetriedRead> {
  const items: ReadResult['items'] = new Map();
  let rangeResults: Pick<ReadResult, 'collections' | 'listings'> | undefined;
  let remaining: ItemKey[] = [...new Map(request.items.map(item => [formatItemKey(item), item])).values()];
  const end = await retry<RetriedRead>(
    async () => {
      const outcome = await dependencies.database.read(
        rangeResults ? { items: remaining, collections: [] } : { ...request, items: remaining },
        budget,
      );
      if (outcome.kind !== 'read') return toReadAttempt(outcome);
      for (const [address, item] of outcome.items) items.set(address, item);
      remaining = outcome.unprocessed;
      rangeResults ??= {
        collections: mapCollections(request.collections, outcome.collections),
        listings: outcome.listings,
      };
      if (remaining.length > 0) return { kind: 'retry', reason: 'overload', cause: unprocessedKeysError };
      budget.quota?.giveBack();
      return { kind: 'done', value: { kind: 'complete', items, ...rangeResults } };
    },
    budget,
    dependencies,
  );
  return flattenRead(end);
}

/** DynamoDB leaves keys unprocessed when it has too much to do. */
const unprocessedKeysError = new Error('DynamoDB left keys unprocessed.');

function toReadAttempt({ kind, cause }: CallFailure): Attempt<RetriedRead> {
  switch (kind) {
    case 'transient':
      return { kind: 'retry', reason: 'overload', cause };
    case 'pastDeadline':
      return { kind: 'retry', reason: 'budgetSpent', cause };
    case 'clockSkew':
      return { kind: 'exhausted', reason: 'clockSkew', cause };
    case 'defect':
      return { kind: 'done', value: { kind, cause } };
  }
}

/** Converts the end of a retry loop of reads. */
export const flattenRead = (end: { kind: 'done'; value: RetriedRead } | Exhausted): RetriedRead =>
  end.kind === 'done' ? end.value : { ...end, kind: 'unavailable' };

const mapCollections = (collections: ItemCollection<unknown>[], results: ItemAttributes[][]) =>
  new Map(collections.map((collection, index) => [formatCollectionKey(collection), results[index] ?? []]));

/** Finds and parses an item. @throws CorruptItemError */
export function findReadItem<T>({ items }: Pick<ReadResult, 'items'>, ref: ItemRef<T>): T | undefined {
  const item: ItemAttributes | undefined = items.get(formatItemKey(ref));
  return item && ref.parse(item);
}

/** Finds and parses the items of a collection. @throws CorruptItemError */
export const findReadCollection = <T>({ collections }: ReadResult, collection: ItemCollection<T>): T[] =>
  (collections.get(formatCollectionKey(collection)) ?? []).map(item => collection.parse(item));
