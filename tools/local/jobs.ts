import { setTimeout as sleep } from 'node:timers/promises';
import { job as applyDue } from '../../functions/apply-due/job.ts';
import { job as deliverWebhooks } from '../../functions/deliver-webhooks/job.ts';
import { job as publishEvents } from '../../functions/publish-events/job.ts';
import type { TableAccess } from '../../lib/dynamodb/table-access.ts';
import type { BatchReport } from '../../lib/jobs/events/publish-log.ts';
import { createStreamHandler } from '../../lib/jobs/events/stream-handler.ts';
import { createScheduledChangesHandler } from '../../lib/jobs/scheduled-changes/job-handler.ts';
import { createDeliveryLog } from '../../lib/jobs/webhooks/delivery-log.ts';
import { createHttpPost } from '../../lib/jobs/webhooks/post.ts';
import { createQueueHandler } from '../../lib/jobs/webhooks/queue-handler.ts';
import { createTelemetry } from '../../lib/observability/telemetry.ts';
import { ChangeStream } from './change-stream.ts';
import { createLocalDependencies } from './dependencies.ts';
import { toErrorMessage } from './error-message.ts';
import { createJobContext, pause, runJobLoop } from './job-loop.ts';
import { LocalQueue, readStreamPosition, writeStreamPosition } from './job-table.ts';
import { toEventFilePath } from './json-lines.ts';
import {
  createLocalEventBus,
  createLocalFailureStore,
  createLocalWebhookQueue,
  localOperatorEvents,
} from './local-messaging.ts';
import { createQuarantine } from './quarantine.ts';
import { QueueSource } from './queue-source.ts';
import { StreamSource } from './stream-source.ts';

export interface LocalJobOptions {
  store: TableAccess;
  engineUrl: string;
  /** The folder for published events and for what was quarantined. */
  folder: string;
  now?: () => number;
}

/** Shorter than the minute of the deployed schedule, so that nobody waits for a change. A run without work takes a few milliseconds. */
const scheduleIntervalMs = 5000;

/** How long running jobs may take to end. */
const maxStopMs = 5000;

/** Runs the deployed handlers of all jobs until they are stopped. @returns a function that stops them */
export function startLocalJobs(options: LocalJobOptions): () => Promise<void> {
  const stopping = new AbortController();
  const { signal } = stopping;
  const loops = [
    publishChanges(options, signal),
    deliverQueuedWebhooks(options, signal),
    applyDueChangesOnSchedule(options, signal),
  ];
  return async () => {
    stopping.abort();
    // Every write is conditional or repeatable, so a job that is still running can be abandoned.
    await Promise.race([Promise.all(loops), sleep(maxStopMs, undefined, { ref: false })]);
  };
}

async function publishChanges({ store, engineUrl, folder, now = Date.now }: LocalJobOptions, signal: AbortSignal) {
  const quarantine = createQuarantine(folder, now);
  const handle = createStreamHandler({
    ...createLocalDependencies(store, { now, signal }),
    bus: createLocalEventBus(toEventFilePath(folder)),
    queue: createLocalWebhookQueue(store, now),
    failures: createLocalFailureStore(quarantine),
    log: { batchEnded: createFailureReport(), recordQuarantined() {} },
  });
  let source: StreamSource | undefined;
  const openSource = async (): Promise<StreamSource> => {
    const stream = await ChangeStream.open(store.client, engineUrl, store.tables.connect);
    return new StreamSource(await readStreamPosition(store), {
      read: position => stream.read(position),
      handle: batch => handle(batch, createJobContext(publishEvents.timeoutSeconds, now)),
      savePosition: position => writeStreamPosition(store, position),
      ...{ quarantine, now, signal },
    });
  };
  const step = async (): Promise<boolean> => {
    try {
      source ??= await openSource();
      return await source.step();
    } catch (error) {
      // The engine may have been restarted; its iterators are gone then.
      source = undefined;
      throw error;
    }
  };
  await runJobLoop('Publishing events', step, signal);
}

/** Reports a failure once, until a batch succeeds or fails for another reason. */
function createFailureReport(): (report: BatchReport) => void {
  let reported: string | undefined;
  return ({ failed, cause }) => {
    const reason = failed === 0 ? undefined : toErrorMessage(cause);
    if (reason !== undefined && reason !== reported)
      console.error(`Changes could not be published and will be tried again: ${reason}`);
    reported = reason;
  };
}

async function deliverQueuedWebhooks({ store, folder, now = Date.now }: LocalJobOptions, signal: AbortSignal) {
  const failureCauses = new Map<string, unknown>();
  const { logger, metrics } = createTelemetry();
  const log = createDeliveryLog(logger, metrics);
  const handle = createQueueHandler({
    ...createLocalDependencies(store, { now, signal }),
    queue: createLocalWebhookQueue(store, now),
    post: createHttpPost({ policy: { allowLoopback: true }, signal }),
    operatorEvents: localOperatorEvents,
    log: { ...log, messageFailed: (messageId: string, cause: unknown) => void failureCauses.set(messageId, cause) },
  });
  const { batchSize, maxConcurrency } = deliverWebhooks.trigger;
  const source = new QueueSource({
    queue: new LocalQueue(store, 'webhooks'),
    handle: event => handle(event, createJobContext(deliverWebhooks.timeoutSeconds, now)),
    quarantine: createQuarantine(folder, now),
    takeFailureCause: messageId => {
      const cause = failureCauses.get(messageId);
      failureCauses.delete(messageId);
      return cause;
    },
    ...{ now, batchSize, maxConcurrency, signal },
  });
  await runJobLoop('Delivering webhooks', () => source.step(), signal);
  await source.drain();
}

async function applyDueChangesOnSchedule({ store, now = Date.now }: LocalJobOptions, signal: AbortSignal) {
  const log = {
    quarantined: (item: string, reason: string) =>
      console.error(`The scheduled change of ${item} could not be applied and was quarantined: ${reason}`),
    failed() {},
    runEnded() {},
  };
  const handle = createScheduledChangesHandler({ ...createLocalDependencies(store, { now, signal }), log });
  const step = async (): Promise<boolean> => {
    await handle({}, createJobContext(applyDue.timeoutSeconds, now));
    await pause(scheduleIntervalMs, signal);
    return true;
  };
  await runJobLoop('Applying scheduled changes', step, signal);
}
