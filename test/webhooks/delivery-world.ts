import { randomUUID } from 'node:crypto';
import { viewLicense } from '../../lib/domain/license.ts';
import type { BatchAnswer } from '../../lib/lambda.ts';
import type { TenantEvent } from '../../lib/schemas/event.ts';
import type { DeliveryPorts } from '../../lib/webhooks/attempt.ts';
import { consume } from '../../lib/webhooks/consume.ts';
import type { DeadLetter } from '../../lib/webhooks/dead-letter.ts';
import type { Delivery } from '../../lib/webhooks/delivery.ts';
import type { AttemptReport } from '../../lib/webhooks/observe-webhooks.ts';
import { createPost, type Post } from '../../lib/webhooks/post.ts';
import { delaySeconds } from '../../lib/webhooks/sqs-queue.ts';
import { addEndpoint, type NewSecret } from '../../lib/webhooks/webhook-administration.ts';
import type { WebhookEndpoint } from '../../lib/webhooks/webhook-endpoint.ts';
import type { WebhookQueue } from '../../lib/webhooks/webhook-queue.ts';
import { deadLetterPages } from '../../lib/webhooks/webhook-store.ts';
import type { TestEngine } from '../support/engine.ts';
import { aLicense } from '../support/facts.ts';
import { randomOf } from '../support/random.ts';

export const start = Date.parse('2024-01-15T09:30:00.000Z');
export const minute = 60_000;
export const hour = 60 * minute;

interface Message {
  messageId: string;
  body: string;
  visibleAt: number;
}

/** What was observed of an attempt. */
export interface Attempted extends AttemptReport {
  delivery: Delivery;
  at: number;
}

/**
 * The function that delivers webhooks, on the real engine and real connections to this machine, between a queue that does what SQS
 * does and a clock that jumps to what is next.
 */
export class DeliveryWorld implements DeliveryPorts {
  clock = start;
  readonly tenantId = `t-${randomUUID().slice(0, 18)}`;
  readonly attempts: Attempted[] = [];
  readonly failures: { messageId: string; cause: unknown }[] = [];
  readonly store: TestEngine;
  /** How long a receiver may take, in real time. */
  patienceMs = 60_000;
  random = randomOf(1);
  private messages: Message[] = [];

  constructor(engine: TestEngine) {
    this.store = engine;
  }

  now = (): number => this.clock;

  /** Happens before anything is sent. */
  beforePost: () => Promise<void> = async () => {};

  post: Post = async (...message) => {
    await this.beforePost();
    return createPost({ rules: { loopback: true }, timeoutMs: this.patienceMs })(...message);
  };

  queue: WebhookQueue = {
    send: async deliveries => {
      for (const delivery of deliveries) {
        this.put(JSON.stringify(delivery), this.clock + delaySeconds(delivery, this.clock) * 1000);
      }
    },
  };

  observe = {
    attempt: (delivery: Delivery, report: AttemptReport) =>
      void this.attempts.push({ delivery, ...report, at: this.clock }),
    failure: (messageId: string, cause: unknown) => void this.failures.push({ messageId, cause }),
  };

  /** Puts a message into the queue as it is. */
  put(body: string, visibleAt = this.clock): string {
    const messageId = randomUUID();
    this.messages.push({ messageId, body, visibleAt });
    return messageId;
  }

  /** Puts an event into the queue as a rule of the bus does. */
  publish(event: object): string {
    return this.put(JSON.stringify({ version: '0', 'detail-type': 'x', source: 'connect', detail: event }));
  }

  get waiting(): number {
    return this.messages.length;
  }

  /** Hands over up to ten messages that can be seen, and those again that were not acknowledged. */
  async handOver(): Promise<BatchAnswer> {
    const batch = this.messages.filter(({ visibleAt }) => visibleAt <= this.clock).slice(0, 10);
    const answer = await consume({ Records: batch }, this);
    const failed = new Set(answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
    this.messages = this.messages.filter(message => !batch.includes(message) || failed.has(message.messageId));
    for (const message of batch) message.visibleAt = this.clock + 3 * minute;
    return answer;
  }

  /** Lets time pass to an instant, and the function do what is due. */
  async passTo(until: number): Promise<void> {
    for (;;) {
      const next = Math.min(...this.messages.map(({ visibleAt }) => visibleAt));
      if (next > until) break;
      this.clock = Math.max(this.clock, next);
      await this.handOver();
    }
    this.clock = until;
  }

  async haveEndpoint(url: string): Promise<NewSecret> {
    const added = await addEndpoint(this.store, this.tenantId, url, this.clock);
    if ('problem' in added) throw new Error(added.problem);
    return added;
  }

  async deadLetters(endpoint: WebhookEndpoint): Promise<DeadLetter[]> {
    const letters: DeadLetter[] = [];
    for await (const page of deadLetterPages(this.store, endpoint)) letters.push(...page);
    return letters;
  }

  anEvent(): TenantEvent {
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
