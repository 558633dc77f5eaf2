import type { ItemDatabase } from './database.ts';

/** Everything outside that a request touches: what a simulation replaces. */
export interface Dependencies {
  database: ItemDatabase;
  /** The wall clock, epoch milliseconds. */
  now(): number;
  /** A UUID. */
  newId(): string;
  /** In [0, 1), for jitter only. */
  random(): number;
  sleep(ms: number): Promise<void>;
}
