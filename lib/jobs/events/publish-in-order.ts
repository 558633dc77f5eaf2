import type { TenantEvent } from '../../contract/event.ts';
import { toMessageJson } from '../../contract/json.ts';
import type { RetryBudget } from '../../dynamodb/database.ts';
import type { Dependencies } from '../../dynamodb/dependencies.ts';
import { backOff } from '../../dynamodb/retry-budget.ts';
import { splitIntoBatches } from '../split-into-batches.ts';
import { type BusEntry, type EventBus, putEventsLimits } from './event-bus.ts';
import { truncateEvent } from './truncate-event.ts';

/** The number of attempts before a failure is reported. */
const maxPutAttempts = 5;

/** Some events were not accepted after all retries. */
class PublishError extends Error {
  override name = 'PublishError';
}

/**
 * Publishes events in order, batch by batch. A batch is sent only after all events of the previous batch were accepted.
 *
 * @param onPublished - receives the number of accepted events after each batch
 * @throws PublishError
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
  throw new PublishError(`${remaining.length} of ${entries.length} events were not accepted by the event bus.`, {
    cause,
  });
}

const toBusEntry = (event: TenantEvent): BusEntry => ({
  type: event.type,
  detail: toMessageJson(truncateEvent(event)),
});

const measureEntryBytes = ({ detail }: BusEntry): number => Buffer.byteLength(detail);
