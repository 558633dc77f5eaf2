import type { Ports } from '../command/ports.ts';
import { readWhole } from '../command/read.ts';
import { toInstant } from '../domain/calendar.ts';
import { dueShard, dueShards } from '../store/index-keys.ts';
import type { Item } from '../store/item.ts';
import { applyAddons } from './apply-addons.ts';
import { applyLicenses } from './apply-license.ts';
import { fail, failAll } from './carry-out.ts';
import { type Entry, workOf } from './entry.ts';
import { gateFor } from './gate.ts';
import { isOver, type Run, someTries, type Tally, type Tell } from './run.ts';

/** What a run is to do. */
export interface Order {
  /** Partitions of the index: shards, or the one of what was parked. */
  lines: string[];
  /** Epoch milliseconds: nothing is sent from then on. */
  deadline: number;
}

/** How a run ended. */
export interface Report extends Tally {
  /** It stopped before it had seen everything. */
  left: boolean;
}

export const allShards: string[] = Array.from({ length: dueShards }, (_, shard) => dueShard(shard));

const pageSize = 100;
/** Reads and writes under way at once. More would wait for the client's sockets, and one partition takes 1000 writes a second. */
const atOnce = 32;

/**
 * Puts in force what is due: what a client sees stays the same, but from then on it no longer depends on a clock, and others hear
 * of it.
 *
 * Where a run stopped is written down nowhere: what is in force leaves the index, so the next run begins with the oldest of what
 * is left. Several runs at once, one that dies and one that comes a month late do nothing twice, for every write is conditional
 * on the version that was read. Memory is bounded by a page of each line.
 */
export async function applyDue({ lines, deadline }: Order, ports: Ports, tell: Tell): Promise<Report> {
  const run: Run = {
    now: toInstant(ports.now()),
    requestId: ports.newId(),
    deadline,
    tally: { applied: 0, passedOver: 0, parked: 0, failed: 0 },
    atOnce: gateFor(atOnce),
    ports,
    tell,
  };
  const finished = await Promise.all(lines.map(line => workOff(line, run)));
  return { ...run.tally, left: finished.includes(false) };
}

/** From the oldest on, past what could not be done: nothing holds up what stands behind it. @returns whether it came to the end */
async function workOff(line: string, run: Run): Promise<boolean> {
  let after: Item | undefined;
  do {
    const listing = { index: 'due', value: line, order: 'oldest', until: run.now, after, limit: pageSize } as const;
    const snapshot = await run.atOnce(() =>
      readWhole({ items: [], collections: [], listings: [listing] }, someTries(run), run.ports),
    );
    if (snapshot.kind !== 'whole') {
      if (!isOver(run)) fail(line, snapshot.cause, run);
      return false;
    }
    const [page] = snapshot.listings;
    await applyPage(page?.keys ?? [], run);
    if (isOver(run)) return false;
    after = page?.next;
  } while (after);
  return true;
}

async function applyPage(keys: Item[], run: Run): Promise<void> {
  const { licenses, addons, unknown } = workOf(keys);
  failAll(unknown, new Error('This release does not know what that is.'), run);
  await Promise.all([
    goOn(
      licenses.map(({ entry }) => entry),
      () => applyLicenses(licenses, run),
      run,
    ),
    ...addons.map(work => goOn(work.entries, () => run.atOnce(() => applyAddons(work, run)), run)),
  ]);
}

/** Not even a defect of ours keeps the rest from being done. */
async function goOn(entries: Entry[], work: () => Promise<void>, run: Run): Promise<void> {
  if (entries.length > 0) await work().catch(error => failAll(entries, error, run));
}
