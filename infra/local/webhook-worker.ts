import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { defaultServiceName, metricNamespace } from '../../lib/middleware/metric.ts';
import type { TenantEvent } from '../../lib/schemas/event.ts';
import { attempt, type DeliveryPorts } from '../../lib/webhooks/attempt.ts';
import { distribute } from '../../lib/webhooks/consume.ts';
import type { Delivery } from '../../lib/webhooks/delivery.ts';
import { webhookObserver } from '../../lib/webhooks/observe-webhooks.ts';
import { createPost } from '../../lib/webhooks/post.ts';
import type { WebhookStore } from '../../lib/webhooks/webhook-store.ts';
import { every } from './periodic.ts';
import { localQueue, waitingDeliveries } from './waiting-deliveries.ts';
import type { Waiting } from './waiting-line.ts';

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
  store: WebhookStore,
  { now = Date.now, lookEveryMs = 250 }: WorkerOptions = {},
): WebhookWorker {
  const stopping = new AbortController();
  const service = { serviceName: defaultServiceName };
  const ports: DeliveryPorts = {
    store,
    queue: localQueue(store),
    post: createPost({ rules: { loopback: true }, signal: stopping.signal }),
    now,
    random: Math.random,
    observe: webhookObserver(new Logger(service), new Metrics({ ...service, namespace: metricNamespace })),
  };
  const line = waitingDeliveries(store);
  const underWay = new Map<string, Promise<void>>();

  /** It goes when it was taken, or is kept elsewhere. What fails on our side stays, and is found again. */
  const handle = async (waiting: Waiting<Delivery>): Promise<void> => {
    try {
      await attempt(waiting.work, ports);
      await line.remove(waiting);
    } catch (error) {
      if (!stopping.signal.aborted) ports.observe.failure(waiting.sk, error);
    } finally {
      underWay.delete(waiting.sk);
    }
  };

  const end = every(lookEveryMs, async () => {
    if (underWay.size >= mostAtOnce) return;
    const due = await line.due(now(), mostAtOnce);
    const free = due.filter(({ sk }) => !underWay.has(sk)).slice(0, mostAtOnce - underWay.size);
    for (const waiting of free) underWay.set(waiting.sk, handle(waiting));
  });

  return {
    accept: event => distribute(event, ports),
    stop: async () => {
      stopping.abort();
      await end();
      await Promise.all(underWay.values());
    },
  };
}
