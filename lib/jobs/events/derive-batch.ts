import type { TenantEvent } from '../../contract/event.ts';
import type { RetryBudget } from '../../dynamodb/database.ts';
import type { Dependencies } from '../../dynamodb/dependencies.ts';
import { type StreamRecord, toItemChange } from '../../dynamodb/stream-record.ts';
import { deriveEvents, type SubscriptionChange } from './derive-events.ts';
import { buildSubscriptionEvent, type ChangedSubscription, readChangedSubscription } from './subscription.ts';

/** The events that one stream record causes. */
export interface DerivedRecord {
  events: TenantEvent[];
}

/** The results of the records of a batch, up to the first record that cannot be processed. */
export interface DerivedBatch {
  derived: DerivedRecord[];
  /** The reason why the next record cannot be processed. Absent if all records were processed. */
  cause?: unknown;
}

/**
 * Derives the events of a batch of records, in their order. A subscription with several changes in the batch is read once. All its
 * changes are already committed, so one read is recent enough for each of them.
 */
export async function deriveBatch(
  records: StreamRecord[],
  budget: RetryBudget,
  dependencies: Dependencies,
): Promise<DerivedBatch> {
  const aggregates = new Map<string, Promise<ChangedSubscription>>();
  const outcomes = records.map(record => captureError(() => deriveEvents(toItemChange(record))));
  for (const outcome of outcomes.toReversed()) {
    if (!('subscriptionChange' in outcome) || !outcome.subscriptionChange) continue;
    const aggregateName = toAggregateName(outcome.subscriptionChange);
    if (!aggregates.has(aggregateName))
      aggregates.set(aggregateName, readChangedSubscription(outcome.subscriptionChange, budget, dependencies));
  }
  await Promise.allSettled(aggregates.values());

  const derivedRecords: DerivedRecord[] = [];
  for (const outcome of outcomes) {
    if ('cause' in outcome) return { derived: derivedRecords, cause: outcome.cause };
    const { events, subscriptionChange } = outcome;
    try {
      const aggregate = subscriptionChange && (await aggregates.get(toAggregateName(subscriptionChange)));
      const subscriptionEvents = aggregate && [buildSubscriptionEvent(subscriptionChange, aggregate)];
      derivedRecords.push({ events: subscriptionEvents ?? events });
    } catch (cause) {
      return { derived: derivedRecords, cause };
    }
  }
  return { derived: derivedRecords };
}

function captureError<T>(work: () => T): T | { cause: unknown } {
  try {
    return work();
  } catch (cause) {
    return { cause };
  }
}

const toAggregateName = ({ tenantId, subscriptionId }: SubscriptionChange): string => `${tenantId} ${subscriptionId}`;
