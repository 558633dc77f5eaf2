import { formatItemKey, type ItemAttributes } from '../../dynamodb/item.ts';
import type { UpdateWrite } from '../../dynamodb/item-write.ts';
import { addVersionStep } from '../../dynamodb/items/version-step.ts';
import type { DueIndexEntry } from './due-index-entry.ts';
import type { JobRun } from './job-run.ts';
import type { ApplyPlan } from './plan-changes.ts';
import { buildQuarantineUpdate } from './quarantine.ts';
import { type WriteResult, writeWithRetries } from './write-with-retries.ts';

/** An entry with its stored item. */
export interface DueItem {
  entry: DueIndexEntry;
  item: ItemAttributes;
}

/** Plans changes from the items that were read. If an item does not parse, it is quarantined and there is no plan. */
export async function planOrQuarantine<P>(dueItems: DueItem[], plan: () => P, run: JobRun): Promise<P | undefined> {
  try {
    return plan();
  } catch (error) {
    await quarantineItems(dueItems, toReasonText(error), run);
    return undefined;
  }
}

/** Writes a plan and counts the result. Items that DynamoDB never accepts are quarantined. */
export async function executePlan(dueItems: DueItem[], plan: ApplyPlan, run: JobRun): Promise<void> {
  const { writes, applied } = plan;
  const result: WriteResult = writes.length === 0 ? { kind: 'done' } : await writePlan(plan, run);
  switch (result.kind) {
    case 'pastDeadline':
      return;
    case 'unstorable':
      return quarantineItems(dueItems, `DynamoDB does not accept it: ${toReasonText(result.cause)}`, run);
    case 'failed':
      return recordFailures(
        dueItems.map(({ entry }) => entry),
        result.cause,
        run,
      );
    case 'overtaken':
      return countSkipped(dueItems.length, run);
    case 'done':
      run.counts.applied += applied;
      // More add-ons of a subscription may be applied than this page lists.
      return countSkipped(Math.max(0, dueItems.length - applied), run);
  }
}

export function countSkipped(entryCount: number, { counts }: JobRun): void {
  counts.skipped += entryCount;
}

export function recordFailure(itemKeyOrShard: string, cause: unknown, { counts, log }: JobRun): void {
  counts.failed += 1;
  log.failed(itemKeyOrShard, cause);
}

export function recordFailures(entries: DueIndexEntry[], cause: unknown, run: JobRun): void {
  for (const entry of entries) recordFailure(formatItemKey(entry), cause, run);
}

async function quarantineItems(dueItems: DueItem[], reason: string, run: JobRun): Promise<void> {
  for (const { entry, item } of dueItems) {
    const result = await writeWithRetries([buildQuarantineUpdate(entry, item, reason, run.now)], run);
    // A quarantined item is not retried. It is better to report it twice than not at all.
    if (result.kind === 'done' || (result.kind === 'overtaken' && result.outcomeUnknown)) {
      run.counts.quarantined += 1;
      run.log.quarantined(formatItemKey(entry), reason);
    } else if (result.kind === 'overtaken') {
      countSkipped(1, run);
    } else if (result.kind !== 'pastDeadline') {
      recordFailures([entry], result.cause, run);
    }
  }
}

/** Without a change that a client sees, the items keep the request ID of their version. */
const writePlan = ({ writes, applied, appliedAt }: ApplyPlan, run: JobRun): Promise<WriteResult> =>
  applied > 0
    ? writeWithRetries(
        writes.map(write => addVersionStep(addRunRequestId(run, write), { at: appliedAt ?? run.now })),
        run,
        run.requestId,
      )
    : writeWithRetries(writes, run);

/** Sets the request ID of the run on each item, so that a retry recognises its own write. */
export const addRunRequestId = ({ requestId }: JobRun, write: UpdateWrite): UpdateWrite => ({
  ...write,
  set: { ...write.set, requestId },
});

const toReasonText = (cause: unknown): string => (cause instanceof Error ? cause.message : JSON.stringify(cause));
