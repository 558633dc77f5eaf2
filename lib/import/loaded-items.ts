import type { RetryBudget } from '../dynamodb/database.ts';
import type { Dependencies } from '../dynamodb/dependencies.ts';
import { CorruptItemError, formatItemKey, type ItemKey, type ItemRef } from '../dynamodb/item.ts';
import type { AddonHistoryEntry } from '../dynamodb/items/addon.ts';
import type { AggregateRef, SubscriptionAggregate } from '../dynamodb/items/aggregate.ts';
import { parseAggregate, readAggregate } from '../dynamodb/read-aggregate.ts';
import { findReadItem, type ReadFailure, type ReadResult, readWithRetries } from '../dynamodb/read-with-retries.ts';
import { createRefusedError, createUnavailableError, type ImportError } from './import-error.ts';
import type { ImportReads, PreparedLine } from './line-plan.ts';

/**
 * The items that were read for a line. Access to an item that was not read is a defect; it never means "absent".
 *
 * @throws from its functions: CorruptItemError for an item that does not parse
 */
export interface LoadedItems {
  get<T>(ref: ItemRef<T>): T | undefined;
  /** @throws ContendedAggregateError */
  getAggregate(ref: AggregateRef<AddonHistoryEntry>): SubscriptionAggregate<AddonHistoryEntry>;
}

/** Error for a subscription that other requests kept changing, so that it could not be read consistently with its add-ons. */
export class ContendedAggregateError extends Error {
  override name = 'ContendedAggregateError';
}

/** Reads the items that lines need. @throws ImportError */
export async function loadItems(
  reads: ImportReads,
  budget: RetryBudget,
  dependencies: Dependencies,
): Promise<LoadedItems> {
  const { items, aggregates } = reads;
  const request = {
    items: [...items, ...aggregates.map(({ subscription }) => subscription)],
    collections: aggregates.map(({ addons }) => addons),
  };
  const firstRead = await readWithRetries(request, budget, dependencies);
  if (firstRead.kind !== 'complete') throw toImportError(firstRead);
  let result: ReadResult = firstRead;
  const contended = new Set<string>();
  for (const ref of aggregates) {
    const read = await readAggregate(ref, budget, dependencies, result);
    if (read.kind === 'complete') result = read;
    else if (read.reason === 'contention') contended.add(formatItemKey(ref.subscription));
    else throw toImportError(read);
  }
  return createLoadedItems(request.items.map(formatItemKey), result, contended);
}

/** Reads everything that lines need, in two steps if the first one identifies further items. @throws ImportError */
export async function loadLineItems(
  lines: PreparedLine[],
  budget: RetryBudget,
  dependencies: Dependencies,
): Promise<LoadedItems> {
  const reads = {
    items: lines.flatMap(line => line.reads.items),
    aggregates: lines.flatMap(line => line.reads.aggregates),
  };
  const loaded = await loadItems(reads, budget, dependencies);
  const followUp = lines.flatMap(line => listFollowUpReads(line, loaded));
  if (followUp.length === 0) return loaded;
  const more = await loadItems({ items: followUp, aggregates: [] }, budget, dependencies);
  const followUpKeys = new Set(followUp.map(formatItemKey));
  return { ...loaded, get: ref => (followUpKeys.has(formatItemKey(ref)) ? more : loaded).get(ref) };
}

/** An item that does not parse is reported by the plan of the line, which reads it too. */
function listFollowUpReads(line: PreparedLine, loaded: LoadedItems): ItemKey[] {
  try {
    return line.followUpReads?.(loaded) ?? [];
  } catch (error) {
    if (error instanceof CorruptItemError) return [];
    throw error;
  }
}

const toImportError = ({ kind, cause }: ReadFailure): ImportError =>
  kind === 'defect' ? createRefusedError(cause) : createUnavailableError(cause);

function createLoadedItems(requestedKeys: string[], result: ReadResult, contended: Set<string>): LoadedItems {
  const requested = new Set(requestedKeys);
  const requireRequested = (itemKey: string) => {
    if (!requested.has(itemKey)) throw new Error(`${itemKey} was not read.`);
  };
  return {
    get(ref) {
      requireRequested(formatItemKey(ref));
      return findReadItem(result, ref);
    },
    getAggregate(ref) {
      const itemKey = formatItemKey(ref.subscription);
      requireRequested(itemKey);
      if (contended.has(itemKey)) throw new ContendedAggregateError(`${itemKey} is being changed all the time.`);
      return parseAggregate(ref, result);
    },
  };
}
