import type { Dependencies } from '../../dynamodb/dependencies.ts';
import { CorruptItemError } from '../../dynamodb/item.ts';
import type { StreamRecord } from '../../dynamodb/stream-record.ts';
import type { PartialBatchResponse, RemainingTimeContext } from '../lambda-types.ts';
import { type DerivedRecord, deriveBatch } from './derive-batch.ts';
import type { EventBus } from './event-bus.ts';
import { publishInOrder } from './publish-in-order.ts';
import type { PublishLog } from './publish-log.ts';

/** Changes in their order, as Lambda hands them over. */
export interface StreamBatch {
  Records: StreamRecord[];
}

export interface PublishDependencies extends Dependencies {
  bus: EventBus;
  observe: PublishLog;
}

/** For the calls that are under way when the time is over. */
const inFlightMarginMs = 5000;

/** Between tries that got nowhere. */
const outageRetryDelayMs = 5000;

/**
 * Tells others of a batch of changes. Those before the first that cannot be told are told; from it on, the batch comes again. One
 * that never can is thrown once it is the first, so that Lambda halves the batch until it stands alone and is put aside.
 *
 * Lambda gives up on a batch after so many tries, however fast they fail: where nothing can be told at all, one of them lasts as
 * long as it may, so that all of them last for hours.
 *
 * @throws CorruptItem
 */
export async function handleStreamBatch(
  { Records }: StreamBatch,
  context: RemainingTimeContext,
  { observe, ...dependencies }: PublishDependencies,
): Promise<PartialBatchResponse> {
  const deadline = dependencies.now() + context.getRemainingTimeInMillis() - inFlightMarginMs;
  let attempt = await attemptPublish(Records, deadline, dependencies);
  while (isOutage(attempt) && dependencies.now() + outageRetryDelayMs < deadline) {
    await dependencies.sleep(outageRetryDelayMs);
    attempt = await attemptPublish(Records, deadline, dependencies);
  }
  const { finishedRecords: done, publishedEvents: published, cause } = attempt;
  observe.batchEnded(published, Records.length - done, cause);
  if (done === Records.length) return { batchItemFailures: [] };
  if (done === 0 && cause instanceof CorruptItemError) throw cause;
  const itemIdentifier = Records[done]?.dynamodb?.SequenceNumber ?? '';
  return { batchItemFailures: [{ itemIdentifier }] };
}

interface PublishAttempt {
  /** Records that were told, from the first on. */
  finishedRecords: number;
  /** Events that were taken. */
  publishedEvents: number;
  /** Why it did not come to the end. */
  cause: unknown;
}

const isOutage = ({ finishedRecords: done, cause }: PublishAttempt): boolean =>
  done === 0 && cause !== undefined && !(cause instanceof CorruptItemError);

async function attemptPublish(
  records: StreamRecord[],
  deadline: number,
  { bus, ...dependencies }: Omit<PublishDependencies, 'observe'>,
): Promise<PublishAttempt> {
  const budget = { deadline, maxCalls: 2000, calls: 0 };
  const { derived, cause } = await deriveBatch(records, budget, dependencies);
  let publishedEvents = 0;
  try {
    const countEvents = (events: number) => {
      publishedEvents += events;
    };
    await publishInOrder(
      derived.flatMap(({ events }) => events),
      bus,
      budget,
      dependencies,
      countEvents,
    );
  } catch (error) {
    return {
      finishedRecords: countFinishedRecords(derived, publishedEvents),
      publishedEvents,
      cause: error,
    };
  }
  return { finishedRecords: derived.length, publishedEvents, cause };
}

/** How many records are told once so many events are. */
function countFinishedRecords(derived: DerivedRecord[], publishedEvents: number): number {
  let events = 0;
  const firstUnfinished = derived.findIndex(record => {
    events += record.events.length;
    return events > publishedEvents;
  });
  return firstUnfinished === -1 ? derived.length : firstUnfinished;
}
