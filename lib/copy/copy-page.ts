import { toInstant } from '../domain/calendar.ts';
import type { Period } from '../domain/effective-dates.ts';
import { isBudgetSpent, type RetryBudget } from '../dynamodb/database.ts';
import type { Dependencies } from '../dynamodb/dependencies.ts';
import { CorruptItemError, formatItemKey, type IndexQuery, type ItemRef } from '../dynamodb/item.ts';
import type { UpdateWrite } from '../dynamodb/item-write.ts';
import { addonRef } from '../dynamodb/items/addon.ts';
import { parseResourceId } from '../dynamodb/items/connect-item.ts';
import { toCustomerListPartition, toTenantListPartition } from '../dynamodb/items/index-keys.ts';
import type { VersionStamp } from '../dynamodb/items/item-fields.ts';
import { licenseRef } from '../dynamodb/items/license.ts';
import { subscriptionRef } from '../dynamodb/items/subscription.ts';
import { findReadItem, readWithRetries } from '../dynamodb/read-with-retries.ts';
import { backOff } from '../dynamodb/retry-budget.ts';
import { buildReadRequest } from '../idempotency/requested-items.ts';
import { type CopyTask, type NextTask, nextTask } from './copy-task.ts';
import { planCopy } from './plan-copy.ts';
import { type Source, sourceRef } from './source.ts';

/** One read of several items. */
const pageSize = 100;
/** So many writes are under way at once: commands come first. */
const atOnce = 8;
/** How often what a command changed in between is looked at again. */
const rounds = 6;

/** It could not be finished now. Another time it can: nothing is lost by beginning the page anew. */
class Unfinished extends Error {
  override name = 'Unfinished';
}

type Target = ItemRef<Period & VersionStamp>;

/** How a page went. */
export interface PageReport {
  copied: number;
  /** What is wrong with items that do not parse: they are passed over. */
  corrupt: string[];
  /** What is left to do. */
  next: NextTask | undefined;
}

/**
 * Brings a page of copies up to date.
 *
 * @throws Unfinished, CorruptItem for a source that does not parse
 */
export async function copyPage(task: CopyTask, budget: RetryBudget, dependencies: Dependencies): Promise<PageReport> {
  const at = sourceRef(task);
  const read = (wants: Parameters<typeof buildReadRequest>[0]) => readAll(wants, budget, dependencies);
  const source = findReadItem(await read([at]), at);
  const listing = source && (task.cursor?.listing ?? source.listings[0]);
  if (!source || !listing) return { copied: 0, corrupt: [], next: undefined };
  const { listings } = await read([pageOf(task, listing)]);
  const targets = (listings[0]?.indexKeys ?? []).map(key => targetOf(task, listing, parseResourceId(key), source));

  let copied = 0;
  const corrupt = new Set<string>();
  let waiting = targets;
  for (let round = 1; waiting.length > 0; round++) {
    if (round > rounds || isBudgetSpent(budget, dependencies.now()))
      throw new Unfinished(`${waiting.length} copies are in the way of others.`);
    if (round > 1) await backOff(round, dependencies, budget);
    // The source too, every time: a copy is never older than what it was read after.
    const snapshot = await read([at, waiting]);
    const current = findReadItem(snapshot, at);
    const now = toInstant(dependencies.now());
    const plans = waiting.flatMap(target => {
      const item = snapshot.items.get(formatItemKey(target));
      const update = item && current && passingOver(corrupt, () => planCopy(target, item, current, now));
      return update ? [{ target, update }] : [];
    });
    const refused = await sendAll(plans, budget, dependencies);
    copied += plans.length - refused.length;
    waiting = refused;
  }
  return { copied, corrupt: [...corrupt], next: nextTask(task, source.listings, listings[0]?.lastEvaluatedKey) };
}

function passingOver<T>(corrupt: Set<string>, plan: () => T): T | undefined {
  try {
    return plan();
  } catch (error) {
    if (!(error instanceof CorruptItemError)) throw error;
    corrupt.add(error.message);
    return undefined;
  }
}

async function readAll(wants: Parameters<typeof buildReadRequest>[0], budget: RetryBudget, dependencies: Dependencies) {
  const snapshot = await readWithRetries(buildReadRequest(wants), budget, dependencies);
  if (snapshot.kind !== 'whole') throw new Unfinished('The copies cannot be read.', { cause: snapshot.cause });
  return snapshot;
}

const pageOf = ({ tenantId, kind, id, cursor }: CopyTask, listing: 'license' | 'subscription'): IndexQuery => ({
  ...(kind === 'customer'
    ? { index: 'byCustomer', partitionValue: toCustomerListPartition(tenantId, listing, id) }
    : { index: 'byTenant', partitionValue: toTenantListPartition(tenantId, listing) }),
  order: 'oldest',
  exclusiveStartKey: cursor?.after,
  limit: pageSize,
});

/** An add-on stands under the id of its offering, so it is found without looking through those of its subscription. */
function targetOf(
  { tenantId, id }: CopyTask,
  listing: 'license' | 'subscription',
  found: string,
  source: Source,
): Target {
  if (listing === 'license') return licenseRef(tenantId, found);
  return source.onAddons ? addonRef(tenantId, found, id) : subscriptionRef(tenantId, found);
}

interface Planned {
  target: Target;
  update: UpdateWrite;
}

/** @returns those that another has changed since they were read, or is about to */
async function sendAll(plans: Planned[], budget: RetryBudget, dependencies: Dependencies): Promise<Target[]> {
  const waiting = [...plans];
  const refused: Target[] = [];
  const worker = async () => {
    for (let plan = waiting.shift(); plan; plan = waiting.shift()) {
      const outcome = await dependencies.database.update(plan.update, budget);
      if (outcome.kind === 'defect' || outcome.kind === 'late') {
        waiting.length = 0;
        throw new Unfinished('A copy was not written.', { cause: outcome.cause });
      }
      // Also when nobody can tell: read again, it shows.
      if (outcome.kind !== 'committed') refused.push(plan.target);
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: atOnce }, worker));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  return refused;
}
