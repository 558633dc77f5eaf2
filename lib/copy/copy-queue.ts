import type { CopyTask } from './copy-task.ts';

/** Where copying waits for its turn. */
export interface CopyQueue {
  /** It is kept, and comes back at least once, before this returns. */
  send(task: CopyTask, delaySeconds: number): Promise<void>;
}
