/* What Lambda hands over to a job, and what it wants back. */

/** How much of its time a run has left. */
export interface RemainingTimeContext {
  getRemainingTimeInMillis(): number;
}

/** Messages of a queue. */
export interface QueueBatchEvent {
  Records: { messageId: string; body: string }[];
}

/** What is to come again: messages of a queue; of a stream the first change, and with it all behind it. */
export interface PartialBatchResponse {
  batchItemFailures: { itemIdentifier: string }[];
}
