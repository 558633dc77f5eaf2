import { describe, expect, it } from 'vitest';
import { aLicense } from '../support/sample-facts.ts';
import { useEngine } from '../support/test-engine.ts';
import { useWorld } from '../support/test-world.ts';

const world = useWorld(useEngine());
const path = { licenseId: 'license' };
const cancel = (body?: object, key?: string) =>
  world.call('cancelLicense', { path, ...(body && { body }), ...(key && { idempotencyKey: key }) });
const read = () => world.call('getLicense', { path });

const march = { on: '2024-03-01', at: '2024-03-01T00:00:00.000Z' };
const toMarch = { status: 'CANCELLED', scheduledAt: '2024-03-01' };

describe('cancelling an active license', () => {
  it.each([
    ['with today’s date', { scheduledAt: '2024-01-15' }],
    ['by the schedule INSTANT without a date', {}],
    ['by the schedule INSTANT without a body', undefined],
  ])('%s ends it at once', async (_case, body) => {
    await world.haveLicense();
    const { status, json } = await cancel(body);
    expect(status).toBe(200);
    expect(json).toEqual({
      licenseId: 'license',
      status: 'CANCELLED',
      type: 'PBX',
      customer: { customerId: 'customer', name: 'Ada Ltd' },
      productOffering: aLicense().productOffering,
      activatedAt: '2023-11-30T08:00:00.000Z',
      cancelledAt: world.now,
      scheduledChanges: [],
    });
    world.clock += 3_600_000;
    expect((await read()).json).toEqual(json);
  });

  it('on a later day leaves it active until that day starts', async () => {
    await world.haveLicense();
    const { json } = await cancel({ scheduledAt: '2024-03-01' });
    expect(json).toMatchObject({ status: 'ACTIVE', pendingStatus: toMarch, scheduledChanges: [toMarch] });
    expect(json).not.toHaveProperty('cancelledAt');

    world.clock = Date.parse(march.at) - 1;
    expect((await read()).json).toEqual(json);
    world.clock = Date.parse(march.at);
    const ended = (await read()).json;
    expect(ended).toMatchObject({ status: 'CANCELLED', cancelledAt: march.at, scheduledChanges: [] });
    expect(ended).not.toHaveProperty('pendingStatus');
  });

  it('on a past day is rejected, and the idempotency key stays unused', async () => {
    await world.haveLicense();
    const { status, json } = await cancel({ scheduledAt: '2024-01-14' }, 'k');
    expect(status).toBe(400);
    expect(json.details).toMatchObject([{ code: 'INVALID_VALUE', property: 'scheduledAt' }]);
    expect(await world.licenses()).toMatchObject([{ version: 1 }]);
    expect((await cancel({ scheduledAt: '2024-01-15' }, 'k')).status).toBe(200);
  });

  it('increments the version of the license and stores the request ID', async () => {
    await world.haveLicense();
    const { headers } = await cancel();
    expect(await world.licenses()).toMatchObject([{ version: 2, requestId: headers['X-Request-Id'] }]);
  });

  it('is possible if Seamless OS manages the billing, and if the product offering is archived', async () => {
    await world.enterTenant({ billingManaged: true });
    await world.haveLicense();
    await world.haveOffering({ status: 'ARCHIVED' });
    expect((await cancel()).json.status).toBe('CANCELLED');
  });

  it('does not change other stored attributes', async () => {
    await world.haveLicense({ details: { seats: 5 }, ...{ addedByALaterRelease: { x: 1 } } });
    const { json } = await cancel();
    expect(json.details).toEqual({ seats: 5 });
    expect(await world.licenses()).toMatchObject([{ addedByALaterRelease: { x: 1 }, details: '{"seats":5}' }]);
  });
});

describe('cancelling without a date by the schedule NEXT_RENEWAL', () => {
  const { price } = aLicense().productOffering;
  const haveRenewing = (terms: object) =>
    world.haveLicense({
      cancellationSchedule: 'NEXT_RENEWAL',
      productOffering: { ...aLicense().productOffering, price: { ...price, billingCycle: undefined, ...terms } },
    });
  const billingCycle = { period: 'MONTHLY', interval: 1 };

  it.each([
    ['the next renewal', { billingCycle }, '2024-01-30'],
    ['the first renewal after the bound months', { billingCycle, boundMonths: 12 }, '2024-11-30'],
    ['the end of the bound months', { boundMonths: 3 }, '2024-02-29'],
  ])('ends it on %s', async (_case, terms, on) => {
    await haveRenewing(terms);
    const { json } = await cancel();
    expect(json).toMatchObject({ status: 'ACTIVE', pendingStatus: { status: 'CANCELLED', scheduledAt: on } });
  });

  it('ends it at once without a billing cycle and bound months', async () => {
    await haveRenewing({});
    expect((await cancel()).json).toMatchObject({ status: 'CANCELLED', cancelledAt: world.now });
  });

  it('does not end it on a renewal that is today', async () => {
    await haveRenewing({ billingCycle });
    world.clock = Date.parse('2024-01-30T12:00:00.000Z');
    expect((await cancel()).json.pendingStatus.scheduledAt).toBe('2024-02-29');
  });

  it('accepts a date within the bound months', async () => {
    await haveRenewing({ billingCycle, boundMonths: 24 });
    expect((await cancel({ scheduledAt: '2024-02-01' })).json.pendingStatus.scheduledAt).toBe('2024-02-01');
    expect((await cancel({ scheduledAt: '2024-01-15' })).json.status).toBe('CANCELLED');
  });
});

describe('cancelling a license with a scheduled end', () => {
  it.each([
    ['an earlier day', '2024-02-01'],
    ['a later day', '2024-12-31'],
    ['the same day', '2024-03-01'],
  ])('moves the end to %s', async (_case, scheduledAt) => {
    await world.haveLicense({ ends: march });
    expect((await cancel({ scheduledAt })).json.scheduledChanges).toEqual([{ status: 'CANCELLED', scheduledAt }]);
  });

  it('without a date moves the end to the default', async () => {
    await world.haveLicense({ ends: march });
    expect((await cancel()).json).toMatchObject({ status: 'CANCELLED', cancelledAt: world.now });
  });
});

describe('cancelling a license that has ended', () => {
  const expectRejected = async () => {
    const { status, json } = await cancel({ scheduledAt: '2024-12-31' }, 'k');
    expect([status, json.code]).toEqual([409, 'license_already_cancelled']);
    expect(json.hint).toContain('new key');
  };

  it('by a command is rejected', async () => {
    await world.haveLicense();
    await cancel();
    await expectRejected();
  });

  it('on its scheduled day is rejected, even before a job has run', async () => {
    await world.haveLicense({ ends: march });
    world.clock = Date.parse(march.at);
    await expectRejected();
  });
});

describe('cancelling an unknown license', () => {
  it('is rejected, with a hint on idempotency keys only if one was sent', async () => {
    const [withKey, withoutKey] = [await cancel({}, 'k'), await cancel({})];
    for (const { status, json } of [withKey, withoutKey])
      expect([status, json.code]).toEqual([404, 'license_not_found']);
    expect(withKey.json.hint).toContain('new key');
    expect(withoutKey.json).not.toHaveProperty('hint');
  });
});

describe('cancelling a pending license', () => {
  const toStart = { status: 'ACTIVE', scheduledAt: '2024-03-01' };

  it('after its activation keeps the activation', async () => {
    await world.haveLicense({ starts: march });
    const end = { status: 'CANCELLED', scheduledAt: '2024-03-02' };
    const { json } = await cancel({ scheduledAt: '2024-03-02' });
    expect(json).toMatchObject({ status: 'PENDING', pendingStatus: toStart, scheduledChanges: [toStart, end] });

    world.clock = Date.parse(march.at);
    expect((await read()).json).toMatchObject({ status: 'ACTIVE', scheduledChanges: [end] });
    world.clock = Date.parse('2024-03-02T00:00:00.000Z');
    expect((await read()).json).toMatchObject({
      status: 'CANCELLED',
      activatedAt: march.at,
      cancelledAt: '2024-03-02T00:00:00.000Z',
    });
  });

  it.each(['2024-02-28', '2024-03-01'])(
    'on or before its activation hides the activation and keeps it stored (%s)',
    async scheduledAt => {
      await world.haveLicense({ starts: march });
      const { json } = await cancel({ scheduledAt });
      expect(json.scheduledChanges).toEqual([{ status: 'CANCELLED', scheduledAt }]);
      expect((await world.licenses())[0]).toMatchObject({ starts: march });

      world.clock = Date.parse('2024-03-05T00:00:00.000Z');
      expect((await read()).json).toMatchObject({ status: 'CANCELLED', cancelledAt: `${scheduledAt}T00:00:00.000Z` });
      expect((await read()).json).not.toHaveProperty('activatedAt');
    },
  );

  it('without a date ends it at once, whatever its schedule is', async () => {
    await world.haveLicense({ starts: march, cancellationSchedule: 'NEXT_RENEWAL' });
    const { json } = await cancel();
    expect(json).toMatchObject({ status: 'CANCELLED', cancelledAt: world.now, scheduledChanges: [] });
    expect(json).not.toHaveProperty('activatedAt');
  });
});

describe.each(['PAUSED', 'BLOCKED'] as const)('cancelling a license that is %s', suspension => {
  const pausedAt = '2024-01-02T00:00:00.000Z';

  it('ends it at once', async () => {
    await world.haveLicense({ suspension, pausedAt });
    expect((await cancel()).json).toMatchObject({ status: 'CANCELLED', cancelledAt: world.now, pausedAt });
  });

  it('on a later day does not change the status until then', async () => {
    await world.haveLicense({ suspension, pausedAt });
    expect((await cancel({ scheduledAt: '2024-03-01' })).json).toMatchObject({
      status: suspension,
      pendingStatus: toMarch,
    });
    world.clock = Date.parse(march.at);
    expect((await read()).json.status).toBe('CANCELLED');
  });
});

describe('the metadata sent with a cancellation', () => {
  it('is merged into the metadata of the license key by key, and null removes a key', async () => {
    await world.haveLicense({ metadata: { keep: 1, change: 1, drop: 1 } });
    const { json } = await cancel({ scheduledAt: '2024-03-01', metadata: { change: { to: 2 }, drop: null, add: 3 } });
    expect(json.metadata).toEqual({ keep: 1, change: { to: 2 }, add: 3 });
    expect((await read()).json.metadata).toEqual(json.metadata);
  });

  it('is added to a license without metadata, and absent metadata changes nothing', async () => {
    await world.haveLicense();
    expect((await cancel({ scheduledAt: '2024-03-01' })).json).not.toHaveProperty('metadata');
    expect((await cancel({ scheduledAt: '2024-03-01', metadata: { a: 1 } })).json.metadata).toEqual({ a: 1 });
    expect((await cancel({ scheduledAt: '2024-03-01' })).json.metadata).toEqual({ a: 1 });
  });

  it('is rejected if the result exceeds the limits, and nothing changes', async () => {
    await world.haveLicense({ metadata: { large: 'x'.repeat(5000) } });
    const { status, json } = await cancel({ metadata: { more: 'x'.repeat(5000) } }, 'k');
    expect(status).toBe(400);
    expect(json.details).toMatchObject([{ code: 'INVALID_VALUE', property: 'metadata' }]);
    expect(await world.licenses()).toMatchObject([{ version: 1 }]);
    expect(await world.records()).toEqual([]);
  });
});
