import { formatItemKey } from '../dynamodb/item.ts';
import type { PreparedLine } from './line-plan.ts';

/** A valid line that is being imported. */
export interface ImportEntry {
  /** The line number. */
  lineNumber: number;
  prepared: PreparedLine;
}

/** BatchGetItem reads at most 100 items. The other limits keep memory low and progress steady. */
const batchLimits = { keys: 100, aggregates: 50, lines: 100 };

/**
 * Groups lines into batches. A new batch begins before a line that reads an item that an earlier line of the batch changes, so that the
 * order in the file decides.
 */
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
