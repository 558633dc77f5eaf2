import type { RetryBudget } from '../../dynamodb/database.ts';
import type { Dependencies } from '../../dynamodb/dependencies.ts';
import { backOff } from '../../dynamodb/retry-budget.ts';
import { splitIntoBatches } from '../split-into-batches.ts';
import { type BusEntry, type EventBus, putEventsLimits } from './event-bus.ts';

/** The number of attempts before a failure is reported. */
const maxPutAttempts = 5;

/** The result of publishing entries in order. */
export interface PublishResult {
  /** The number of entries that the bus has accepted or will never accept, from the first on. */
  finishedCount: number;
  /** The positions of the entries that the bus will never accept, with its reason. */
  rejected: Map<number, string>;
  /** The reason why the next entry was not accepted. Absent if all are finished. */
  cause?: unknown;
}

/**
 * Publishes entries in order, batch by batch. A batch is sent only after all entries of the previous batch are finished. An entry that
 * the bus will never accept does not hold up the entries behind it.
 */
export async function publishInOrder(
  entries: BusEntry[],
  bus: EventBus,
  budget: RetryBudget,
  dependencies: Dependencies,
): Promise<PublishResult> {
  const result: PublishResult = { finishedCount: 0, rejected: new Map() };
  for (const batch of splitIntoBatches(entries, putEventsLimits, measureEntryBytes)) {
    const { remaining, rejected, cause } = await putWithRetries(batch, bus, budget, dependencies);
    for (const [entry, reason] of rejected) result.rejected.set(result.finishedCount + batch.indexOf(entry), reason);
    if (remaining.length > 0) return { ...result, cause };
    result.finishedCount += batch.length;
  }
  return result;
}

interface PutResult {
  remaining: BusEntry[];
  rejected: Map<BusEntry, string>;
  cause: unknown;
}

async function putWithRetries(
  entries: BusEntry[],
  bus: EventBus,
  budget: RetryBudget,
  dependencies: Dependencies,
): Promise<PutResult> {
  let remaining = entries;
  const rejected: PutResult['rejected'] = new Map();
  let cause: unknown = new Error('The time of the function is over.');
  for (let attempt = 1; attempt <= maxPutAttempts && dependencies.now() < budget.deadline; attempt++) {
    if (attempt > 1) await backOff(attempt, dependencies, budget);
    try {
      const results = await bus.putEvents(remaining);
      cause = results.find(result => result !== undefined && !result.isPermanent)?.reason;
      for (const [index, entry] of remaining.entries()) {
        const result = results[index];
        if (result?.isPermanent) rejected.set(entry, result.reason);
      }
      remaining = remaining.filter((_, index) => results[index] && !results[index].isPermanent);
    } catch (error) {
      cause = error;
    }
    if (remaining.length === 0) break;
  }
  return { remaining, rejected, cause };
}

const measureEntryBytes = ({ detail }: BusEntry): number => Buffer.byteLength(detail);
