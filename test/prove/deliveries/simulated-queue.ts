import type { DeliveryMessage } from '../../../lib/jobs/webhooks/delivery-message.ts';
import { computeDelaySeconds } from '../../../lib/jobs/webhooks/sqs-webhook-queue.ts';
import type { EventScheduler } from '../simulation/event-scheduler.ts';

/** A message in the simulated queue. */
interface QueuedMessage {
  messageId: string;
  group: string;
  body: string;
  visibleAt: number;
}

/** The settings of the deployed queue and its event source. */
export interface QueueSettings {
  batchSize: number;
  maxConcurrency: number;
  visibilityTimeoutMs: number;
  /** Lambda stops an invocation after this time. Its messages become visible after the visibility timeout. */
  functionTimeoutMs: number;
  /** Probability that a received message is handed over a second time, while the first copy is handled or later. */
  duplicateRate: number;
}

/** Receives a batch, and calls `end` with the IDs of the messages that it has finished. A crashed invocation never ends. */
export type InvokeFunction = (
  batch: { messageId: string; body: string }[],
  end: (finishedIds: string[]) => void,
) => void;

/**
 * A standard SQS queue with message groups and Lambda's event source, in virtual time. It delays, reorders and doubles messages. As SQS
 * does with fair queues, it first hands over messages of groups with few messages in flight.
 */
export class SimulatedQueue {
  /** The largest number of messages at the same time. */
  largestSize = 0;
  private readonly messages = new Map<string, QueuedMessage>();
  private readonly inFlight = new Map<string, string>();
  private readonly scheduler: EventScheduler;
  private readonly settings: QueueSettings;
  private readonly random: () => number;
  private readonly invoke: InvokeFunction;
  private running = 0;
  private lastId = 0;

  constructor(scheduler: EventScheduler, settings: QueueSettings, random: () => number, invoke: InvokeFunction) {
    this.scheduler = scheduler;
    this.settings = settings;
    this.random = random;
    this.invoke = invoke;
  }

  get size(): number {
    return this.messages.size;
  }

  send(message: DeliveryMessage): void {
    const delayMs = computeDelaySeconds(message, this.scheduler.now) * 1000;
    this.add(JSON.stringify(message), message.endpointId, delayMs);
  }

  private add(body: string, group: string, delayMs: number): void {
    const messageId = String(++this.lastId);
    const jitterMs = Math.floor(this.random() * 20);
    this.messages.set(messageId, { messageId, body, group, visibleAt: this.scheduler.now + delayMs });
    this.largestSize = Math.max(this.largestSize, this.messages.size);
    this.scheduler.schedule(this.scheduler.now + delayMs + jitterMs, () => this.poll());
  }

  private poll(): void {
    while (this.running < this.settings.maxConcurrency) {
      const batch = this.takeVisible();
      if (batch.length === 0) return;
      this.handOver(batch);
    }
  }

  private takeVisible(): QueuedMessage[] {
    const flying = new Map<string, number>();
    for (const group of this.inFlight.values()) flying.set(group, (flying.get(group) ?? 0) + 1);
    const visible = [...this.messages.values()].filter(
      ({ messageId, visibleAt }) => visibleAt <= this.scheduler.now && !this.inFlight.has(messageId),
    );
    const order = new Map(visible.map(message => [message, this.random()]));
    return visible
      .sort(
        (a, b) => (flying.get(a.group) ?? 0) - (flying.get(b.group) ?? 0) || (order.get(a) ?? 0) - (order.get(b) ?? 0),
      )
      .slice(0, this.settings.batchSize);
  }

  private handOver(batch: QueuedMessage[]): void {
    this.running += 1;
    for (const message of batch) {
      this.inFlight.set(message.messageId, message.group);
      if (this.random() < this.settings.duplicateRate)
        // Half of the copies arrive almost at the same time.
        this.add(message.body, message.group, Math.floor(this.random() * (this.random() < 0.5 ? 10 : 20_000)));
    }
    let isRunning = true;
    const end = (finishedIds: string[]) => {
      if (!isRunning) return;
      isRunning = false;
      this.running -= 1;
      for (const message of batch) {
        this.inFlight.delete(message.messageId);
        if (finishedIds.includes(message.messageId)) this.messages.delete(message.messageId);
        else this.makeVisibleLater(message);
      }
      this.poll();
    };
    this.scheduler.schedule(this.scheduler.now + this.settings.functionTimeoutMs, () => end([]));
    this.invoke(batch, end);
  }

  private makeVisibleLater(message: QueuedMessage): void {
    message.visibleAt = this.scheduler.now + this.settings.visibilityTimeoutMs;
    this.scheduler.schedule(message.visibleAt, () => this.poll());
  }
}
