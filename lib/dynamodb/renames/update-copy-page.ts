import { toInstant } from '../../domain/calendar.ts';
import { isBudgetSpent, type RetryBudget } from '../database.ts';
import type { Dependencies } from '../dependencies.ts';
import { CorruptItemError, formatItemKey, type ItemRef } from '../item.ts';
import type { UpdateWrite } from '../item-write.ts';
import { parseResourceId } from '../items/connect-item.ts';
import type { CopyPosition, RenamedSource } from '../items/rename.ts';
import { type ReadFailure, readWithRetries } from '../read-with-retries.ts';
import { backOff } from '../retry-budget.ts';
import { planCopyUpdate } from './plan-copy-update.ts';
import { type CopyTarget, type RenameSource, renameSourceRef } from './rename-source.ts';

/** BatchGetItem reads at most 100 items; one of them is the source. */
const pageSize = 99;
/** Few writes at a time, because commands have priority. */
const maxConcurrentWrites = 8;
/** How often items that others changed in the meantime are read again. */
const maxRounds = 6;

export interface CopyPage {
  kind: 'done';
  /** Items whose copies were updated. */
  copied: number;
  /** Items that were read. */
  checked: number;
  /** Items that do not parse or cannot be stored; their copies stay as they are. */
  corrupt: CorruptItemError[];
  /** Items that others kept changing; their copies may be outdated. */
  contended: number;
  /** The position of the next page, unless this was the last. */
  next: CopyPosition | undefined;
}

/**
 * Updates one page of the copies of a source.
 *
 * A write that was sent before the source was renamed again may arrive after it. Such a write is at most 20 minutes late, so the
 * last pass, which begins 20 minutes after the last rename, corrects it.
 *
 * @param source - as it was read
 * @throws CorruptItemError for a source that no longer parses
 */
export async function updateCopyPage(
  renamed: RenamedSource,
  source: RenameSource,
  position: CopyPosition | undefined,
  budget: RetryBudget,
  dependencies: Dependencies,
): Promise<CopyPage | ReadFailure> {
  const found = source.listings.findIndex(({ partitionValue }) => partitionValue === position?.partition);
  const listingIndex = Math.max(0, found);
  const listing = source.listings[listingIndex];
  if (!listing) return { kind: 'done', copied: 0, checked: 0, corrupt: [], contended: 0, next: undefined };
  const { index, partitionValue } = listing;
  const exclusiveStartKey = found === -1 ? undefined : position?.after;
  const listings = [{ index, partitionValue, order: 'oldest', exclusiveStartKey, limit: pageSize } as const];
  const listed = await readWithRetries({ items: [], collections: [], listings }, budget, dependencies);
  if (listed.kind !== 'complete') return listed;
  const [indexPage] = listed.listings;
  const targets = (indexPage?.indexKeys ?? []).map(keys => listing.toTargetRef(parseResourceId(keys)));
  const update = await updateTargets(renamed, targets, budget, dependencies);
  if (update.kind !== 'done') return update;
  const after = indexPage?.lastEvaluatedKey as CopyPosition['after'];
  const nextListing = source.listings[listingIndex + 1];
  const nextPartition = nextListing && { partition: nextListing.partitionValue };
  return { ...update, checked: targets.length, next: after ? { partition: partitionValue, after } : nextPartition };
}

async function updateTargets(
  renamed: RenamedSource,
  targets: ItemRef<CopyTarget>[],
  budget: RetryBudget,
  dependencies: Dependencies,
): Promise<Pick<CopyPage, 'kind' | 'copied' | 'corrupt' | 'contended'> | ReadFailure> {
  const sourceRef = renameSourceRef(renamed);
  const corrupt = new Map<string, CorruptItemError>();
  let copied = 0;
  let remaining = targets;
  for (let round = 1; remaining.length > 0; round++) {
    if (round > maxRounds || isBudgetSpent(budget, dependencies.now())) break;
    if (round > 1) await backOff(round, dependencies, budget);
    // The source is read in every round, so that a copy is never older than the item it is written to.
    const read = await readWithRetries({ items: [sourceRef, ...remaining], collections: [] }, budget, dependencies);
    if (read.kind !== 'complete') return read;
    const sourceItem = read.items.get(formatItemKey(sourceRef));
    const source = sourceItem && sourceRef.parse(sourceItem);
    const now = toInstant(dependencies.now());
    const planned = remaining.flatMap(target => {
      const item = read.items.get(formatItemKey(target));
      const update = item && source && collectCorrupt(corrupt, () => planCopyUpdate(target, item, source, now));
      return update ? [{ target, update }] : [];
    });
    const written = await writeUpdates(planned, corrupt, budget, dependencies);
    if (written.kind !== 'done') return written;
    copied += planned.length - written.refused.length;
    remaining = written.refused;
  }
  return { kind: 'done', copied, corrupt: [...corrupt.values()], contended: remaining.length };
}

function collectCorrupt<T>(corrupt: Map<string, CorruptItemError>, plan: () => T): T | undefined {
  try {
    return plan();
  } catch (error) {
    if (!(error instanceof CorruptItemError)) throw error;
    corrupt.set(error.message, error);
    return undefined;
  }
}

interface PlannedUpdate {
  target: ItemRef<CopyTarget>;
  update: UpdateWrite;
}

/** Returns the targets that must be read again: another request changed them, or the outcome is unknown. */
async function writeUpdates(
  planned: PlannedUpdate[],
  corrupt: Map<string, CorruptItemError>,
  budget: RetryBudget,
  dependencies: Dependencies,
): Promise<{ kind: 'done'; refused: ItemRef<CopyTarget>[] } | ReadFailure> {
  const waiting = [...planned];
  const refused: ItemRef<CopyTarget>[] = [];
  let failure: ReadFailure | undefined;
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const outcome = await dependencies.database.update(next.update, budget);
      if (outcome.kind === 'refused' || outcome.kind === 'unknown' || outcome.kind === 'transient') {
        refused.push(next.target);
      } else if (outcome.kind === 'unstorable') {
        const itemKey = formatItemKey(next.target);
        corrupt.set(itemKey, new CorruptItemError(`The item ${itemKey} cannot be stored with the new name.`));
      } else if (outcome.kind !== 'committed') {
        waiting.length = 0;
        failure = { kind: outcome.kind === 'defect' ? 'defect' : 'unavailable', cause: outcome.cause };
      }
    }
  };
  // No call is left under way when this returns.
  const results = await Promise.allSettled(Array.from({ length: maxConcurrentWrites }, worker));
  for (const result of results) if (result.status === 'rejected') throw result.reason;
  return failure ?? { kind: 'done', refused };
}
