import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AddonFacts } from '../../lib/domain/addon.ts';
import { buildAddonUpdates, isAggregateConsistent } from '../../lib/dynamodb/items/aggregate.ts';
import type { StoredItem } from '../../lib/dynamodb/items/item-fields.ts';
import type { StoredSubscription } from '../../lib/dynamodb/items/subscription.ts';
import { anAddon, aSubscription } from '../support/sample-facts.ts';

type Addons = Record<string, StoredItem<AddonFacts>>;
interface Aggregate {
  subscription: StoredSubscription;
  addons: Addons;
}

const stamp = { requestId: 'a' };
const offerings = ['a', 'b', 'c', 'd'];

/** Add-ons that one step changes, adds or replaces. If there are none, the step changes only the subscription. */
const step = fc.subarray(offerings);

/** Builds every state of the aggregate, beginning without add-ons. */
function buildHistory(steps: string[][]): Aggregate[] {
  const states: Aggregate[] = [
    { subscription: { ...aSubscription(), ...stamp, version: 1, addonVersions: 0 }, addons: {} },
  ];
  for (const changed of steps) {
    const { subscription, addons } = states.at(-1) ?? { subscription: undefined, addons: {} };
    if (!subscription) continue;
    const version = subscription.version + 1;
    const after = { ...addons };
    for (const offeringId of changed) after[offeringId] = { ...anAddon({ offeringId }), ...stamp, version };
    const addonVersions = Object.values(after).reduce((sum, addon) => sum + addon.version, 0);
    states.push({ subscription: { ...subscription, version, addonVersions }, addons: after });
  }
  return states;
}

describe('a subscription and its current add-ons', () => {
  it('are consistent in every state', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 8 }), steps => {
        for (const { subscription, addons } of buildHistory(steps))
          expect(isAggregateConsistent(subscription, Object.values(addons))).toBe(true);
      }),
      { seed: 1 },
    );
  });

  it('are accepted as consistent only if all parts belong to one state, whenever each of them was read', () => {
    const readTimes = fc.array(fc.nat({ max: 100 }), { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(
        fc.array(step, { minLength: 1, maxLength: 8 }),
        readTimes,
        (steps, [subscriptionTime = 0, ...addonTimes]) => {
          const history = buildHistory(steps);
          const getState = (time: number) => history[time % history.length];
          const state = getState(subscriptionTime);
          const read = offerings
            .map((offering, index) => getState(addonTimes[index] ?? 0)?.addons[offering])
            .filter(addon => addon !== undefined);
          if (state && isAggregateConsistent(state.subscription, read)) {
            expect(read).toEqual(
              offerings.map(offering => state.addons[offering]).filter(addon => addon !== undefined),
            );
          }
        },
      ),
      { seed: 1, numRuns: 1000 },
    );
  });

  it('remain consistent after a command, which increases both versions by one', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 6 }), fc.constantFrom(...offerings), (steps, offering) => {
        const { subscription, addons } = buildHistory([...steps, [offering]]).at(-1) ?? {};
        const before = addons?.[offering];
        if (!subscription || !before) throw new Error('The add-on is missing.');
        const after = { ...before, changedAt: '2024-01-15T09:30:00.000Z' };
        const [head, addon, ...more] = buildAddonUpdates('tenant', subscription, Object.values(addons), [
          { before, after },
        ]);
        expect(more).toEqual([]);
        const version = subscription.version + 1;
        expect([head?.set.version, addon?.set.version]).toEqual([version, version]);
        expect(head?.set.changedAt).toBe(after.changedAt);
        const next = { ...subscription, version, addonVersions: Number(head?.set.addonVersions) };
        expect(isAggregateConsistent(next, Object.values({ ...addons, [offering]: { ...after, version } }))).toBe(true);
        expect(head?.condition.values).toEqual({ ':readVersion': subscription.version });
        expect(addon?.condition.values).toEqual({ ':readVersion': before.version });
      }),
      { seed: 1 },
    );
  });

  it('get a version above all parts, even above an add-on that a repair stored with a higher version than its subscription', () => {
    const subscription = { ...aSubscription(), version: 3, requestId: 'r', addonVersions: 7 };
    const addon = { ...anAddon(), version: 7, requestId: 'r' };
    const writes = buildAddonUpdates(
      'tenant',
      subscription,
      [addon],
      [{ before: addon, after: { ...addon, referenceId: 'R-1' } }],
    );
    expect(writes.map(({ set }) => set.version)).toEqual([8, 8]);
  });
});
