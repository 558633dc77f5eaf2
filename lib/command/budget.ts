import type { Budget } from '../store/database.ts';
import type { Ports } from './ports.ts';

/** How long a request may try, from its arrival. Ends before the function does: see `infra/`. */
export const attemptDeadlineMs = 8000;
/** Bounds the loop where the clock does not, because it was set back. */
const maxCalls = 200;

export const newBudget = (deadline: number): Budget => ({ deadline, maxCalls, calls: 0 });

const firstPauseMs = 20;
const longestPauseMs = 400;

/** Waits before another try: up to twice as long each time, at random so that those who collided do not collide again. */
export async function pause(attempt: number, { now, random, sleep }: Ports, budget: Budget): Promise<void> {
  const ceiling = Math.min(longestPauseMs, firstPauseMs * 2 ** (attempt - 1));
  const left = Math.max(0, budget.deadline - now());
  await sleep(Math.min(left, ceiling * random()));
}
