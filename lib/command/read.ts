import { type Budget, isSpent, type ReadRequest } from '../store/database.ts';
import { type Item, type Location, locate, type Page } from '../store/item.ts';
import { pause } from './budget.ts';
import type { Ports } from './ports.ts';

/** All that was asked for. Nothing is ever decided on less. */
export interface Found {
  items: Map<string, Item>;
  collections: Item[][];
  listings: Page[];
}

export type Snapshot = ({ kind: 'whole' } & Found) | Unread;

export interface Unread {
  kind: 'unavailable' | 'defect';
  cause: unknown;
}

/** Reads until everything was read or the budget is spent. A key that is named twice is read once. */
export async function readWhole(request: ReadRequest, budget: Budget, ports: Ports): Promise<Snapshot> {
  const items = new Map<string, Item>();
  let beside: Pick<Found, 'collections' | 'listings'> | undefined;
  let missing: Location[] = [...new Map(request.items.map(item => [locate(item), item])).values()];
  let cause: unknown;
  for (let attempt = 1; ; attempt++) {
    const outcome = await ports.database.read(
      beside ? { items: missing, collections: [] } : { ...request, items: missing },
      budget,
    );
    if (outcome.kind === 'read') {
      for (const [at, item] of outcome.items) items.set(at, item);
      missing = outcome.unprocessed;
      beside ??= { collections: outcome.collections, listings: outcome.listings };
      if (missing.length === 0) return { kind: 'whole', items, ...beside };
    } else {
      // That the time is over says less than what it was lost on.
      if (outcome.kind !== 'late' || cause === undefined) cause = outcome.cause;
      if (outcome.kind === 'defect') return { kind: 'defect', cause };
    }
    if (isSpent(budget, ports.now())) return { kind: 'unavailable', cause };
    await pause(attempt, ports, budget);
  }
}
