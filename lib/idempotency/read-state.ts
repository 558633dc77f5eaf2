import type { RetryBudget } from '../dynamodb/database.ts';
import type { Dependencies } from '../dynamodb/dependencies.ts';
import { readAggregate } from '../dynamodb/read-aggregate.ts';
import { type ReadResult, type RetriedRead, readWithRetries } from '../dynamodb/read-with-retries.ts';
import type { Reads } from './operation.ts';
import { buildReadRequest, pickAggregateRefs } from './requested-items.ts';

/** Reads what an operation needs, until it is complete and every aggregate is consistent. */
export async function readState(reads: Reads, budget: RetryBudget, dependencies: Dependencies): Promise<RetriedRead> {
  const read = await readWithRetries(buildReadRequest(Object.values(reads)), budget, dependencies);
  return read.kind === 'complete' ? completeReads(reads, read, budget, dependencies) : read;
}

/** Re-reads only those aggregates that were being changed during the first read. */
export async function completeReads(
  reads: Reads,
  firstRead: ReadResult,
  budget: RetryBudget,
  dependencies: Dependencies,
): Promise<RetriedRead> {
  let result: RetriedRead = { kind: 'complete', ...firstRead };
  for (const ref of pickAggregateRefs(reads)) {
    if (result.kind === 'complete') result = await readAggregate(ref, budget, dependencies, result);
  }
  return result;
}
