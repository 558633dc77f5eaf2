import { describe, expect, it } from 'vitest';
import { anAddon } from '../support/sample-facts.ts';
import { useEngine } from '../support/test-engine.ts';
import { useWorld } from '../support/test-world.ts';

const world = useWorld(useEngine());
const path = { subscriptionId: 'subscription' };
const cancel = (body: object = {}, key?: string) =>
  world.call('cancelAddon', {
    path,
    body: { productOfferingId: 'addon-offering', ...body },
    ...(key && { idempotencyKey: key }),
  });
const subscription = async () => (await world.call('getSubscription', { path })).json;
const addons = async () => (await world.call('listAddons', { path })).json.items;

const march = { on: '2024-03-01', at: '2024-03-01T00:00:00.000Z' };
const endedInJanuary = { on: '2024-01-10', at: '2024-01-10T00:00:00.000Z' };
const toMarch = { status: 'CANCELLED', scheduledAt: '2024-03-01' };

describe('cancelling an add-on', () => {
  it.each([
    ['with today’s date', { scheduledAt: '2024-01-15' }],
    ['by the schedule INSTANT without a date', {}],
  ])('%s ends it at once and returns the subscription with this add-on', async (_case, body) => {
    await world.haveSubscription();
    const { status, json } = await cancel(body);
    expect(status).toBe(200);
    expect(json).toEqual({
      subscriptionId: 'subscription',
      status: 'ACTIVATED',
      type: 'MOBILE',
      display: '+49 151 000',
      msisdn: '+49151000',
      customer: { customerId: 'customer', name: 'Ada Ltd' },
      sim: { esim: false, iccid: '89490200001234567890' },
      createdAt: '2023-01-01T00:00:00.000Z',
      updatedAt: world.now,
      addons: [
        {
          subscriptionAddonId: 'addon-offering-1',
          subscriptionId: 'subscription',
          status: 'CANCELLED',
          productOffering: anAddon().productOffering,
          scheduledChanges: [],
          addedAt: '2023-11-30T08:00:00.000Z',
          updatedAt: world.now,
          cancelledAt: world.now,
        },
      ],
    });
    world.clock += 60_000;
    expect(await subscription()).toEqual({ ...json, addons: [] });
    expect(await addons()).toEqual(json.addons);
  });

  it('on a later day leaves it active until that day starts', async () => {
    await world.haveSubscription();
    const { json } = await cancel({ scheduledAt: '2024-03-01' });
    expect(json.addons).toMatchObject([
      { status: 'ACTIVE', pendingStatus: toMarch, scheduledChanges: [toMarch], updatedAt: world.now },
    ]);
    expect(json.addons[0]).not.toHaveProperty('cancelledAt');

    world.clock = Date.parse(march.at) - 1;
    expect(await subscription()).toEqual(json);
    world.clock = Date.parse(march.at);
    expect(await subscription()).toMatchObject({ addons: [], updatedAt: march.at });
    expect(await addons()).toMatchObject([{ status: 'CANCELLED', cancelledAt: march.at, updatedAt: march.at }]);
  });

  it('on a past day is rejected', async () => {
    await world.haveSubscription();
    const { status, json } = await cancel({ scheduledAt: '2024-01-14' }, 'k');
    expect(status).toBe(400);
    expect(json.details).toMatchObject([{ code: 'INVALID_VALUE', property: 'scheduledAt' }]);
    expect(await world.records()).toEqual([]);
  });

  it('by the schedule NEXT_RENEWAL counts from its start', async () => {
    const starts = { on: '2023-12-10', at: '2023-12-10T00:00:00.000Z' };
    await world.haveSubscription([{ cancellationSchedule: 'NEXT_RENEWAL', addedOn: '2023-11-30', starts }]);
    expect((await cancel()).json.addons[0].pendingStatus).toEqual({ status: 'CANCELLED', scheduledAt: '2024-02-10' });
  });

  it('with a scheduled end moves the end', async () => {
    await world.haveSubscription([{ ends: march }]);
    const scheduledChanges = [{ status: 'CANCELLED', scheduledAt: '2024-06-30' }];
    expect((await cancel({ scheduledAt: '2024-06-30' })).json.addons).toMatchObject([{ scheduledChanges }]);
    expect((await cancel()).json.addons).toMatchObject([{ status: 'CANCELLED', cancelledAt: world.now }]);
  });

  it('increments the version of the subscription and sets the version of the add-on to it', async () => {
    await world.haveSubscription([{}, { offeringId: 'voice' }]);
    await cancel({ scheduledAt: '2024-03-01' });
    const { headers } = await cancel({ scheduledAt: '2024-04-01' });
    const requestId = headers['X-Request-Id'];
    const versions = (await world.items()).filter(item => 'subscriptionId' in item);
    expect(Object.fromEntries(versions.map(({ sk, version }) => [sk, version]))).toEqual({
      subscription: 3,
      'addon#addon-offering': 3,
      'addon#voice': 1,
    });
    expect(versions.filter(item => item.requestId === requestId)).toHaveLength(2);
  });
});

describe('cancelling a pending add-on', () => {
  it('without a date ends it at once', async () => {
    await world.haveSubscription([{ starts: march, cancellationSchedule: 'NEXT_RENEWAL' }]);
    expect((await cancel()).json.addons).toMatchObject([{ status: 'CANCELLED', cancelledAt: world.now }]);
  });

  it('after its start keeps the start, and on or before its start removes it', async () => {
    await world.haveSubscription([{ starts: march }]);
    const later = await cancel({ scheduledAt: '2024-03-02' });
    expect(later.json.addons[0].scheduledChanges).toEqual([
      { status: 'ACTIVE', scheduledAt: '2024-03-01' },
      { status: 'CANCELLED', scheduledAt: '2024-03-02' },
    ]);
    const removed = await cancel({ scheduledAt: '2024-03-01' });
    expect(removed.json.addons[0]).toMatchObject({ status: 'PENDING', scheduledChanges: [toMarch] });
  });
});

describe('the reason of a cancellation', () => {
  const reason = async (body: object) => (await cancel(body)).json.addons[0].cancellationReason;

  it('is stored until another reason is sent', async () => {
    await world.haveSubscription();
    expect(await reason({ scheduledAt: '2024-03-01' })).toBeUndefined();
    expect(await reason({ scheduledAt: '2024-03-01', reason: 'No longer needed' })).toBe('No longer needed');
    expect(await reason({ scheduledAt: '2024-04-01' })).toBe('No longer needed');
    expect(await reason({ scheduledAt: '2024-04-01', reason: 'Too dear' })).toBe('Too dear');
  });

  it('can have 500 characters', async () => {
    await world.haveSubscription();
    expect(await reason({ reason: 'ü'.repeat(500) })).toBe('ü'.repeat(500));
  });
});

describe('the metadata of a cancellation', () => {
  it('is merged into the metadata of the add-on, not of the subscription', async () => {
    await world.haveSubscription([{ metadata: { a: 1, b: 1 } }], { metadata: { own: true } });
    const { json } = await cancel({ metadata: { b: null, c: 2 } });
    expect(json.addons[0].metadata).toEqual({ a: 1, c: 2 });
    expect(json.metadata).toEqual({ own: true });
  });

  it('is rejected if the result exceeds the limits', async () => {
    await world.haveSubscription([{ metadata: { large: 'x'.repeat(5000) } }]);
    const { status, json } = await cancel({ metadata: { more: 'x'.repeat(5000) } });
    expect(status).toBe(400);
    expect(json.details).toMatchObject([{ code: 'INVALID_VALUE', property: 'metadata' }]);
  });
});

describe('a cancellation is rejected', () => {
  const cases: [string, number, string, () => Promise<void>][] = [
    ['if the subscription is unknown', 404, 'subscription_not_found', async () => {}],
    ['if it never had an add-on', 404, 'addon_not_found', () => world.haveSubscription([])],
    ['if it only had other add-ons', 404, 'addon_not_found', () => world.haveSubscription([{ offeringId: 'voice' }])],
    [
      'if the latest add-on has ended',
      409,
      'addon_already_cancelled',
      () => world.haveSubscription([{ ends: endedInJanuary }]),
    ],
    [
      'if the latest add-on has expired',
      409,
      'addon_already_cancelled',
      () => world.haveSubscription([{ expires: endedInJanuary }]),
    ],
  ];

  it.each(cases)('%s: %i %s', async (_case, status, code, arrange) => {
    await arrange();
    const withKey = await cancel({}, 'k');
    expect(withKey).toMatchObject({ status, json: { code, hint: expect.stringContaining('new key') } });
    const withoutKey = await cancel();
    expect(withoutKey).toMatchObject({ status, json: { code } });
    expect(withoutKey.json).not.toHaveProperty('hint');
  });

  it('on the scheduled day of the end, even before a job has run', async () => {
    await world.haveSubscription([{ ends: march }]);
    world.clock = Date.parse(march.at);
    expect((await cancel()).json.code).toBe('addon_already_cancelled');
  });
});

describe('other resources', () => {
  it('such as other add-ons and licenses assigned to the subscription do not change', async () => {
    const assignedTo = {
      type: 'SUBSCRIPTION',
      subscriptionId: 'subscription',
      subscriptionDisplay: '+49 151 000',
    } as const;
    await world.haveLicense({ assignedTo });
    await world.haveSubscription([
      {},
      { offeringId: 'voice' },
      { offeringId: 'roaming', starts: march },
      { offeringId: 'old', ends: endedInJanuary },
    ]);
    const others = async () =>
      (await world.items()).filter(({ sk }) => sk !== 'subscription' && sk !== 'addon#addon-offering');
    const before = await others();
    await cancel();
    expect(await others()).toEqual(before);
  });

  it('in the response are the live add-ons and the cancelled one, in the order in which they were added', async () => {
    await world.haveSubscription([
      { addedAt: '2023-11-30T08:00:00.000Z' },
      { offeringId: 'voice', addedAt: '2023-10-01T00:00:00.000Z' },
      { offeringId: 'roaming', addedAt: '2023-12-01T00:00:00.000Z', starts: march },
      { offeringId: 'old', addedAt: '2023-09-01T00:00:00.000Z', ends: endedInJanuary },
    ]);
    const { json } = await cancel();
    const shown = json.addons.map(
      ({ productOffering, status }: { productOffering: { productOfferingId: string }; status: string }) => [
        productOffering.productOfferingId,
        status,
      ],
    );
    expect(shown).toEqual([
      ['voice', 'ACTIVE'],
      ['addon-offering', 'CANCELLED'],
      ['roaming', 'PENDING'],
    ]);
  });
});
