import { readFile } from 'node:fs/promises';
import { UserError } from '../../lib/user-error.ts';
import type { CapacityUnits } from '../bench/capacity-units.ts';
import { awsPrices } from '../cost/aws-prices.ts';
import { costAssumptions } from '../cost/cost-assumptions.ts';

/** Log of a call in GB per million calls, and the share of the calls whose trace is recorded: see docs/cost.md. */
const logGigabytes = 1.5;
const pricePerCall =
  awsPrices.gatewayRequests.usd +
  awsPrices.functionRequests.usd +
  awsPrices.inspectedRequests.usd +
  logGigabytes * awsPrices.logIngestion.usd +
  costAssumptions.traceShare * awsPrices.recordedTraces.usd;

/** Computes the price in USD of a million calls on AWS. @param seconds - duration of one call of the function, which has 1 GB of memory */
export const computeCallPrice = ({ reads, writes }: CapacityUnits, seconds: number): number =>
  reads * awsPrices.readUnits.usd +
  writes * awsPrices.writeUnits.usd +
  seconds * awsPrices.functionDuration.usd +
  pricePerCall;

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
