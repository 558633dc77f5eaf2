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

/** One step: these add-ons are changed, added where there are none, or replaced by later ones; or only the head is changed. */
const step = fc.subarray(offerings);

/** Every state the aggregate goes through, from one without add-ons. */
function historyOf(steps: string[][]): Aggregate[] {
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

describe('a subscription and its latest add-ons', () => {
  it('are whole at every moment', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 8 }), steps => {
        for (const { subscription, addons } of historyOf(steps))
          expect(isAggregateConsistent(subscription, Object.values(addons))).toBe(true);
      }),
      { seed: 1 },
    );
  });

  it('are taken for whole only where each was read as it was with the others, whenever it was read', () => {
    const moments = fc.array(fc.nat({ max: 100 }), { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 8 }), moments, (steps, [ofHead = 0, ...ofAddons]) => {
        const history = historyOf(steps);
        const at = (moment: number) => history[moment % history.length];
        const head = at(ofHead);
        const read = offerings
          .map((offering, index) => at(ofAddons[index] ?? 0)?.addons[offering])
          .filter(addon => addon !== undefined);
        if (head && isAggregateConsistent(head.subscription, read)) {
          expect(read).toEqual(offerings.map(offering => head.addons[offering]).filter(addon => addon !== undefined));
        }
      }),
      { seed: 1, numRuns: 1000 },
    );
  });

  it('stay whole through a command, which steps both by one version', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 6 }), fc.constantFrom(...offerings), (steps, offering) => {
        const { subscription, addons } = historyOf([...steps, [offering]]).at(-1) ?? {};
        const before = addons?.[offering];
        if (!subscription || !before) throw new Error('There is no such add-on.');
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

  it('step past every part, also past an add-on that a repair left newer than its subscription', () => {
    const subscription = { ...aSubscription(), version: 3, requestId: 'r', addonVersions: 7 };
    const addon = { ...anAddon(), version: 7, requestId: 'r' };
    const writes = buildAddonUpdates(
      'tenant',
      subscription,
      [addon],
      [{ before: addon, after: { ...addon, expired: true } }],
    );
    expect(writes.map(({ set }) => set.version)).toEqual([8, 8]);
  });
});
