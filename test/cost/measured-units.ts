import { UserError } from '../../lib/user-error.ts';
import type { CapacityUnits } from '../bench/capacity-units.ts';
import { readMarkdownRows } from '../support/markdown-rows.ts';

/* Reads measured request units from docs/cost.md, which tests keep true. */

/** Request units of the first call of an operation and of its replay. */
export interface OperationUnits {
  first: CapacityUnits;
  replay: CapacityUnits;
}

/** Reads the units of the operations. */
export async function readOperationUnits(): Promise<(operation: string) => OperationUnits> {
  const findRow = await readRows();
  return operation => {
    const [, , reads, writes, readsOfReplay] = findRow(operation).map(Number);
    return {
      first: { reads: reads ?? 0, writes: writes ?? 0 },
      replay: { reads: readsOfReplay || 0, writes: 0 },
    };
  };
}

/** Reads the units of events, deliveries and idle runs. */
export async function readJobUnits(): Promise<(title: string) => CapacityUnits> {
  const findRow = await readRows();
  return title => {
    const [, reads, writes] = findRow(title);
    return { reads: Number(reads), writes: Number(writes) };
  };
}

/** @throws UserError if no row has the title */
async function readRows(): Promise<(title: string) => string[]> {
  const rows = await readMarkdownRows('cost.md');
  return title => {
    const row = rows.find(([name]) => name === title);
    if (!row) throw new UserError(`docs/cost.md has no request units of "${title}".`);
    return row;
  };
}
