import type { TenantEvent } from '../../contract/event.ts';
import { toMessageJson } from '../../contract/json.ts';
import type { RetryBudget } from '../../dynamodb/database.ts';
import type { Dependencies } from '../../dynamodb/dependencies.ts';
import { backOff } from '../../dynamodb/retry-budget.ts';
import { splitIntoBatches } from '../split-into-batches.ts';
import { type BusEntry, type EventBus, putEventsLimits } from './event-bus.ts';
import { truncateEvent } from './truncate-event.ts';

/** How often what was not taken is sent again before it is reported. */
const maxPutAttempts = 5;

/** The events were not taken, though they were sent again. */
class PublishError extends Error {
  override name = 'Unpublished';
}

/**
 * Publishes events in their order, call by call: none of a call is sent before all of the one before were taken.
 *
 * @param onPublished - is told how many were taken, after each call
 * @throws Unpublished
 */
export async function publishInOrder(
  events: TenantEvent[],
  bus: EventBus,
  budget: RetryBudget,
  dependencies: Dependencies,
  onPublished: (count: number) => void,
): Promise<void> {
  for (const batch of splitIntoBatches(events.map(toBusEntry), putEventsLimits, measureEntryBytes)) {
    await putWithRetries(batch, bus, budget, dependencies);
    onPublished(batch.length);
  }
}

async function putWithRetries(
  entries: BusEntry[],
  bus: EventBus,
  budget: RetryBudget,
  dependencies: Dependencies,
): Promise<void> {
  let remaining = entries;
  let cause: unknown;
  for (let attempt = 1; attempt <= maxPutAttempts && dependencies.now() < budget.deadline; attempt++) {
    if (attempt > 1) await backOff(attempt, dependencies, budget);
    try {
      const failures = await bus.putEvents(remaining);
      cause = failures.find(failure => failure !== undefined);
      remaining = remaining.filter((_, index) => failures[index] !== undefined);
    } catch (error) {
      cause = error;
    }
    if (remaining.length === 0) return;
  }
  throw new PublishError(`${remaining.length} of ${entries.length} events were not taken.`, { cause });
}

const toBusEntry = (event: TenantEvent): BusEntry => ({
  type: event.type,
  detail: toMessageJson(truncateEvent(event)),
});

const measureEntryBytes = ({ detail }: BusEntry): number => Buffer.byteLength(detail);
