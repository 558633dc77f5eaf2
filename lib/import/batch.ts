import { locate } from '../store/item.ts';
import type { Prepared } from './plan.ts';

/** A line on its way in. */
export interface Entry {
  /** Of the line. */
  number: number;
  prepared: Prepared;
}

/** BatchGetItem reads at most 100 items; the rest keeps a batch small enough for memory and for a steady progress. */
const limits = { keys: 100, collections: 50, lines: 100 };

/** Cuts before a line that needs what an earlier one of the batch changes: their order in the file decides. */
export async function* inBatches(entries: AsyncIterable<Entry>): AsyncGenerator<Entry[]> {
  let batch: Entry[] = [];
  let collections = 0;
  const keys = new Set<string>();
  const changed = new Set<string>();
  for await (const entry of entries) {
    const { needs, changes } = entry.prepared;
    const needed = needs.items.map(locate);
    const tooMany =
      batch.length === limits.lines ||
      collections + needs.collections.length > limits.collections ||
      keys.size + needed.filter(key => !keys.has(key)).length > limits.keys;
    if (batch.length > 0 && (tooMany || needed.some(key => changed.has(key)))) {
      yield batch;
      batch = [];
      collections = 0;
      keys.clear();
      changed.clear();
    }
    batch.push(entry);
    collections += needs.collections.length;
    for (const key of needed) keys.add(key);
    for (const change of changes) changed.add(locate(change));
  }
  if (batch.length > 0) yield batch;
}
