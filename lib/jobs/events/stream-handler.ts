import type { RetryBudget } from '../../dynamodb/database.ts';
import type { Dependencies } from '../../dynamodb/dependencies.ts';
import type { StreamRecord } from '../../dynamodb/stream-record.ts';
import { countHeartbeats } from '../heartbeat.ts';
import type { PartialBatchResponse, RemainingTimeContext } from '../lambda-types.ts';
import type { WebhookQueue } from '../webhooks/webhook-queue.ts';
import type { EventBus } from './event-bus.ts';
import type { FailureStore } from './failure-store.ts';
import { publishBatch } from './publish-batch.ts';
import type { PublishLog } from './publish-log.ts';

/** A batch of changes in order, as Lambda passes it. */
interface StreamBatch {
  Records: StreamRecord[];
}

export type StreamHandler = (batch: StreamBatch, context: RemainingTimeContext) => Promise<PartialBatchResponse>;

/** Everything that publishing depends on. */
export interface PublishDependencies extends Dependencies {
  bus: EventBus;
  queue: WebhookQueue;
  failures: FailureStore;
  log: PublishLog;
}

/** Reserved for calls in flight when the time is over. */
const inFlightMarginMs = 5000;

/** The delay between attempts that published nothing. */
const outageRetryDelayMs = 5000;

/**
 * Creates the handler that publishes the events of a batch of records up to the first failure. Lambda retries the batch from that
 * record on. A record that can never be published goes to the failure bucket at once and counts as done.
 *
 * Lambda gives up on a batch after a number of attempts, however fast they fail. Therefore an attempt that can publish nothing at all
 * lasts as long as it may, so that all attempts together last for hours.
 */
export const createStreamHandler =
  (dependencies: PublishDependencies): StreamHandler =>
  async ({ Records }, context) => {
    const deadline = dependencies.now() + context.getRemainingTimeInMillis() - inFlightMarginMs;
    const queuedEventIds = new Set<string>();
    const attempt = () => publishBatch(Records, createPublishBudget(deadline), dependencies, queuedEventIds);
    let result = await attempt();
    while (result.finishedRecords === 0 && Records.length > 0 && dependencies.now() + outageRetryDelayMs < deadline) {
      await dependencies.sleep(outageRetryDelayMs);
      result = await attempt();
    }
    const { finishedRecords, ...counts } = result;
    const heartbeats = countHeartbeats(Records.slice(0, finishedRecords));
    dependencies.log.batchEnded({ ...counts, heartbeats, failed: Records.length - finishedRecords });
    if (finishedRecords === Records.length) return { batchItemFailures: [] };
    return { batchItemFailures: [{ itemIdentifier: Records[finishedRecords]?.dynamodb?.SequenceNumber ?? '' }] };
  };

const createPublishBudget = (deadline: number): RetryBudget => ({ deadline, maxCalls: 2000, calls: 0 });
