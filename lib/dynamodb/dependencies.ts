import type { ItemDatabase } from './database.ts';

/** Everything outside of the process that a request depends on. A simulation replaces it. */
export interface Dependencies {
  database: ItemDatabase;
  /** Returns the wall-clock time in epoch milliseconds. */
  now(): number;
  /** Generates a UUID. */
  newId(): string;
  /** Returns a number in [0, 1). Used for jitter only. */
  random(): number;
  sleep(ms: number): Promise<void>;
}
