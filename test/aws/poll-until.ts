import { setTimeout as sleep } from 'node:timers/promises';

interface PollOptions {
  timeoutMs: number;
  intervalMs: number;
  /** Returns the sentences of the error when the time is over. */
  describeProblem(): string;
}

/** Repeats a probe until it returns something other than undefined or false. @throws Error with the problem when the time is over */
export async function pollUntil<T>(
  probe: () => Promise<T | undefined | false>,
  { timeoutMs, intervalMs, describeProblem }: PollOptions,
): Promise<T> {
  for (const endsAt = Date.now() + timeoutMs; ; await sleep(intervalMs)) {
    const value = await probe();
    if (value !== undefined && value !== false) return value;
    if (Date.now() > endsAt) throw new Error(`${describeProblem()} Waited ${timeoutMs / 1000} s.`);
  }
}
