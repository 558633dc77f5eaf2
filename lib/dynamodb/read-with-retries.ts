import { isBudgetSpent, type ReadRequest, type RetryBudget } from './database.ts';
import type { Dependencies } from './dependencies.ts';
import { formatItemKey, type IndexPage, type ItemAttributes, type ItemKey } from './item.ts';
import { backOff } from './retry-budget.ts';

/** All that was asked for. Nothing is ever decided on less. */
export interface ReadResult {
  items: Map<string, ItemAttributes>;
  collections: ItemAttributes[][];
  listings: IndexPage[];
}

export type RetriedRead = ({ kind: 'whole' } & ReadResult) | ReadFailure;

export interface ReadFailure {
  kind: 'unavailable' | 'defect';
  cause: unknown;
}

/** Reads until everything was read or the budget is spent. A key that is named twice is read once. */
export async function readWithRetries(
  request: ReadRequest,
  budget: RetryBudget,
  dependencies: Dependencies,
): Promise<RetriedRead> {
  const items = new Map<string, ItemAttributes>();
  let rangeResults: Pick<ReadResult, 'collections' | 'listings'> | undefined;
  let remaining: ItemKey[] = [...new Map(request.items.map(item => [formatItemKey(item), item])).values()];
  let cause: unknown;
  for (let attempt = 1; ; attempt++) {
    const outcome = await dependencies.database.read(
      rangeResults ? { items: remaining, collections: [] } : { ...request, items: remaining },
      budget,
    );
    if (outcome.kind === 'read') {
      for (const [address, item] of outcome.items) items.set(address, item);
      remaining = outcome.unprocessed;
      rangeResults ??= { collections: outcome.collections, listings: outcome.listings };
      if (remaining.length === 0) return { kind: 'whole', items, ...rangeResults };
    } else {
      // That the time is over says less than what it was lost on.
      if (outcome.kind !== 'late' || cause === undefined) cause = outcome.cause;
      if (outcome.kind === 'defect') return { kind: 'defect', cause };
    }
    if (isBudgetSpent(budget, dependencies.now())) return { kind: 'unavailable', cause };
    await backOff(attempt, dependencies, budget);
  }
}
