import { isDeepStrictEqual } from 'node:util';
import { expect, it } from 'vitest';
import { isCommandEndpoint } from '../../lib/contract/endpoint.ts';
import { isKeyCommanded, type OwnedFacts } from '../../lib/domain/commanded-fields.ts';
import type { EffectiveDate } from '../../lib/domain/effective-dates.ts';
import { addonFactOwners, licenseFactOwners } from '../../lib/domain/field-ownership.ts';
import type { ItemAttributes } from '../../lib/dynamodb/item.ts';
import { addonRef } from '../../lib/dynamodb/items/addon.ts';
import { licenseRef } from '../../lib/dynamodb/items/license.ts';
import { haveExampleFixtures, readExampleRequests } from '../support/example-requests.ts';
import { loadedEndpoints } from '../support/operations.ts';
import { useEngine } from '../support/test-engine.ts';
import { useWorld } from '../support/test-world.ts';

const engine = useEngine();
const world = useWorld(engine);

const kinds = [
  { skPrefix: 'license', parse: licenseRef('', '').parse, owners: licenseFactOwners },
  { skPrefix: 'addon#', parse: addonRef('', '', '').parse, owners: addonFactOwners },
];

interface ExistingItem {
  name: string;
  facts: OwnedFacts & Record<string, unknown>;
  owners: Record<string, 'import' | 'system' | { shared: string }>;
}

/** Returns the licenses and latest add-ons that are stored now. */
async function readItems(): Promise<ExistingItem[]> {
  return (await world.items()).flatMap((item: ItemAttributes) => {
    const kind = kinds.find(({ skPrefix }) => String(item.sk).startsWith(skPrefix));
    if (!kind) return [];
    const facts = kind.parse(item) as unknown as ExistingItem['facts'];
    return [{ name: `${item.pk} ${item.sk}`, facts, owners: kind.owners }];
  });
}

/** A date that only became due is no change: the command has put it into effect. */
const withoutApplied = (value: unknown) => {
  const { applied, ...date } = (value ?? {}) as EffectiveDate;
  return typeof value === 'object' ? date : value;
};

/** Returns each changed fact that a command must not change, or has not marked. */
function findViolations(before: ExistingItem, after: ExistingItem): string[] {
  const names = new Set([...Object.keys(before.facts), ...Object.keys(after.facts)]);
  return [...names].flatMap(name => {
    const [from, to] = [before.facts[name], after.facts[name]];
    const owner = before.owners[name];
    if (owner === undefined || owner === 'system' || isDeepStrictEqual(withoutApplied(from), withoutApplied(to)))
      return [];
    if (owner === 'import') return [`${name} belongs to the import`];
    const { commanded } = after.facts;
    if (owner.shared !== 'metadata')
      return commanded?.[owner.shared as 'end'] ? [] : [`${name} is not marked as ${owner.shared}`];
    return Object.keys({ ...(from as object), ...(to as object) })
      .filter(key => !isDeepStrictEqual((from as ItemAttributes)?.[key], (to as ItemAttributes)?.[key]))
      .flatMap(key => (isKeyCommanded(after.facts, key) ? [] : [`metadata.${key} is not marked`]));
  });
}

it('every field that a command changes on an existing item is shared, and is marked as set by a command', async () => {
  const changing = new Set<string>();
  const violations: string[] = [];
  for (const { name, endpoint } of loadedEndpoints.filter(each => isCommandEndpoint(each.endpoint))) {
    for (const request of readExampleRequests(endpoint)) {
      await world.reset();
      await haveExampleFixtures(world);
      const before = await readItems();
      await world.call(name, request);
      const after = new Map((await readItems()).map(item => [item.name, item]));
      for (const item of before) {
        const changed = after.get(item.name);
        if (!changed || isDeepStrictEqual(item, changed)) continue;
        changing.add(name);
        violations.push(...findViolations(item, changed).map(text => `${name}: ${text}`));
      }
    }
  }
  expect(violations).toEqual([]);
  expect([...changing]).toEqual(expect.arrayContaining(['cancelLicense', 'cancelAddon']));
});
