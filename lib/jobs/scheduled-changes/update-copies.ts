import { toInstant } from '../../domain/calendar.ts';
import { formatItemKey } from '../../dynamodb/item.ts';
import type { UpdateWrite } from '../../dynamodb/item-write.ts';
import {
  buildFinalPositionUpdate,
  getFinalPosition,
  renameRef,
  type StoredRename,
} from '../../dynamodb/items/rename.ts';
import { type RenameSource, renameSourceRef } from '../../dynamodb/renames/rename-source.ts';
import { type CopyPage, updateCopyPage } from '../../dynamodb/renames/update-copy-page.ts';
import type { DueRename } from './due-index-entry.ts';
import {
  addRunRequestId,
  countSkipped,
  type DueItem,
  executePlan,
  planOrQuarantine,
  recordFailure,
  recordFailures,
} from './execute-plan.ts';
import { isPastDeadline, type JobRun } from './job-run.ts';
import { repairIndexKeys } from './plan-changes.ts';
import { readForEntries } from './read-entries.ts';
import { writeWithRetries } from './write-with-retries.ts';

/** A page takes 3 reads and a write for each of its items, all of them up to 6 times. */
const maxCallsPerPage = 700;

/** A rename that is due, and its source. */
interface CopyWork {
  rename: StoredRename;
  /** Undefined if it is not stored. */
  source: RenameSource | undefined;
}

/** Updates the next page of the copies of a renamed source. Returns true if more pages are left for this run. */
export async function updateDueCopies({ renamed, entry }: DueRename, run: JobRun): Promise<boolean> {
  const read = await readCopyWork({ renamed, entry }, run);
  if (!read) return false;
  const { work, dueItem } = read;
  if (work.rename.dueAt === undefined || work.rename.dueAt > toInstant(run.dependencies.now())) {
    countSkipped(1, run);
    return false;
  }
  const page = work.source ? await updatePage({ renamed, entry }, work, run) : undefined;
  if (work.source && !page) return false;
  return savePosition(dueItem, buildFinalPositionUpdate(renamed, work.rename, page?.next), page, run);
}

/** Puts a rename that was quarantined back into its shard. */
export async function requeueRename(dueRename: DueRename, run: JobRun): Promise<void> {
  const read = await readCopyWork(dueRename, run);
  if (!read) return;
  const { work, dueItem } = read;
  const writes = repairIndexKeys(renameRef(dueRename.renamed), dueItem.item, work.rename);
  await executePlan([dueItem], { writes, applied: 0 }, run);
}

async function readCopyWork(
  { renamed, entry }: DueRename,
  run: JobRun,
): Promise<{ work: CopyWork; dueItem: DueItem } | undefined> {
  const ref = renameRef(renamed);
  const sourceRef = renameSourceRef(renamed);
  const read = await readForEntries([entry], { items: [ref, sourceRef], collections: [] }, run);
  if (!read) return undefined;
  const item = read.items.get(formatItemKey(ref));
  if (!item) {
    countSkipped(1, run);
    return undefined;
  }
  const dueItem = { entry, item };
  const sourceItem = read.items.get(formatItemKey(sourceRef));
  const work = await planOrQuarantine(
    [dueItem],
    () => ({ rename: ref.parse(item), source: sourceItem && sourceRef.parse(sourceItem) }),
    run,
  );
  return work && { work, dueItem };
}

/** Returns undefined if the page was not finished. The next run repeats it. */
async function updatePage(
  { renamed, entry }: DueRename,
  { rename, source }: CopyWork,
  run: JobRun,
): Promise<CopyPage | undefined> {
  if (!source) return undefined;
  const budget = { deadline: run.deadline, maxCalls: maxCallsPerPage, calls: 0 };
  const page = await updateCopyPage(renamed, source, getFinalPosition(rename), budget, run.dependencies);
  if (page.kind === 'done') {
    run.counts.copied += page.copied;
    if (page.contended === 0) return page;
    countSkipped(1, run);
  } else if (!isPastDeadline(run)) {
    recordFailures([entry], page.cause, run);
  }
  return undefined;
}

/** Returns true if more pages are left for this run. If the position was not saved, the next run repeats the page. */
async function savePosition(
  { entry }: DueItem,
  update: UpdateWrite,
  page: CopyPage | undefined,
  run: JobRun,
): Promise<boolean> {
  const saved = await writeWithRetries([addRunRequestId(run, update)], run, run.requestId);
  if (saved.kind === 'overtaken') countSkipped(1, run);
  if (saved.kind === 'failed' || saved.kind === 'unstorable') recordFailures([entry], saved.cause, run);
  if (saved.kind !== 'done') return false;
  // Once per pass, because a page whose position is saved is not done again.
  for (const error of page?.corrupt ?? []) recordFailure(formatItemKey(entry), error, run);
  return page?.next !== undefined;
}
