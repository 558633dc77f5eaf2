import { setTimeout as sleep } from 'node:timers/promises';
import type { RemainingTimeContext } from '../../lib/jobs/lambda-types.ts';
import { toErrorMessage } from './error-message.ts';

const idleMs = 200;
const failureDelayMs = 1000;
const failuresBeforeReport = 5;

/**
 * Repeats a step until the signal is aborted. A step that fails is tried again, because the engine may be gone for a moment.
 *
 * @param step - returns true if there may be more to do at once
 */
export async function runJobLoop(name: string, step: () => Promise<boolean>, signal: AbortSignal): Promise<void> {
  let failures = 0;
  while (!signal.aborted) {
    try {
      const hasMore = await step();
      failures = 0;
      if (!hasMore) await pause(idleMs, signal);
    } catch (error) {
      if (signal.aborted) return;
      failures += 1;
      if (failures === failuresBeforeReport)
        console.error(`${name} fails and will be tried again: ${toErrorMessage(error)}`);
      await pause(failureDelayMs, signal);
    }
  }
}

/** Waits, but not longer than until the signal is aborted. */
export const pause = (ms: number, signal: AbortSignal): Promise<unknown> =>
  sleep(ms, undefined, { signal }).catch(() => {});

/** The part of Lambda's context that jobs use. */
export function createJobContext(timeoutSeconds: number, now: () => number): RemainingTimeContext {
  const deadline = now() + timeoutSeconds * 1000;
  return { getRemainingTimeInMillis: () => Math.max(0, deadline - now()) };
}
