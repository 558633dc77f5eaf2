import { type Found, readWhole } from '../command/read.ts';
import type { ReadRequest } from '../store/database.ts';
import { failAll } from './carry-out.ts';
import type { Entry } from './entry.ts';
import { isOver, type Run, someTries } from './run.ts';

/** Reads what some entries need. When that cannot be had they are counted as failed, unless the time of the run is over. */
export async function readFor(entries: Entry[], request: ReadRequest, run: Run): Promise<Found | undefined> {
  const snapshot = await readWhole(request, someTries(run), run.ports);
  if (snapshot.kind === 'whole') return snapshot;
  if (!isOver(run)) failAll(entries, snapshot.cause, run);
  return undefined;
}
