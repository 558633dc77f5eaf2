import { formatItemKey } from '../dynamodb/item.ts';
import type { PreparedLine } from './line-plan.ts';

/** A line on its way in. */
export interface ImportEntry {
  /** Of the line. */
  lineNumber: number;
  prepared: PreparedLine;
}

/** BatchGetItem reads at most 100 items; the rest keeps a batch small enough for memory and for a steady progress. */
const batchLimits = { keys: 100, aggregates: 50, lines: 100 };

/** Cuts before a line that needs what an earlier one of the batch changes: their order in the file decides. */
export async function* groupIntoBatches(entries: AsyncIterable<ImportEntry>): AsyncGenerator<ImportEntry[]> {
  let batch: ImportEntry[] = [];
  let aggregates = 0;
  const readKeys = new Set<string>();
  const changedKeys = new Set<string>();
  for await (const entry of entries) {
    const { reads: needs, changedKeys: changes } = entry.prepared;
    const entryKeys = needs.items.map(formatItemKey);
    const exceedsLimits =
      batch.length === batchLimits.lines ||
      aggregates + needs.aggregates.length > batchLimits.aggregates ||
      readKeys.size + entryKeys.filter(itemKey => !readKeys.has(itemKey)).length > batchLimits.keys;
    if (batch.length > 0 && (exceedsLimits || entryKeys.some(itemKey => changedKeys.has(itemKey)))) {
      yield batch;
      batch = [];
      aggregates = 0;
      readKeys.clear();
      changedKeys.clear();
    }
    batch.push(entry);
    aggregates += needs.aggregates.length;
    for (const itemKey of entryKeys) readKeys.add(itemKey);
    for (const change of changes) changedKeys.add(formatItemKey(change));
  }
  if (batch.length > 0) yield batch;
}
