import { pause } from '../command/budget.ts';
import { tornWatch } from '../command/torn-watch.ts';
import { latestAddons, subscriptionRef } from '../store/entity.ts';
import { CorruptItem, type Item, keyOf, type Location, locate } from '../store/item.ts';
import { carryOut, passOver, planOrPark } from './carry-out.ts';
import type { AddonsWork } from './entry.ts';
import { planAddons } from './plan.ts';
import { readFor } from './read-for.ts';
import { type Run, someTries } from './run.ts';

/** So often it reads what others are changing. */
const maxRounds = 5;

/** A subscription and its latest add-ons are one aggregate: what is due of it comes into force in one step. */
export async function applyAddons(work: AddonsWork, run: Run): Promise<void> {
  const watch = tornWatch();
  let seen: string | undefined;
  for (let round = 1; round <= maxRounds; round++) {
    const torn = await applyOnce(work, seen, run);
    if (torn === undefined) return;
    seen = watch(torn);
    await pause(round, run.ports, someTries(run));
  }
  passOver(work.entries.length, run);
}

/** @returns what looked torn; undefined when the work is done with, whatever came of it */
async function applyOnce(
  { tenantId, subscriptionId, entries }: AddonsWork,
  seen: string | undefined,
  run: Run,
): Promise<string | undefined> {
  const head = subscriptionRef(tenantId, subscriptionId);
  const latest = latestAddons(tenantId, subscriptionId);
  const snapshot = await readFor(entries, { items: [head], collections: [latest] }, run);
  if (!snapshot) return undefined;

  const items = new Map(snapshot.collections.flat().map(item => [locate(placeOf(item)), item]));
  const found = entries.flatMap(entry => {
    const item = items.get(locate(entry));
    return item ? [{ entry, item }] : [];
  });
  const plan = await planOrPark(
    found,
    () => {
      const subscription = snapshot.items.get(locate(head));
      if (!subscription) throw new CorruptItem(`The add-ons have no subscription: ${locate(head)} is not there.`);
      const addons = [...items.values()].map(item => ({ at: placeOf(item), item, facts: latest.parse(item) }));
      return planAddons(tenantId, head.parse(subscription), addons, run.now, seen);
    },
    run,
  );
  if (plan && 'torn' in plan) return plan.torn;
  passOver(entries.length - found.length, run);
  if (plan) await carryOut(found, plan, run);
  return undefined;
}

const placeOf = (item: Item): Location => ({ table: 'connect', key: keyOf('connect', item) });
