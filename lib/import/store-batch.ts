import type { Ports } from '../command/ports.ts';
import type { Write } from '../store/write.ts';
import type { Entry } from './batch.ts';
import { knownFrom } from './known.ts';
import type { Outcome } from './plan.ts';
import type { Problem } from './problem.ts';
import { commitAll, planOn, readAll, storeLine } from './store-line.ts';

/** What hears how each line ended. */
export type OnStored = (entry: Entry, result: Outcome | Problem[]) => void;

/** A transaction holds at most 100 writes; fewer lines leave less to repeat when one of them is in the way of a command. */
const groupLimits = { writes: 100, lines: 25 };
const linesAtOnce = 16;

interface Planned {
  entry: Entry;
  outcome: Outcome;
  writes: Write[];
}

/** A line that must go in by itself, and what it may have become already. */
interface Alone {
  entry: Entry;
  inDoubt?: Outcome;
}

/**
 * Carries the lines of a batch in: one read for all, then a few transactions of several lines each. The lines of one that was
 * refused go in one by one.
 *
 * @throws ImportStopped
 */
export async function storeBatch(batch: Entry[], ports: Ports, onStored: OnStored): Promise<void> {
  const needs = {
    items: batch.flatMap(({ prepared }) => prepared.needs.items),
    collections: batch.flatMap(({ prepared }) => prepared.needs.collections),
  };
  const known = knownFrom(needs, await readAll(needs, ports));
  const alone: Alone[] = [];
  const planned: Planned[] = [];
  for (const entry of batch) {
    const plan = planOn(entry.prepared, known, ports);
    if ('problems' in plan) onStored(entry, plan.problems);
    else if ('torn' in plan) alone.push({ entry });
    else if (plan.writes.length === 0) onStored(entry, plan.outcome);
    else planned.push({ entry, ...plan });
  }
  const refused = await Promise.all(inGroups(planned).map(group => storeGroup(group, ports, onStored)));
  await storeAlone([...alone, ...refused.flat()], ports, onStored);
}

function inGroups(planned: Planned[]): Planned[][] {
  const groups: Planned[][] = [];
  let writes = 0;
  for (const line of planned) {
    const group = groups.at(-1);
    const fits = group && group.length < groupLimits.lines && writes + line.writes.length <= groupLimits.writes;
    if (fits) group.push(line);
    else groups.push([line]);
    writes = (fits ? writes : 0) + line.writes.length;
  }
  return groups;
}

/** Returns the lines that did not go in. */
async function storeGroup(group: Planned[], ports: Ports, onStored: OnStored): Promise<Alone[]> {
  const writes = group.flatMap(line => line.writes);
  const committed = await commitAll(writes, ports);
  if (committed.kind !== 'committed') {
    return group.map(({ entry, outcome }) => ({ entry, ...(committed.doubt && { inDoubt: outcome }) }));
  }
  for (const { entry, outcome } of group) onStored(entry, outcome);
  return [];
}

async function storeAlone(lines: Alone[], ports: Ports, onStored: OnStored): Promise<void> {
  const waiting = [...lines];
  const worker = async () => {
    for (let line = waiting.shift(); line; line = waiting.shift()) {
      try {
        onStored(line.entry, await storeLine(line.entry.prepared, line.inDoubt, ports));
      } catch (error) {
        waiting.length = 0;
        throw error;
      }
    }
  };
  // None is left at work when an import stops.
  const ends = await Promise.allSettled(Array.from({ length: linesAtOnce }, worker));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
}
