/** The limits of one call to a service. */
export interface BatchLimits {
  entries: number;
  bytes: number;
}

/** Splits entries, in their order, into batches within the limits. An entry that is too large by itself is a batch of its own. */
export function splitIntoBatches<Entry>(
  entries: Entry[],
  limits: BatchLimits,
  measureBytes: (entry: Entry) => number,
): Entry[][] {
  const batches: Entry[][] = [];
  let bytes = 0;
  for (const entry of entries) {
    const size = measureBytes(entry);
    const lastBatch = batches.at(-1);
    if (lastBatch && lastBatch.length < limits.entries && bytes + size <= limits.bytes) {
      lastBatch.push(entry);
      bytes += size;
    } else {
      batches.push([entry]);
      bytes = size;
    }
  }
  return batches;
}
