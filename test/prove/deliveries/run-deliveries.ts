import { marshall } from '@aws-sdk/util-dynamodb';
import type { UnnumberedEvent } from '../../../lib/dynamodb/items/feed.ts';
import { unmarshallItem } from '../../../lib/dynamodb/marshall-item.ts';
import { storeEvents } from '../../../lib/jobs/events/store-events.ts';
import { deliveryRef } from '../../../lib/jobs/webhooks/delivery-item.ts';
import type { DeliveryMessage } from '../../../lib/jobs/webhooks/delivery-message.ts';
import type { PostResult } from '../../../lib/jobs/webhooks/post.ts';
import { queueDeliveries } from '../../../lib/jobs/webhooks/queue-deliveries.ts';
import { createQueueHandler } from '../../../lib/jobs/webhooks/queue-handler.ts';
import { replayDeadLetters, replaySince } from '../../../lib/jobs/webhooks/replay-events.ts';
import { type WebhookEndpoint, webhookEndpointRef } from '../../../lib/jobs/webhooks/webhook-endpoint.ts';
import type { WebhookQueue } from '../../../lib/jobs/webhooks/webhook-queue.ts';
import { MemoryDatabase } from '../../support/memory-database.ts';
import { createRandom } from '../../support/random.ts';
import { EventScheduler } from '../simulation/event-scheduler.ts';
import type { DeliveryPlan, EndpointAction } from './delivery-plan.ts';
import { type QueueSettings, SimulatedQueue } from './simulated-queue.ts';
import { respondTo } from './simulated-receiver.ts';
import { SimulatedWorker, type StepFault } from './simulated-worker.ts';

/** A POST that a receiver got. */
export interface ReceivedPost {
  at: number;
  endpointId: string;
  eventId: string;
  generation: number;
  attempt: number;
  /** The time of the latest database read of the worker before the POST. */
  readAt: number;
  result: PostResult;
}

/** A stored delivery at the end of the simulation. */
interface FinalDelivery {
  endpointId: string;
  eventId: string;
  generation: number;
  outcome: string | undefined;
  reason: string | undefined;
  attempts: number;
}

/** An event and the endpoints that accepted it when it was published. */
interface PublishedEvent {
  eventId: string;
  at: number;
  endpointIds: string[];
}

/** A time in which an endpoint gets no events. */
export interface ClosedTime {
  endpointId: string;
  from: number;
  until: number;
}

/** Everything that happened in a simulation. */
export interface DeliveryHistory {
  plan: DeliveryPlan;
  startedAt: number;
  published: PublishedEvent[];
  posts: ReceivedPost[];
  deliveries: FinalDelivery[];
  closed: ClosedTime[];
  replays: { at: number; endpointId: string }[];
  /** The number of injected faults, without doubled messages. */
  faults: number;
  queueSizeAtEnd: number;
  largestQueueSize: number;
}

const startMs = Date.parse('2026-01-15T00:00:00.000Z');
const hourMs = 3_600_000;
/** Longer than the retry window, the longest wait that a receiver can demand, and every replay of a plan. */
const defaultDurationMs = 100 * hourMs;

/** The settings of the deployed queue, and of its function. */
export const deployedQueue: Omit<QueueSettings, 'duplicateRate'> = {
  batchSize: 10,
  maxConcurrency: 50,
  visibilityTimeoutMs: 6 * 60_000,
  functionTimeoutMs: 30_000,
};

/** Runs a plan. The same plan gives the same history. */
export async function runDeliveries(plan: DeliveryPlan, durationMs = defaultDurationMs): Promise<DeliveryHistory> {
  const simulation = new DeliverySimulation(plan);
  await simulation.run(durationMs);
  return simulation.history;
}

class DeliverySimulation {
  readonly history: DeliveryHistory;
  private readonly plan: DeliveryPlan;
  private readonly scheduler = new EventScheduler(startMs, 2_000_000);
  private readonly database = new MemoryDatabase();
  private readonly random: () => number;
  private readonly queue: SimulatedQueue;
  private readonly endpoints: WebhookEndpoint[];
  private readonly removed = new Set<string>();
  private lastId = 0;

  constructor(plan: DeliveryPlan) {
    this.plan = plan;
    this.random = createRandom(plan.seed);
    const settings = { ...deployedQueue, duplicateRate: plan.duplicateRate };
    this.queue = new SimulatedQueue(this.scheduler, settings, this.random, (batch, end) => this.deliver(batch, end));
    this.endpoints = plan.endpoints.map(({ tenantId }, index) => ({
      ...{ tenantId, endpointId: `endpoint-${index}`, url: `https://endpoint-${index}.example/`, version: 1 },
      ...{ secrets: [{ text: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' }], createdAt: toInstantText(startMs) },
    }));
    this.history = {
      ...{ plan, startedAt: startMs, published: [], posts: [], deliveries: [], closed: [], replays: [] },
      ...{ faults: 0, queueSizeAtEnd: 0, largestQueueSize: 0 },
    };
  }

  async run(durationMs: number): Promise<void> {
    const { plan, scheduler } = this;
    this.start(async () => {
      for (const endpoint of this.endpoints) await this.putEndpoint(endpoint);
    });
    await scheduler.advanceTo(startMs + 1000);
    for (const { tenantId, atMs, count } of plan.events)
      scheduler.schedule(startMs + 1000 + atMs, () => this.start(() => this.publish(tenantId, count)));
    for (const action of plan.actions)
      scheduler.schedule(startMs + 1000 + action.atMs, () => this.start(() => this.act(action)));
    await scheduler.advanceTo(startMs + durationMs);
    this.history.queueSizeAtEnd = this.queue.size;
    this.history.largestQueueSize = this.queue.largestSize;
    this.collectDeliveries();
  }

  private start(run: () => Promise<void>): void {
    run().catch(error => this.scheduler.schedule(this.scheduler.now, () => Promise.reject(error)));
  }

  private createId = (): string => `00000000-0000-4000-8000-${String(++this.lastId).padStart(12, '0')}`;

  private createWorker(isFaulty: boolean): SimulatedWorker {
    return new SimulatedWorker(this.scheduler, () => (isFaulty ? this.pickFault() : 'none'));
  }

  private pickFault(): StepFault {
    const { faultRate, faultsUntilMs } = this.plan;
    if (this.scheduler.now - startMs > faultsUntilMs || this.random() >= faultRate) return 'none';
    this.history.faults += 1;
    return (['crash before', 'crash after', 'lost response'] as const)[Math.floor(this.random() * 3)] ?? 'none';
  }

  private createDependencies(worker: SimulatedWorker) {
    return worker.createDependencies(this.database, this.random, this.createId);
  }

  /** The queue as a worker sees it. A send can store its messages, some of them or none, and fail nevertheless. */
  private createQueue(worker: SimulatedWorker, isFaulty: boolean): WebhookQueue {
    return {
      send: messages => {
        const isLost =
          isFaulty && this.scheduler.now - startMs <= this.plan.faultsUntilMs && this.random() < this.plan.lostSendRate;
        if (isLost) this.history.faults += 1;
        const accepted = isLost ? messages.filter(() => this.random() < 0.7) : messages;
        const fail = () => {
          throw new Error('The response of the queue was lost.');
        };
        return worker.perform<void>(10, () => this.enqueue(accepted), fail).then(() => (isLost ? fail() : undefined));
      },
    };
  }

  private enqueue(messages: DeliveryMessage[]): void {
    for (const message of messages) this.queue.send(message);
  }

  private deliver(batch: { messageId: string; body: string }[], end: (finishedIds: string[]) => void): void {
    const worker = this.createWorker(true);
    const handle = createQueueHandler({
      ...this.createDependencies(worker),
      queue: this.createQueue(worker, true),
      post: (url, headers, _payload, timeoutMs = 10_000) =>
        this.post(worker, new URL(url).hostname.split('.')[0] ?? '', headers['webhook-id'] ?? '', timeoutMs),
      operatorEvents: {
        endpointDisabled: () =>
          worker.perform<void>(
            10,
            () => {},
            () => {},
          ),
      },
      log: { attempted() {}, endedWithoutAttempt() {}, messageFailed() {} },
    });
    this.start(async () => {
      const { batchItemFailures } = await handle({ Records: batch }, { getRemainingTimeInMillis: () => 30_000 });
      const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
      end(batch.map(({ messageId }) => messageId).filter(id => !failed.has(id)));
    });
  }

  private post(worker: SimulatedWorker, endpointId: string, eventId: string, timeoutMs: number): Promise<PostResult> {
    const index = Number(endpointId.split('-')[1]);
    const plan = this.plan.endpoints[index];
    if (!plan) throw new Error(`There is no receiver ${endpointId}.`);
    const { readAt } = worker;
    const { result, durationMs } = respondTo(plan.receiver, this.scheduler.now - startMs, timeoutMs);
    // The worker has just taken this message.
    const progress = this.readProgress(endpointId, eventId);
    const receive = () => {
      this.history.posts.push({ at: this.scheduler.now, endpointId, eventId, ...progress, readAt, result });
      return result;
    };
    return worker.perform<PostResult>(durationMs, receive, () => ({ error: 'ECONNRESET' }));
  }

  private readProgress(endpointId: string, eventId: string): { generation: number; attempt: number } {
    const item = this.database
      .all('activity')
      .find(each => each.endpointId?.S === endpointId && each.eventId?.S === eventId);
    return { generation: Number(item?.generation?.N), attempt: Number(item?.attempt?.N) };
  }

  private async publish(tenantId: string, count: number): Promise<void> {
    const worker = this.createWorker(false);
    const dependencies = this.createDependencies(worker);
    const budget = { deadline: Number.POSITIVE_INFINITY, maxCalls: 10_000, calls: 0 };
    const events = Array.from({ length: count }, (_, index): UnnumberedEvent => {
      const eventId = this.createId();
      return { eventId, type: 'license.updated', resourceId: `license-${index}`, json: `{"eventId":"${eventId}"}` };
    });
    const stored = await storeEvents(tenantId, events, budget, dependencies);
    const send = async (queue: WebhookQueue): Promise<void> => {
      const published = stored.map(event => ({ tenantId, event }));
      await queueDeliveries(published, budget, { ...dependencies, queue });
    };
    const accepting = new Set<string>();
    const recordQueue: WebhookQueue = {
      send: messages => {
        for (const { endpointId } of messages) accepting.add(endpointId);
        return this.createQueue(worker, true).send(messages);
      },
    };
    // The publisher repeats a batch until it succeeds.
    for (;;) {
      try {
        await send(recordQueue);
        break;
      } catch {
        await dependencies.sleep(5000);
      }
    }
    for (const { eventId } of events)
      this.history.published.push({ eventId, at: this.scheduler.now, endpointIds: [...accepting] });
  }

  private async act({ kind, endpoint: index }: EndpointAction): Promise<void> {
    const endpoint = this.endpoints[index];
    if (!endpoint || this.removed.has(endpoint.endpointId)) return;
    const { endpointId } = endpoint;
    const worker = this.createWorker(false);
    const dependencies = { ...this.createDependencies(worker), queue: this.createQueue(worker, false) };
    const open = this.history.closed.find(each => each.endpointId === endpointId && each.until > this.scheduler.now);
    if (kind === 'remove' || kind === 'disable') {
      if (open) return;
      const disabled = { at: toInstantText(this.scheduler.now), reason: 'requested' } as const;
      await (kind === 'remove' ? this.deleteEndpoint(endpoint) : this.putEndpoint({ ...endpoint, disabled }));
      this.history.closed.push({ endpointId, from: this.scheduler.now, until: Number.POSITIVE_INFINITY });
      if (kind === 'remove') this.removed.add(endpointId);
    } else if (kind === 'enable') {
      if (!open) return;
      open.until = this.scheduler.now;
      await this.putEndpoint(endpoint);
    } else if (!open) {
      this.history.replays.push({ at: this.scheduler.now, endpointId });
      const replay = () =>
        kind === 'replay dead letters'
          ? replayDeadLetters(endpoint, dependencies)
          : replaySince(endpoint, startMs, dependencies);
      await Promise.all([replay(), replay()]);
    }
  }

  private putEndpoint(endpoint: WebhookEndpoint): Promise<void> {
    const { table, primaryKey } = webhookEndpointRef(endpoint.tenantId, endpoint.endpointId);
    const { disabled, ...rest } = endpoint;
    return this.write({
      Put: { TableName: table, Item: marshall({ ...primaryKey, ...rest, ...(disabled && { disabled }) }) },
    });
  }

  private deleteEndpoint({ tenantId, endpointId }: WebhookEndpoint): Promise<void> {
    const { table, primaryKey } = webhookEndpointRef(tenantId, endpointId);
    return this.write({ Delete: { TableName: table, Key: marshall(primaryKey) } });
  }

  private async write(item: object): Promise<void> {
    const { status, body } = this.database.execute('TransactWriteItems', { TransactItems: [item] }, this.scheduler.now);
    if (status !== 200) throw new Error(JSON.stringify(body));
  }

  private collectDeliveries(): void {
    for (const item of this.database.all('activity')) {
      if (item.endpointId?.S === undefined) continue;
      const { endpointId, ...delivery } = deliveryRef({ tenantId: '', endpointId: '', number: 1 }).parse(
        unmarshallItem(item),
      );
      const { eventId, generation, outcome, reason, attempts } = delivery;
      this.history.deliveries.push({ endpointId, eventId, generation, outcome, reason, attempts: attempts.length });
    }
  }
}

const toInstantText = (ms: number): string => new Date(ms).toISOString();
