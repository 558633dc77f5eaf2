import type { Dependencies } from '../../dynamodb/dependencies.ts';
import { CorruptItemError } from '../../dynamodb/item.ts';
import type { StreamRecord } from '../../dynamodb/stream-record.ts';
import type { PartialBatchResponse, RemainingTimeContext } from '../lambda-types.ts';
import { type DerivedRecord, deriveBatch } from './derive-batch.ts';
import type { EventBus } from './event-bus.ts';
import { publishInOrder } from './publish-in-order.ts';
import type { PublishLog } from './publish-log.ts';

/** A batch of changes in order, as Lambda passes it. */
interface StreamBatch {
  Records: StreamRecord[];
}

export type StreamHandler = (batch: StreamBatch, context: RemainingTimeContext) => Promise<PartialBatchResponse>;

export interface PublishDependencies extends Dependencies {
  bus: EventBus;
  log: PublishLog;
}

/** Reserved for calls in flight when the time is over. */
const inFlightMarginMs = 5000;

/** The delay between attempts that published nothing. */
const outageRetryDelayMs = 5000;

/**
 * Creates the handler that publishes the events of a batch of records up to the first failure. Lambda retries the batch from that
 * record on. If the first record of a batch is corrupt, the handler throws, so that Lambda halves the batch until the record is
 * isolated and moved to the failure bucket.
 *
 * Lambda gives up on a batch after a number of attempts, however fast they fail. Therefore an attempt that can publish nothing at all
 * lasts as long as it may, so that all attempts together last for hours.
 *
 * @throws CorruptItemError
 */
export const createStreamHandler =
  (dependencies: PublishDependencies): StreamHandler =>
  async ({ Records }, context) => {
    const deadline = dependencies.now() + context.getRemainingTimeInMillis() - inFlightMarginMs;
    let attempt = await attemptPublish(Records, deadline, dependencies);
    while (isOutage(attempt) && dependencies.now() + outageRetryDelayMs < deadline) {
      await dependencies.sleep(outageRetryDelayMs);
      attempt = await attemptPublish(Records, deadline, dependencies);
    }
    const { finishedRecords, publishedEvents, cause } = attempt;
    dependencies.log.batchEnded(publishedEvents, Records.length - finishedRecords, cause);
    if (finishedRecords === Records.length) return { batchItemFailures: [] };
    if (finishedRecords === 0 && cause instanceof CorruptItemError) throw cause;
    const itemIdentifier = Records[finishedRecords]?.dynamodb?.SequenceNumber ?? '';
    return { batchItemFailures: [{ itemIdentifier }] };
  };

interface PublishAttempt {
  /** The number of completely published records, from the first on. */
  finishedRecords: number;
  /** The number of published events. */
  publishedEvents: number;
  /** The reason why the attempt did not finish. */
  cause: unknown;
}

const isOutage = ({ finishedRecords, cause }: PublishAttempt): boolean =>
  finishedRecords === 0 && cause !== undefined && !(cause instanceof CorruptItemError);

async function attemptPublish(
  records: StreamRecord[],
  deadline: number,
  { bus, ...dependencies }: PublishDependencies,
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

/** Returns how many records are complete after the given number of published events. */
function countFinishedRecords(derived: DerivedRecord[], publishedEvents: number): number {
  let events = 0;
  const firstUnfinished = derived.findIndex(record => {
    events += record.events.length;
    return events > publishedEvents;
  });
  return firstUnfinished === -1 ? derived.length : firstUnfinished;
}
