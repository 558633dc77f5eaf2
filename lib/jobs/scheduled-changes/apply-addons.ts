import {
  CorruptItemError,
  formatItemKey,
  type ItemAttributes,
  type ItemKey,
  pickPrimaryKey,
} from '../../dynamodb/item.ts';
import { latestAddonsRef } from '../../dynamodb/items/addon.ts';
import { subscriptionRef } from '../../dynamodb/items/subscription.ts';
import { backOff } from '../../dynamodb/retry-budget.ts';
import { tornWatch } from '../../dynamodb/torn-watch.ts';
import type { DueAddons } from './due-index-entry.ts';
import { countSkipped, executePlan, planOrQuarantine } from './execute-plan.ts';
import { createAttemptBudget, type JobRun } from './job-run.ts';
import { planAddonChanges } from './plan-changes.ts';
import { readForEntries } from './read-entries.ts';

/** So often it reads what others are changing. */
const maxReadRounds = 5;

/** A subscription and its latest add-ons are one aggregate: what is due of it comes into force in one step. */
export async function applyDueAddons(dueAddons: DueAddons, run: JobRun): Promise<void> {
  const watch = tornWatch();
  let seen: string | undefined;
  for (let round = 1; round <= maxReadRounds; round++) {
    const torn = await attemptAddons(dueAddons, seen, run);
    if (torn === undefined) return;
    seen = watch(torn);
    await backOff(round, run.dependencies, createAttemptBudget(run));
  }
  countSkipped(dueAddons.entries.length, run);
}

/** @returns what looked torn; undefined when the work is done with, whatever came of it */
async function attemptAddons(
  { tenantId, subscriptionId, entries }: DueAddons,
  seen: string | undefined,
  run: JobRun,
): Promise<string | undefined> {
  const head = subscriptionRef(tenantId, subscriptionId);
  const addonsRef = latestAddonsRef(tenantId, subscriptionId);
  const snapshot = await readForEntries(entries, { items: [head], collections: [addonsRef] }, run);
  if (!snapshot) return undefined;

  const items = new Map(snapshot.collections.flat().map(item => [formatItemKey(toConnectItemKey(item)), item]));
  const dueItems = entries.flatMap(entry => {
    const item = items.get(formatItemKey(entry));
    return item ? [{ entry, item }] : [];
  });
  const plan = await planOrQuarantine(
    dueItems,
    () => {
      const subscription = snapshot.items.get(formatItemKey(head));
      if (!subscription)
        throw new CorruptItemError(`The add-ons have no subscription: ${formatItemKey(head)} is not there.`);
      const addons = [...items.values()].map(item => ({
        itemKey: toConnectItemKey(item),
        item,
        facts: addonsRef.parse(item),
      }));
      return planAddonChanges(tenantId, head.parse(subscription), addons, run.now, seen);
    },
    run,
  );
  if (plan && 'torn' in plan) return plan.torn;
  countSkipped(entries.length - dueItems.length, run);
  if (plan) await executePlan(dueItems, plan, run);
  return undefined;
}

const toConnectItemKey = (item: ItemAttributes): ItemKey => ({
  table: 'connect',
  primaryKey: pickPrimaryKey('connect', item),
});
