import { readFile } from 'node:fs/promises';
import { UserError } from '../../lib/user-error.ts';
import type { CapacityUnits } from '../bench/capacity-units.ts';

/** Reads the measured units of events, deliveries and idle runs from docs/cost.md, which tests keep true. */
export async function readJobUnits(): Promise<(title: string) => CapacityUnits> {
  const text = await readFile(new URL('../../docs/cost.md', import.meta.url), 'utf8');
  const rows = text.split('\n').map(line => line.split('|').map(cell => cell.trim()));
  return title => {
    const [, , reads, writes] = rows.find(([, name]) => name === title) ?? [];
    if (reads === undefined || writes === undefined)
      throw new UserError(`docs/cost.md has no request units of "${title}".`);
    return { reads: Number(reads), writes: Number(writes) };
  };
}
