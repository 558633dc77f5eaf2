import { beforeEach, describe, expect, it } from 'vitest';
import { aLicense } from '../support/sample-facts.ts';
import { useEngine } from '../support/test-engine.ts';
import { useWorld } from '../support/test-world.ts';

const world = useWorld(useEngine());
const license = { path: { licenseId: 'license' } };

/** 16 January in Auckland and 15 January in Los Angeles. */
const instant = '2024-01-15T20:00:00.000Z';

async function inZone(timeZone: string): Promise<void> {
  await world.enterTenant({ timeZone });
  await Promise.all([world.haveCustomer(), world.haveOffering(), world.haveLicense()]);
}

const create = (scheduledAt?: string) =>
  world.call('createLicense', {
    body: { productOfferingId: 'offering', customerId: 'customer', ...(scheduledAt && { scheduledAt }) },
  });
const cancel = (scheduledAt?: string) =>
  world.call('cancelLicense', { ...license, ...(scheduledAt && { body: { scheduledAt } }) });
const read = async (licenseId = 'license') => (await world.call('getLicense', { path: { licenseId } })).json;

beforeEach(() => {
  world.clock = Date.parse(instant);
});

describe('today', () => {
  it.each([
    ['Pacific/Auckland', '2024-01-15', '2024-01-16', '2024-01-17'],
    ['America/Los_Angeles', '2024-01-14', '2024-01-15', '2024-01-16'],
  ])('is the current day in the time zone of the tenant: %s', async (timeZone, yesterday, today, tomorrow) => {
    await inZone(timeZone);
    expect((await create(yesterday)).status).toBe(400);
    expect((await create(today)).json).toMatchObject({ status: 'ACTIVE', activatedAt: instant });
    expect((await create(tomorrow)).json).toMatchObject({ status: 'PENDING' });
    expect((await cancel(yesterday)).status).toBe(400);
    expect((await cancel(tomorrow)).json).toMatchObject({ status: 'ACTIVE' });
    expect((await cancel(today)).json).toMatchObject({ status: 'CANCELLED', cancelledAt: instant });
  });
});

describe('a later day', () => {
  it.each([
    ['Pacific/Auckland', '2024-02-29T11:00:00.000Z'],
    ['America/Los_Angeles', '2024-03-01T08:00:00.000Z'],
    ['Asia/Kathmandu', '2024-02-29T18:15:00.000Z'],
  ])('starts at midnight in the time zone of the tenant: %s', async (timeZone, startsAt) => {
    await inZone(timeZone);
    const { licenseId } = (await create('2024-03-01')).json;
    await cancel('2024-03-01');
    world.clock = Date.parse(startsAt) - 1;
    expect([(await read(licenseId)).status, (await read()).status]).toEqual(['PENDING', 'ACTIVE']);
    world.clock += 1;
    expect(await read(licenseId)).toMatchObject({ status: 'ACTIVE', activatedAt: startsAt });
    expect(await read()).toMatchObject({ status: 'CANCELLED', cancelledAt: startsAt });
  });

  it('starts an hour earlier in UTC during daylight saving time', async () => {
    await inZone('Europe/Berlin');
    await cancel('2024-04-01');
    world.clock = Date.parse('2024-04-01T00:00:00.000Z');
    expect(await read()).toMatchObject({ cancelledAt: '2024-03-31T22:00:00.000Z' });
  });
});

describe('the default schedule', () => {
  it('uses the current day in the time zone of the tenant', async () => {
    const endOn30 = async (timeZone: string) => {
      await world.enterTenant({ timeZone });
      await world.haveLicense({ cancellationSchedule: 'NEXT_RENEWAL' });
      world.clock = Date.parse('2024-01-30T07:00:00.000Z');
      return (await cancel()).json.pendingStatus.scheduledAt;
    };
    expect(await endOn30('Pacific/Auckland')).toBe('2024-02-29');
    expect(await endOn30('America/Los_Angeles')).toBe('2024-01-30');
  });
});

describe('when the tenant moves to another time zone', () => {
  const move = (timeZone: string) => world.haveTenant({ tenantId: world.tenantId, timeZone });

  it('a scheduled change keeps its instant', async () => {
    await inZone('Pacific/Auckland');
    await cancel('2024-03-01');
    await move('America/Los_Angeles');
    world.clock = Date.parse('2024-02-29T11:00:00.000Z');
    expect(await read()).toMatchObject({ status: 'CANCELLED', cancelledAt: '2024-02-29T11:00:00.000Z' });
  });

  it('a later command uses the new time zone', async () => {
    await inZone('Pacific/Auckland');
    await cancel('2024-03-01');
    await move('America/Los_Angeles');
    expect((await cancel('2024-01-15')).json).toMatchObject({ status: 'CANCELLED', cancelledAt: instant });
  });

  it('an end on the day of the start still removes the start', async () => {
    await inZone('Pacific/Auckland');
    const { licenseId } = (await create('2024-03-01')).json;
    await move('America/Los_Angeles');
    const path = { licenseId };
    const { json } = await world.call('cancelLicense', { path, body: { scheduledAt: '2024-03-01' } });
    expect(json.scheduledChanges).toEqual([{ status: 'CANCELLED', scheduledAt: '2024-03-01' }]);
  });
});

describe('an add-on', () => {
  it('ends at midnight in the time zone of the tenant', async () => {
    await world.enterTenant({ timeZone: 'Pacific/Auckland' });
    await world.haveSubscription();
    const path = { subscriptionId: 'subscription' };
    const body = { productOfferingId: 'addon-offering', scheduledAt: '2024-03-01' };
    await world.call('cancelAddon', { path, body });
    world.clock = Date.parse('2024-02-29T11:00:00.000Z');
    const { json } = await world.call('listAddons', { path });
    expect(json.items).toMatchObject([{ status: 'CANCELLED', cancelledAt: '2024-02-29T11:00:00.000Z' }]);
  });
});

it('renewals are counted from the start day in the time zone that the tenant had then', async () => {
  await world.enterTenant({ timeZone: 'America/Los_Angeles' });
  const starts = { on: '2023-12-01', at: '2023-11-30T12:00:00.000Z' };
  await world.haveLicense({ ...aLicense({ cancellationSchedule: 'NEXT_RENEWAL' }), starts });
  expect((await cancel()).json.pendingStatus.scheduledAt).toBe('2024-02-01');
});
