import { readFile } from 'node:fs/promises';
import { UserError } from '../../lib/user-error.ts';
import type { CapacityUnits } from '../bench/capacity-units.ts';

/** List prices of us-east-1 in USD per million, as in docs/cost.md. */
const pricesPerMillion = {
  readUnits: 0.125,
  writeUnits: 0.625,
  gateway: 3.5,
  lambdaRequests: 0.2,
  /** Per second of a function with 1 GB of memory. */
  lambdaSeconds: 13.3334,
  firewall: 0.6,
  logs: 0.65,
  traces: 0.25,
};

/** Computes the price in USD of a million calls on AWS. @param seconds - duration of one call of the function */
export function computeCallPrice({ reads, writes }: CapacityUnits, seconds: number): number {
  const { readUnits, writeUnits, lambdaSeconds, ...perCall } = pricesPerMillion;
  const ofCall = Object.values(perCall).reduce((sum, price) => sum + price, 0);
  return reads * readUnits + writes * writeUnits + seconds * lambdaSeconds + ofCall;
}

/** Request units of the first call of an operation and of its replay. */
export interface OperationUnits {
  first: CapacityUnits;
  replay: CapacityUnits;
}

/** Reads the measured units of the operations from docs/cost.md, which a test keeps true. */
export async function readOperationUnits(): Promise<(operation: string) => OperationUnits> {
  const text = await readFile(new URL('../../docs/cost.md', import.meta.url), 'utf8');
  const rows = text.split('\n').map(line => line.split('|').map(cell => cell.trim().replaceAll('`', '')));
  return operation => {
    const row = rows.find(([, name]) => name === operation);
    if (!row) throw new UserError(`docs/cost.md has no request units of ${operation}.`);
    const [, , , reads, writes, readsOfReplay] = row.map(Number);
    return {
      first: { reads: reads ?? 0, writes: writes ?? 0 },
      replay: { reads: readsOfReplay || 0, writes: 0 },
    };
  };
}
