import { functionNodeVersion } from '../../infra/runtime.ts';
import { UserError } from '../../lib/user-error.ts';
import { scaleAssumptions } from '../scale/scale-assumptions.ts';
import { readMarkdownRows } from '../support/markdown-rows.ts';

/** Megabytes of a function with one vCPU. Published. */
const megabytesPerCpu = 1769;

/** The CPU time of a warm call in milliseconds, by the kind of the call. */
export type CpuTimes = (kind: string) => number;

/** Reads the CPU times of this project that `npm run bench` measured on the version of Node.js of the functions. */
export async function readCpuTimes(): Promise<CpuTimes> {
  const rows = await readMarkdownRows('benchmarks.md');
  const head = rows.findIndex(([first, second]) => first === `Node ${functionNodeVersion}` && second === 'first call');
  const own = rows.slice(head).find(([name]) => name === 'this project');
  return kind => {
    const ms = Number(own?.[rows[head]?.indexOf(kind) ?? -1]);
    if (head >= 0 && ms > 0) return ms;
    throw new UserError(`docs/benchmarks.md has no CPU time of "${kind}" on Node ${functionNodeVersion}.`);
  };
}

/** The calls that a function makes one after the other, and its own CPU time. */
export interface RunSteps {
  reads?: number;
  writes?: number;
  transactions?: number;
  /** Waits for other services in milliseconds. */
  waitMs?: number;
  cpuMs: number;
}

/** Computes the duration of a warm run in whole milliseconds, as Lambda bills it. A function with less memory has a smaller share of a vCPU. */
export function computeDuration(
  { reads = 0, writes = 0, transactions = 0, waitMs = 0, cpuMs }: RunSteps,
  memoryMb: number,
): number {
  const { readMs, writeMs, transactionMs } = scaleAssumptions;
  const databaseMs = reads * readMs + writes * writeMs + transactions * transactionMs;
  return Math.ceil(databaseMs + waitMs + cpuMs / Math.min(1, memoryMb / megabytesPerCpu));
}
