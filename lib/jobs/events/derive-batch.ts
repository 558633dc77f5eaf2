import type { RetryBudget } from '../../dynamodb/database.ts';
import type { Dependencies } from '../../dynamodb/dependencies.ts';
import { type StreamRecord, toItemChange } from '../../dynamodb/stream-record.ts';
import { type DerivedEvents, deriveEvents, type SubscriptionChange } from './derive-events.ts';
import { buildSubscriptionEvent, type ChangedSubscription, readChangedSubscription } from './subscription.ts';

/** The events that one stream record causes, or the reason why they cannot be derived. */
export type DerivedRecord = Pick<DerivedEvents, 'events' | 'idempotencyKey'> | { cause: unknown };

/**
 * Derives the events of a batch of records. A subscription with several changes in the batch is read once. All its changes are already
 * committed, so one read is recent enough for each of them.
 *
 * @returns one result per record, in their order
 */
export async function deriveBatch(
  records: StreamRecord[],
  budget: RetryBudget,
  dependencies: Dependencies,
): Promise<DerivedRecord[]> {
  const aggregates = new Map<string, Promise<ChangedSubscription>>();
  const outcomes = records.map(record => captureError(() => deriveEvents(toItemChange(record))));
  for (const outcome of outcomes.toReversed()) {
    if (!('subscriptionChange' in outcome) || !outcome.subscriptionChange) continue;
    const aggregateName = toAggregateName(outcome.subscriptionChange);
    if (!aggregates.has(aggregateName))
      aggregates.set(aggregateName, readChangedSubscription(outcome.subscriptionChange, budget, dependencies));
  }
  await Promise.allSettled(aggregates.values());

  const derivedRecords = outcomes.map(async (outcome): Promise<DerivedRecord> => {
    if ('cause' in outcome) return outcome;
    const { events, subscriptionChange, idempotencyKey } = outcome;
    try {
      const aggregate = subscriptionChange && (await aggregates.get(toAggregateName(subscriptionChange)));
      return { events: aggregate ? [buildSubscriptionEvent(subscriptionChange, aggregate)] : events, idempotencyKey };
    } catch (cause) {
      return { cause };
    }
  });
  return Promise.all(derivedRecords);
}

function captureError<T>(work: () => T): T | { cause: unknown } {
  try {
    return work();
  } catch (cause) {
    return { cause };
  }
}

const toAggregateName = ({ tenantId, subscriptionId }: SubscriptionChange): string => `${tenantId} ${subscriptionId}`;
