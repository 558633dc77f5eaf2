import { beforeEach, describe, expect, it } from 'vitest';
import { addonRef, pastAddonRef } from '../../lib/dynamodb/items/addon.ts';
import { anAddon } from '../support/sample-facts.ts';
import { useEngine } from '../support/test-engine.ts';
import { useWorld } from '../support/test-world.ts';

const world = useWorld(useEngine());
const list = (query?: Record<string, string[]>, subscriptionId = 'subscription') =>
  world.call('listAddons', { path: { subscriptionId }, ...(query && { query }) });

/** Lists the ID and status of each add-on. */
async function listed(query?: Record<string, string[]>) {
  const { items } = (await list(query)).json;
  return items.map(
    (item: { subscriptionAddonId: string; status: string }) => `${item.subscriptionAddonId} ${item.status}`,
  );
}

const endedInJanuary = { on: '2024-01-10', at: '2024-01-10T00:00:00.000Z' };
const march = { on: '2024-03-01', at: '2024-03-01T00:00:00.000Z' };

describe('listing the add-ons of a subscription', () => {
  beforeEach(async () => {
    await world.haveSubscription([
      { offeringId: 'data', addedAt: '2023-11-04T00:00:00.000Z' },
      { offeringId: 'voice', addedAt: '2023-11-03T00:00:00.000Z', ends: endedInJanuary },
      { offeringId: 'roaming', addedAt: '2023-11-02T00:00:00.000Z', starts: march },
      { offeringId: 'trial', addedAt: '2023-11-01T00:00:00.000Z', expires: endedInJanuary },
    ]);
  });

  it('returns all of them in the order in which they were added, including ended ones', async () => {
    expect(await listed()).toEqual(['trial-1 EXPIRED', 'roaming-1 PENDING', 'voice-1 CANCELLED', 'data-1 ACTIVE']);
  });

  it('includes add-ons that a later add-on of the same product offering has replaced', async () => {
    const earlier = anAddon({
      offeringId: 'data',
      subscriptionAddonId: 'data-0',
      addedAt: '2023-01-01T00:00:00.000Z',
      ends: endedInJanuary,
    });
    await world.put({ at: pastAddonRef(world.tenantId, earlier), item: { ...earlier } });
    expect(await listed()).toContain('data-0 CANCELLED');
    expect((await listed()).at(0)).toBe('data-0 CANCELLED');
  });

  it.each([
    [['ACTIVE'], ['data-1 ACTIVE']],
    [['PENDING'], ['roaming-1 PENDING']],
    [
      ['EXPIRED', 'CANCELLED'],
      ['trial-1 EXPIRED', 'voice-1 CANCELLED'],
    ],
    [['ACTIVE', 'ACTIVE'], ['data-1 ACTIVE']],
  ])('returns the add-ons with any of the requested statuses (%s)', async (status, expected) => {
    expect(await listed({ status })).toEqual(expected);
  });

  it('filters by the current status, even before a job has run', async () => {
    world.clock = Date.parse(march.at);
    expect(await listed({ status: ['ACTIVE'] })).toEqual(['roaming-1 ACTIVE', 'data-1 ACTIVE']);
    expect(await listed({ status: ['PENDING'] })).toEqual([]);
  });

  it.each([['LIVE'], [''], ['active']])('rejects the unknown status "%s"', async status => {
    const { status: code, json } = await list({ status: ['ACTIVE', status] });
    expect(code).toBe(400);
    expect(json.details).toMatchObject([{ code: 'INVALID_VALUE', property: 'status' }]);
  });
});

it('a subscription without add-ons has an empty list; an unknown subscription is a 404', async () => {
  await world.haveSubscription([]);
  expect((await list()).json).toEqual({ items: [] });
  const { status, json } = await list({}, 'unknown');
  expect([status, json.code]).toEqual([404, 'subscription_not_found']);
});

it('add-ons that need more than one DynamoDB page are all listed', async () => {
  await world.haveSubscription([]);
  const metadata = { large: 'x'.repeat(8000) };
  const offerings = Array.from({ length: 140 }, (_, index) => `offering-${index}`);
  for (const offeringId of offerings) {
    const item = { ...anAddon({ offeringId, metadata }) };
    await world.put({ at: addonRef(world.tenantId, 'subscription', offeringId), item });
  }
  world.network.reset();
  expect((await list()).json.items).toHaveLength(140);
  expect(world.network.operations.filter(operation => operation === 'Query').length).toBeGreaterThan(1);
});
