import type { DataAccess } from './endpoint.ts';

/** The trigger of a job. */
export type JobTrigger =
  /** Starts at regular intervals. */
  | { on: 'schedule'; everyMinutes: number }
  /** Receives the changes of the `connect` table in order. */
  | { on: 'changes' }
  /** Receives messages of a queue, at most `maxConcurrency` batches at a time. */
  | { on: 'queue'; queue: 'webhooks'; batchSize: number; maxConcurrency: number };

/**
 * A function without an endpoint, as data. Its Lambda function, trigger, permissions and alarms are derived from it.
 */
export interface Job extends DataAccess {
  /** The name, such as `applyDue`. The folder is `functions/apply-due/`. */
  name: string;
  summary: string;
  trigger: JobTrigger;
  timeoutSeconds: number;
  /** The destinations to which it may send messages. */
  sendsTo?: readonly ('eventBus' | 'webhookQueue' | 'failureBucket')[];
}
