import { randomUUID } from 'node:crypto';
import type { TenantEvent } from '../../../lib/contract/event.ts';
import { viewLicense } from '../../../lib/domain/license.ts';
import type { FeedEvent } from '../../../lib/dynamodb/items/feed.ts';
import { toUnnumberedEvent } from '../../../lib/jobs/events/published-event.ts';
import { storeEvents } from '../../../lib/jobs/events/store-events.ts';
import type { PartialBatchResponse } from '../../../lib/jobs/lambda-types.ts';
import type { Delivery } from '../../../lib/jobs/webhooks/delivery-item.ts';
import type { AttemptReport } from '../../../lib/jobs/webhooks/delivery-log.ts';
import type { DeliveryMessage } from '../../../lib/jobs/webhooks/delivery-message.ts';
import type { DeliveryDependencies } from '../../../lib/jobs/webhooks/delivery-run.ts';
import { readDeliveryPages } from '../../../lib/jobs/webhooks/list-deliveries.ts';
import type { DisabledEndpoint } from '../../../lib/jobs/webhooks/operator-events.ts';
import { createHttpPost, type PostMessage } from '../../../lib/jobs/webhooks/post.ts';
import { queueDeliveries } from '../../../lib/jobs/webhooks/queue-deliveries.ts';
import { createQueueHandler } from '../../../lib/jobs/webhooks/queue-handler.ts';
import { computeDelaySeconds } from '../../../lib/jobs/webhooks/sqs-webhook-queue.ts';
import type { WebhookEndpoint } from '../../../lib/jobs/webhooks/webhook-endpoint.ts';
import type { WebhookQueue } from '../../../lib/jobs/webhooks/webhook-queue.ts';
import { createLocalDependencies } from '../../../tools/local/dependencies.ts';
import { createRandom } from '../../support/random.ts';
import { aLicense } from '../../support/sample-facts.ts';
import { TestData } from '../../support/test-data.ts';
import type { TestEngine } from '../../support/test-engine.ts';
import { addEndpoint, type EndpointWithSecret } from '../../support/webhook-endpoints.ts';

export const deliveryStartMs = Date.parse('2024-01-15T09:30:00.000Z');
export const minuteMs = 60_000;

interface QueuedMessage {
  messageId: string;
  body: string;
  visibleAt: number;
}

/** A logged attempt. */
export interface RecordedAttempt extends AttemptReport {
  message: DeliveryMessage;
  at: number;
}

/**
 * The function that delivers webhooks, on a real engine and real local connections, with a simulated SQS queue and a clock that jumps to
 * the next event.
 */
export class DeliveryWorld implements DeliveryDependencies {
  clock = deliveryStartMs;
  readonly tenantId: string;
  readonly attempts: RecordedAttempt[] = [];
  readonly failures: { messageId: string; cause: unknown }[] = [];
  readonly store: TestEngine;
  database: DeliveryDependencies['database'];
  /** The timeout of a receiver, in real time. */
  receiverTimeoutMs = 60_000;
  random = createRandom(1);
  private messages: QueuedMessage[] = [];

  constructor(engine: TestEngine, tenantId = `t-${randomUUID().slice(0, 18)}`) {
    this.tenantId = tenantId;
    this.store = engine;
    this.database = createLocalDependencies(engine, { now: this.now }).database;
  }

  now = (): number => this.clock;
  newId = randomUUID;
  sleep = async (): Promise<void> => {};

  /** Runs before each attempt. */
  beforePost: () => Promise<void> = async () => {};

  post: PostMessage = async (url, headers, payload) => {
    await this.beforePost();
    return createHttpPost({ policy: { allowLoopback: true } })(url, headers, payload, this.receiverTimeoutMs);
  };

  readonly disabledEndpoints: DisabledEndpoint[] = [];
  operatorEvents = {
    endpointDisabled: async (endpoint: DisabledEndpoint) => void this.disabledEndpoints.push(endpoint),
  };

  queue: WebhookQueue = {
    send: async messages => {
      for (const message of messages) {
        this.putMessage(JSON.stringify(message), this.clock + computeDelaySeconds(message, this.clock) * 1000);
      }
    },
  };

  log = {
    attempted: (message: DeliveryMessage, report: AttemptReport) =>
      void this.attempts.push({ message, ...report, at: this.clock }),
    endedWithoutAttempt: () => {},
    messageFailed: (messageId: string, cause: unknown) => void this.failures.push({ messageId, cause }),
  };

  /** Queues a message without changes. */
  putMessage(body: string, visibleAt = this.clock): string {
    const messageId = randomUUID();
    this.messages.push({ messageId, body, visibleAt });
    return messageId;
  }

  /** Publishes events as the publisher does: stores them in the feed and queues their deliveries. */
  async publish(...events: TenantEvent[]): Promise<FeedEvent[]> {
    const budget = { deadline: Number.POSITIVE_INFINITY, maxCalls: 1000, calls: 0 };
    const stored = await storeEvents(
      this.tenantId,
      events.map(event => toUnnumberedEvent(event)),
      budget,
      this,
    );
    await queueDeliveries(
      stored.map(event => ({ tenantId: this.tenantId, event })),
      budget,
      this,
    );
    return stored;
  }

  /** Returns the messages in the queue, as SQS would hand them over once more. */
  copyMessages(): string[] {
    return this.messages.map(({ body }) => body);
  }

  /** Removes the messages from the queue. */
  takeMessages(): string[] {
    return this.messages.splice(0).map(({ body }) => body);
  }

  get waitingCount(): number {
    return this.messages.length;
  }

  /** Delivers up to ten visible messages to the function. Failed messages stay in the queue. */
  async deliverBatch(): Promise<PartialBatchResponse> {
    const batch = this.messages.filter(({ visibleAt }) => visibleAt <= this.clock).slice(0, 10);
    const answer = await createQueueHandler(this)({ Records: batch }, { getRemainingTimeInMillis: () => 30_000 });
    const failed = new Set(answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
    this.messages = this.messages.filter(message => !batch.includes(message) || failed.has(message.messageId));
    for (const message of batch) message.visibleAt = this.clock + 3 * minuteMs;
    return answer;
  }

  /** Advances the clock to an instant, and delivers what becomes due. */
  async advanceTo(until: number): Promise<void> {
    for (;;) {
      const next = Math.min(...this.messages.map(({ visibleAt }) => visibleAt));
      if (next > until) break;
      this.clock = Math.max(this.clock, next);
      await this.deliverBatch();
    }
    this.clock = until;
  }

  async haveEndpoint(url: string): Promise<EndpointWithSecret> {
    await new TestData(this.store).haveTenant({ tenantId: this.tenantId });
    const added = await addEndpoint(this.store, this.tenantId, url, this.clock);
    if ('code' in added) throw new Error(added.code);
    return added;
  }

  async deadLetters(endpoint: WebhookEndpoint): Promise<Delivery[]> {
    const deadLetters: Delivery[] = [];
    for await (const page of readDeliveryPages(endpoint, 'dead', this)) deadLetters.push(...page);
    return deadLetters;
  }

  createEvent(): TenantEvent {
    return {
      tenantId: this.tenantId,
      eventId: randomUUID(),
      type: 'license.updated',
      occurredAt: new Date(this.clock).toISOString(),
      sequence: 2,
      request: { id: randomUUID(), actor: { type: 'API_KEY', id: '4Zk2n8Qw1LxT' } },
      data: viewLicense({ ...aLicense({ metadata: { text: 'ä€😀"\\' } }) }, new Date(this.clock).toISOString()),
    };
  }
}
