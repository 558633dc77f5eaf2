/* The parts of Lambda's events and responses that the jobs use. */

/** The part of Lambda's context that tells the remaining time. */
export interface RemainingTimeContext {
  getRemainingTimeInMillis(): number;
}

/** A batch of messages of a queue. */
export interface QueueBatchEvent {
  Records: { messageId: string; body: string }[];
}

/** The items to retry: messages of a queue, or the first failed record of a stream. All records after it are retried, too. */
export interface PartialBatchResponse {
  batchItemFailures: { itemIdentifier: string }[];
}
