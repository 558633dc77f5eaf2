import type { PartialBatchResponse, QueueBatchEvent } from '../../lib/jobs/lambda-types.ts';
import type { LocalQueue, StoredMessage } from './job-table.ts';
import type { QuarantineEntry } from './quarantine.ts';

export interface QueueSourceOptions {
  queue: LocalQueue;
  /** The deployed handler. */
  handle(event: QueueBatchEvent): Promise<PartialBatchResponse>;
  quarantine: QuarantineEntry;
  /** Returns why the handler reported a message as failed, and forgets it. */
  takeFailureCause(messageId: string): unknown;
  now(): number;
  /** When it is aborted, messages that fail are left for the next start. */
  signal: AbortSignal;
  batchSize: number;
  maxConcurrency: number;
  /** How long a failed message stays invisible. */
  visibilityTimeoutMs?: number;
  /** How often a message is received before it is quarantined. As for the deployed queue: `infra/messaging.ts`. */
  maxReceives?: number;
}

/**
 * Passes the messages of a queue to a handler as Lambda does: in batches, several at a time; failed messages again, up to a number
 * of times. Messages that are being handled are invisible to the next step; after a crash they are visible again.
 */
export class QueueSource {
  private readonly options: Required<QueueSourceOptions>;
  private readonly inFlight = new Set<string>();
  private readonly batches = new Set<Promise<void>>();

  constructor(options: QueueSourceOptions) {
    this.options = { visibilityTimeoutMs: 5000, maxReceives: 20, ...options };
  }

  /** Starts to handle the next batches. @returns true if there may be more */
  async step(): Promise<boolean> {
    const { queue, now, batchSize, maxConcurrency } = this.options;
    const freeBatches = maxConcurrency - this.batches.size;
    if (freeBatches <= 0) return false;
    const limit = batchSize * maxConcurrency;
    const visible = (await queue.read(now(), limit + this.inFlight.size)).filter(({ id }) => !this.inFlight.has(id));
    const readable = visible.filter(({ body }) => body !== undefined).slice(0, batchSize * freeBatches);
    for (const message of visible) if (message.body === undefined) await this.quarantine(message, unreadableError);
    for (let first = 0; first < readable.length; first += batchSize)
      this.startBatch(readable.slice(first, first + batchSize));
    return false;
  }

  /** Waits until all batches that were started have ended. */
  async drain(): Promise<void> {
    await Promise.all(this.batches);
  }

  private startBatch(messages: StoredMessage[]): void {
    for (const { id } of messages) this.inFlight.add(id);
    const batch = this.handleBatch(messages)
      // The messages stay in the queue and are received again.
      .catch(() => {})
      .finally(() => {
        for (const { id } of messages) this.inFlight.delete(id);
        this.batches.delete(batch);
      });
    this.batches.add(batch);
  }

  private async handleBatch(messages: StoredMessage[]): Promise<void> {
    const Records = messages.map(({ id, body = '' }) => ({ messageId: id, body }));
    let failedIds: Set<string>;
    let batchError: unknown;
    try {
      const { batchItemFailures } = await this.options.handle({ Records });
      failedIds = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
    } catch (cause) {
      batchError = cause;
      failedIds = new Set(messages.map(({ id }) => id));
    }
    for (const message of messages) {
      if (failedIds.has(message.id)) await this.retryLater(message, batchError);
      else await this.options.queue.delete(message);
    }
  }

  private async retryLater(message: StoredMessage, batchError: unknown): Promise<void> {
    const { queue, now, visibilityTimeoutMs, maxReceives, takeFailureCause, signal } = this.options;
    const cause = batchError ?? takeFailureCause(message.id);
    if (signal.aborted) return;
    const receives = message.receives + 1;
    if (receives >= maxReceives) return this.quarantine(message, cause);
    await queue.send(message.body ?? '', now() + visibilityTimeoutMs, receives);
    await queue.delete(message);
  }

  private async quarantine(message: StoredMessage, cause: unknown): Promise<void> {
    this.options.quarantine('A webhook message', message, cause);
    await this.options.queue.delete(message);
  }
}

const unreadableError = new Error('The stored message is damaged.');
