import { randomUUID } from 'node:crypto';
import type { TenantEvent } from '../../../lib/contract/event.ts';
import { viewLicense } from '../../../lib/domain/license.ts';
import type { PartialBatchResponse } from '../../../lib/jobs/lambda-types.ts';
import type { DeadLetter } from '../../../lib/jobs/webhooks/dead-letter.ts';
import type { DeliveryDependencies } from '../../../lib/jobs/webhooks/deliver.ts';
import type { WebhookDelivery } from '../../../lib/jobs/webhooks/delivery.ts';
import type { AttemptReport } from '../../../lib/jobs/webhooks/delivery-log.ts';
import { addEndpoint, type EndpointWithSecret } from '../../../lib/jobs/webhooks/manage-endpoints.ts';
import { createHttpPost, type PostMessage } from '../../../lib/jobs/webhooks/post.ts';
import { createQueueHandler } from '../../../lib/jobs/webhooks/queue-handler.ts';
import { computeDelaySeconds } from '../../../lib/jobs/webhooks/sqs-webhook-queue.ts';
import type { WebhookEndpoint } from '../../../lib/jobs/webhooks/webhook-endpoint.ts';
import type { WebhookQueue } from '../../../lib/jobs/webhooks/webhook-queue.ts';
import { readDeadLetterPages } from '../../../lib/jobs/webhooks/webhook-repository.ts';
import { createRandom } from '../../support/random.ts';
import { aLicense } from '../../support/sample-facts.ts';
import type { TestEngine } from '../../support/test-engine.ts';

export const deliveryStartMs = Date.parse('2024-01-15T09:30:00.000Z');
export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;

interface QueuedMessage {
  messageId: string;
  body: string;
  visibleAt: number;
}

/** A logged attempt. */
export interface RecordedAttempt extends AttemptReport {
  delivery: WebhookDelivery;
  at: number;
}

/**
 * The function that delivers webhooks, on a real engine and real local connections, with a simulated SQS queue and a clock that jumps to
 * the next event.
 */
export class DeliveryWorld implements DeliveryDependencies {
  clock = deliveryStartMs;
  readonly tenantId = `t-${randomUUID().slice(0, 18)}`;
  readonly attempts: RecordedAttempt[] = [];
  readonly failures: { messageId: string; cause: unknown }[] = [];
  readonly store: TestEngine;
  /** The timeout of a receiver, in real time. */
  receiverTimeoutMs = 60_000;
  random = createRandom(1);
  private messages: QueuedMessage[] = [];

  constructor(engine: TestEngine) {
    this.store = engine;
  }

  now = (): number => this.clock;

  /** Runs before each attempt. */
  beforePost: () => Promise<void> = async () => {};

  post: PostMessage = async (...message) => {
    await this.beforePost();
    return createHttpPost({ policy: { allowLoopback: true }, timeoutMs: this.receiverTimeoutMs })(...message);
  };

  queue: WebhookQueue = {
    send: async deliveries => {
      for (const delivery of deliveries) {
        this.putMessage(JSON.stringify(delivery), this.clock + computeDelaySeconds(delivery, this.clock) * 1000);
      }
    },
  };

  log = {
    attempted: (delivery: WebhookDelivery, report: AttemptReport) =>
      void this.attempts.push({ delivery, ...report, at: this.clock }),
    messageFailed: (messageId: string, cause: unknown) => void this.failures.push({ messageId, cause }),
  };

  /** Queues a message without changes. */
  putMessage(body: string, visibleAt = this.clock): string {
    const messageId = randomUUID();
    this.messages.push({ messageId, body, visibleAt });
    return messageId;
  }

  /** Queues an event in the form that a rule of the bus does. */
  publishEvent(event: object): string {
    return this.putMessage(JSON.stringify({ version: '0', 'detail-type': 'x', source: 'connect', detail: event }));
  }

  get waitingCount(): number {
    return this.messages.length;
  }

  /** Delivers up to ten visible messages to the function. Failed messages stay in the queue. */
  async deliverBatch(): Promise<PartialBatchResponse> {
    const batch = this.messages.filter(({ visibleAt }) => visibleAt <= this.clock).slice(0, 10);
    const answer = await createQueueHandler(this)({ Records: batch });
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
    const added = await addEndpoint(this.store, this.tenantId, url, this.clock);
    if ('problem' in added) throw new Error(added.problem);
    return added;
  }

  async deadLetters(endpoint: WebhookEndpoint): Promise<DeadLetter[]> {
    const letters: DeadLetter[] = [];
    for await (const page of readDeadLetterPages(this.store, endpoint)) letters.push(...page);
    return letters;
  }

  createEvent(): TenantEvent {
    return {
      tenantId: this.tenantId,
      eventId: randomUUID(),
      type: 'license.updated',
      occurredAt: new Date(this.clock).toISOString(),
      sequence: 2,
      data: viewLicense({ ...aLicense({ metadata: { text: 'ä€😀"\\' } }) }, new Date(this.clock).toISOString()),
    };
  }
}
