import type { Dependencies } from '../dynamodb/dependencies.ts';
import type { ItemWrite } from '../dynamodb/item-write.ts';
import type { ImportProblem } from './import-problem.ts';
import type { ImportEntry } from './line-batches.ts';
import type { ImportOutcome, StoredLine } from './line-plan.ts';
import { loadLineItems } from './loaded-items.ts';
import { commitImportWrites, createLineBudget, planLine, storeLine } from './store-line.ts';

/** Receives the result of each line. */
export type OnLineStored = (entry: ImportEntry, result: StoredLine | ImportProblem[]) => void;

/** A transaction has at most 100 writes. With fewer lines, less is repeated when one of them conflicts with a command. */
const groupLimits = { writes: 100, lines: 25 };
const maxConcurrentLines = 16;

interface PlannedLine extends StoredLine {
  entry: ImportEntry;
  writes: ItemWrite[];
}

/** A line that must be stored alone, with the outcome that it may already have. */
interface SingleLine {
  entry: ImportEntry;
  possibleOutcome?: ImportOutcome;
}

/**
 * Stores the lines of a batch: one read for all of them, then a few transactions with several lines each. The lines of a refused
 * transaction are stored one by one.
 *
 * @throws ImportError
 */
export async function storeBatch(
  batch: ImportEntry[],
  dependencies: Dependencies,
  onStored: OnLineStored,
): Promise<void> {
  const lines = batch.map(({ prepared }) => prepared);
  const loaded = await loadLineItems(lines, createLineBudget(dependencies), dependencies);
  const planned: PlannedLine[] = [];
  for (const entry of batch) {
    const plan = planLine(entry.prepared, loaded, dependencies);
    if ('problems' in plan) onStored(entry, plan.problems);
    else if (plan.writes.length === 0) onStored(entry, plan);
    else planned.push({ entry, ...plan });
  }
  const refusedLines = await Promise.all(groupLines(planned).map(group => storeGroup(group, dependencies, onStored)));
  await storeSingly(refusedLines.flat(), dependencies, onStored);
}

function groupLines(planned: PlannedLine[]): PlannedLine[][] {
  const groups: PlannedLine[][] = [];
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

/** Stores a group of lines in one transaction. Returns the lines that were not stored. */
async function storeGroup(
  group: PlannedLine[],
  dependencies: Dependencies,
  onStored: OnLineStored,
): Promise<SingleLine[]> {
  const writes = group.flatMap(line => line.writes);
  const committed = await commitImportWrites(writes, createLineBudget(dependencies), dependencies);
  if (committed.kind !== 'committed') {
    return group.map(({ entry, outcome }) => ({
      entry,
      ...(committed.outcomeUnknown && { possibleOutcome: outcome }),
    }));
  }
  for (const line of group) onStored(line.entry, line);
  return [];
}

async function storeSingly(lines: SingleLine[], dependencies: Dependencies, onStored: OnLineStored): Promise<void> {
  const waiting = [...lines];
  const worker = async () => {
    for (let line = waiting.shift(); line; line = waiting.shift()) {
      try {
        onStored(line.entry, await storeLine(line.entry.prepared, line.possibleOutcome, dependencies));
      } catch (error) {
        waiting.length = 0;
        throw error;
      }
    }
  };
  // No call is still running when an import stops.
  const workerResults = await Promise.allSettled(Array.from({ length: maxConcurrentLines }, worker));
  for (const end of workerResults) if (end.status === 'rejected') throw end.reason;
}
