import type { TenantEvent } from '../../contract/event.ts';
import type { RetryBudget } from '../../dynamodb/database.ts';
import type { Dependencies } from '../../dynamodb/dependencies.ts';
import { type StreamRecord, toItemChange } from '../../dynamodb/stream-record.ts';
import { deriveEvents, type SubscriptionChange } from './derive-events.ts';
import { buildSubscriptionEvent, readAggregate, type SubscriptionAggregate } from './subscription.ts';

/** What one record of the stream leads to. */
export interface DerivedRecord {
  events: TenantEvent[];
}

/** What the first records of a batch lead to, up to the first that cannot be told. */
export interface DerivedBatch {
  derived: DerivedRecord[];
  /** Absent: all could be told. */
  cause?: unknown;
}

/**
 * Derives what a batch of records leads to, in their order. A subscription of which the batch has several steps is read once: all of
 * them are committed, so one read is late enough for each.
 */
export async function deriveBatch(
  records: StreamRecord[],
  budget: RetryBudget,
  dependencies: Dependencies,
): Promise<DerivedBatch> {
  const aggregates = new Map<string, Promise<SubscriptionAggregate>>();
  const outcomes = records.map(record => captureError(() => deriveEvents(toItemChange(record))));
  for (const outcome of outcomes.toReversed()) {
    if (!('subscriptionChange' in outcome) || !outcome.subscriptionChange) continue;
    const aggregateName = toAggregateName(outcome.subscriptionChange);
    if (!aggregates.has(aggregateName))
      aggregates.set(aggregateName, readAggregate(outcome.subscriptionChange, budget, dependencies));
  }
  await Promise.allSettled(aggregates.values());

  const derivedRecords: DerivedRecord[] = [];
  for (const outcome of outcomes) {
    if ('cause' in outcome) return { derived: derivedRecords, cause: outcome.cause };
    const { events, subscriptionChange: step } = outcome;
    try {
      const aggregate = step && (await aggregates.get(toAggregateName(step)));
      derivedRecords.push({ events: step && aggregate ? [buildSubscriptionEvent(step, aggregate)] : events });
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
