import { readFileSync } from 'node:fs';
import * as z from 'zod';

/** One process for good: its id alone may be given to another one after it ended. */
export const ProcessMark = z.object({
  pid: z.int().positive(),
  /** When it started, in ticks since the machine did; only Linux tells. */
  startedTicks: z.string().optional(),
});
export type ProcessMark = z.infer<typeof ProcessMark>;

export const readProcessMark = (pid: number): ProcessMark => ({ pid, startedTicks: statusOf(pid)?.startedTicks });

export function isProcessAlive({ pid, startedTicks }: ProcessMark): boolean {
  const status = statusOf(pid);
  // A process that was killed and that nobody waits for still has its id.
  if (status) return status.state !== 'Z' && (startedTicks === undefined || status.startedTicks === startedTicks);
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It is there, but another user's.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** See proc(5), `/proc/[pid]/stat`: the name in parentheses may hold anything, so what follows the last one is read. */
function statusOf(pid: number): { state: string; startedTicks: string } | undefined {
  let text: string;
  try {
    text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return undefined;
  }
  const [state, ...rest] = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const startedTicks = rest[18];
  return state !== undefined && startedTicks !== undefined ? { state, startedTicks } : undefined;
}
