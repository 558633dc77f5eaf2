import {
  CorruptItemError,
  formatItemKey,
  type ItemAttributes,
  type ItemKey,
  pickPrimaryKey,
} from '../../dynamodb/item.ts';
import { aggregateRef } from '../../dynamodb/items/aggregate.ts';
import { pickAggregateItems, readAggregate } from '../../dynamodb/read-aggregate.ts';
import type { DueAddons } from './due-index-entry.ts';
import { countSkipped, executePlan, planOrQuarantine } from './execute-plan.ts';
import { createAggregateBudget, type JobRun } from './job-run.ts';
import { planAddonChanges } from './plan-changes.ts';
import { recordReadFailure } from './read-entries.ts';

/** Applies the due changes of a subscription's add-ons in one version step, because they are one aggregate. */
export async function applyDueAddons({ tenantId, subscriptionId, entries }: DueAddons, run: JobRun): Promise<void> {
  const ref = aggregateRef(tenantId, subscriptionId);
  const read = await readAggregate(ref, createAggregateBudget(run), run.dependencies);
  if (read.kind !== 'complete') {
    // Other requests are changing it. The next run applies what is still due.
    return read.reason === 'contention' ? countSkipped(entries.length, run) : recordReadFailure(entries, read, run);
  }
  const stored = pickAggregateItems(ref, read);
  const items = new Map(stored.addons.map(item => [formatItemKey(toConnectItemKey(item)), item]));
  const dueItems = entries.flatMap(entry => {
    const item = items.get(formatItemKey(entry));
    return item ? [{ entry, item }] : [];
  });
  const plan = await planOrQuarantine(
    dueItems,
    () => {
      if (!stored.subscription)
        throw new CorruptItemError(
          `The add-ons have no subscription: ${formatItemKey(ref.subscription)} is not there.`,
        );
      const addons = [...items.values()].map(item => ({
        itemKey: toConnectItemKey(item),
        item,
        facts: ref.addons.parse(item),
      }));
      return planAddonChanges(tenantId, ref.subscription.parse(stored.subscription), addons, run.now);
    },
    run,
  );
  countSkipped(entries.length - dueItems.length, run);
  if (plan) await executePlan(dueItems, plan, run);
}

const toConnectItemKey = (item: ItemAttributes): ItemKey => ({
  table: 'connect',
  primaryKey: pickPrimaryKey('connect', item),
});
