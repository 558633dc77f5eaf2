import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import type { TenantEvent } from '../../lib/contract/event.ts';
import type { TableAccess } from '../../lib/dynamodb/table-access.ts';
import { type DeliveryDependencies, deliverWebhook } from '../../lib/jobs/webhooks/deliver.ts';
import type { WebhookDelivery } from '../../lib/jobs/webhooks/delivery.ts';
import { createDeliveryLog } from '../../lib/jobs/webhooks/delivery-log.ts';
import { createHttpPost } from '../../lib/jobs/webhooks/post.ts';
import { fanOutEvent } from '../../lib/jobs/webhooks/queue-handler.ts';
import { defaultServiceName, metricNamespace } from '../../lib/observability/metrics.ts';
import { runPeriodically } from './run-periodically.ts';
import { localQueue, waitingDeliveries } from './waiting-deliveries.ts';
import type { WaitingItem } from './waiting-line.ts';

/** Delivers webhooks on this machine. Of servers that share an engine one does. */
export interface WebhookWorker {
  /** Puts an event on its way. It is kept when this returns: who dies afterwards, or restarts, loses nothing. */
  accept(event: TenantEvent): Promise<void>;
  /** Gives up what is under way: it is sent again by whoever delivers next. */
  stop(): Promise<void>;
}

interface WorkerOptions {
  /** Epoch milliseconds. */
  now?: () => number;
  /** Shorter in tests. */
  lookEveryMs?: number;
}

/** Attempts at one time. Each takes ten seconds at most. */
const mostAtOnce = 20;

export function startWebhookWorker(
  store: TableAccess,
  { now = Date.now, lookEveryMs = 250 }: WorkerOptions = {},
): WebhookWorker {
  const stopping = new AbortController();
  const service = { serviceName: defaultServiceName };
  const dependencies: DeliveryDependencies = {
    store,
    queue: localQueue(store),
    post: createHttpPost({ policy: { allowLoopback: true }, signal: stopping.signal }),
    now,
    random: Math.random,
    log: createDeliveryLog(new Logger(service), new Metrics({ ...service, namespace: metricNamespace })),
  };
  const line = waitingDeliveries(store);
  const underWay = new Map<string, Promise<void>>();

  /** It goes when it was taken, or is kept elsewhere. What fails on our side stays, and is found again. */
  const handle = async (waiting: WaitingItem<WebhookDelivery>): Promise<void> => {
    try {
      await deliverWebhook(waiting.work, dependencies);
      await line.remove(waiting);
    } catch (error) {
      if (!stopping.signal.aborted) dependencies.log.messageFailed(waiting.sk, error);
    } finally {
      underWay.delete(waiting.sk);
    }
  };

  const end = runPeriodically(lookEveryMs, async () => {
    if (underWay.size >= mostAtOnce) return;
    const due = await line.due(now(), mostAtOnce);
    const free = due.filter(({ sk }) => !underWay.has(sk)).slice(0, mostAtOnce - underWay.size);
    for (const waiting of free) underWay.set(waiting.sk, handle(waiting));
  });

  return {
    accept: event => fanOutEvent(event, dependencies),
    stop: async () => {
      stopping.abort();
      await end();
      await Promise.all(underWay.values());
    },
  };
}
