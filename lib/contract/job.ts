import type { DataAccess } from './endpoint.ts';

/** What starts a job, besides which it is a function like any other. */
export type JobTrigger =
  /** At regular times. */
  | { on: 'schedule'; everyMinutes: number }
  /** Changes of the `connect` table, in their order. */
  | { on: 'changes' }
  /** Messages of a queue; so many batches are handled at once at most. */
  | { on: 'queue'; queue: 'webhooks'; batchSize: number; maxConcurrency: number };

/**
 * A function that no client calls: data from which its Lambda, trigger, permissions and alarms are made.
 */
export interface Job extends DataAccess {
  /** One name everywhere: `applyDue`, `functions/apply-due/`. */
  name: string;
  summary: string;
  trigger: JobTrigger;
  timeoutSeconds: number;
  /** What it may send to, besides its tables. */
  sendsTo?: readonly ('eventBus' | 'webhookQueue')[];
}
