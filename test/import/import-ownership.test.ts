import { beforeEach, describe, expect, it } from 'vitest';
import { useEngine } from '../support/test-engine.ts';
import { useWorld } from '../support/test-world.ts';
import * as lines from './sample-lines.ts';
import { useImporter } from './test-importer.ts';

const engine = useEngine();
const world = useWorld(engine);
const importer = useImporter(engine, world);

const { activatedAt, ...neverActive } = lines.aLicenseLine();
const ofLicense = { path: { licenseId: 'license' } };
const read = async () => (await world.call('getLicense', ofLicense)).json;
const stored = async () => (await importer.items('license'))[0];
const cancel = (body: object = {}) => world.call('cancelLicense', { ...ofLicense, body });
const days = (count: number) => count * 86_400_000;

// It is the morning of 15 January 2024.
beforeEach(() => importer.importAll(lines.aCustomerLine(), lines.aUserLine(), lines.anOfferingLine()));

describe('an import that is repeated every night', () => {
  it.each([
    ['immediately', {}],
    ['on a date', { scheduledAt: '2024-01-20' }],
  ])('does not undo a cancellation %s', async (_title, body) => {
    const line = lines.aLicenseLine({ metadata: { a: 1 } });
    await importer.importAll(line);
    await cancel(body);
    const cancelled = await stored();
    for (let night = 1; night <= 8; night++) {
      world.clock += days(1);
      expect(await importer.import(line)).toMatchObject({ unchanged: 1 });
      expect(await stored()).toEqual(cancelled);
    }
    expect(await read()).toMatchObject({ status: 'CANCELLED' });
  });

  it('keeps a field that a command has set, whatever the line states, and stores the statement without a new version', async () => {
    await importer.importAll(lines.aLicenseLine({ endsOn: '2024-06-01', metadata: { a: 1, b: 1 } }));
    await cancel({ scheduledAt: '2024-03-01', metadata: { a: null } });
    const before = await stored();
    const result = await importer.import(lines.aLicenseLine({ endsOn: '2024-07-01', metadata: { a: 2, b: 1 } }));
    expect(result).toMatchObject({ updated: 0, unchanged: 0, differs: 1 });
    expect(importer.differences).toEqual([
      { line: 1, field: 'end', inFile: '2024-07-01', stored: '2024-03-01' },
      { line: 1, field: 'metadata.a', inFile: 2, stored: undefined },
    ]);
    const { stated, ...others } = { ...(await stored()) };
    expect(others).toEqual({ ...before, stated: undefined });
    expect(JSON.parse(String(stated))).toMatchObject({ end: { date: { on: '2024-07-01' } }, metadata: { a: 2, b: 1 } });
  });

  it('reports the difference every night, and writes only the first time', async () => {
    await importer.importAll(lines.aLicenseLine({ endsOn: '2024-06-01' }));
    await cancel({ scheduledAt: '2024-03-01' });
    await importer.import(lines.aLicenseLine());
    expect(importer.differences).toEqual([{ line: 1, field: 'end', inFile: undefined, stored: '2024-03-01' }]);
    importer.network.reset();
    expect(await importer.import(lines.aLicenseLine())).toMatchObject({ differs: 1 });
    expect(importer.network.commits).toEqual([]);
  });

  it('does not change a license that a command has created', async () => {
    const body = { customerId: 'customer', productOfferingId: 'offering', metadata: { a: 1 } };
    const { json: created } = await world.call('createLicense', { body });
    await importer.importAll(lines.anOfferingLine({ productOfferingId: 'other', price: lines.aMonthlyPrice(1) }));
    const line = lines.aLicenseLine({
      licenseId: created.licenseId,
      productOfferingId: 'other',
      metadata: { a: 2, b: 3 },
      assignedTo: { type: 'USER', userId: 'user' },
    });
    expect(await importer.import(line)).toMatchObject({ differs: 1 });
    expect(importer.differences.map(({ field }) => field)).toEqual(['start', 'productOfferingId', 'metadata.a']);
    const { json } = await world.call('getLicense', { path: { licenseId: created.licenseId } });
    // The command set neither an assignment nor the key b.
    expect(json).toEqual({
      ...created,
      metadata: { a: 1, b: 3 },
      assignedTo: expect.objectContaining({ userId: 'user' }),
    });
  });
});

it('dates that follow from the start of a license are not reported if the line states the same ones', async () => {
  const price = { ...lines.aMonthlyPrice(1), boundMonths: 3 };
  await importer.importAll(lines.anOfferingLine({ price }));
  const body = { customerId: 'customer', productOfferingId: 'offering' };
  const { json } = await world.call('createLicense', { body });
  const { licenseId, activatedAt } = json;
  const terms = { boundUntil: '2024-04-15', renewsFrom: '2024-01-15' };
  expect(await importer.import(lines.aLicenseLine({ licenseId, activatedAt, ...terms }))).toMatchObject({
    unchanged: 1,
  });
});

describe('a field that no command has set', () => {
  it('has the value of the line when the line states another one', async () => {
    await importer.importAll(
      lines.aLicenseLine({
        endsOn: '2024-06-01',
        metadata: { a: 1, b: { c: 1 } },
        assignedTo: { type: 'USER', userId: 'user' },
      }),
    );
    await importer.importAll(
      lines.aLicenseLine({
        endsOn: '2024-05-01',
        metadata: { a: 2, d: 4 },
        assignedTo: { type: 'CUSTOMER', customerId: 'customer' },
      }),
    );
    expect(await read()).toMatchObject({
      pendingStatus: { scheduledAt: '2024-05-01' },
      assignedTo: { type: 'CUSTOMER' },
    });
    expect((await read()).metadata).toEqual({ a: 2, d: 4 });
  });

  it('is removed when the line omits a value that was stated before', async () => {
    await importer.importAll(
      lines.aLicenseLine({ endsOn: '2024-06-01', metadata: { a: 1 }, assignedTo: { type: 'USER', userId: 'user' } }),
    );
    expect(await importer.import(lines.aLicenseLine())).toMatchObject({ updated: 1 });
    expect(await read()).toMatchObject({ scheduledChanges: [], metadata: {} });
    expect(await read()).not.toHaveProperty('assignedTo');
  });

  it('is not changed by an omission of what was never stated', async () => {
    await importer.importAll(lines.aLicenseLine());
    await cancel({ scheduledAt: '2024-03-01', metadata: { a: 1 } });
    expect(await importer.import(lines.aLicenseLine())).toMatchObject({ unchanged: 1 });
    expect(await read()).toMatchObject({ pendingStatus: { scheduledAt: '2024-03-01' }, metadata: { a: 1 } });
  });

  it('keeps an end that is in effect', async () => {
    await importer.importAll(lines.aLicenseLine({ status: 'CANCELLED', cancelledAt: '2024-01-10T12:00:00Z' }));
    for (const line of [
      lines.aLicenseLine(),
      lines.aLicenseLine({ endsOn: '2024-06-01' }),
      lines.aLicenseLine({ status: 'CANCELLED', cancelledAt: '2024-01-11T12:00:00Z' }),
    ]) {
      expect(await importer.import(line)).toMatchObject({ differs: 1 });
      expect(await read()).toMatchObject({ status: 'CANCELLED', cancelledAt: '2024-01-10T12:00:00.000Z' });
    }
  });

  it('compares starts and ends by day, in the time zone of the tenant', async () => {
    await importer.importAll({ kind: 'tenant', mode: 'test', timeZone: 'America/New_York' });
    await importer.importAll(lines.aLicenseLine({ activatedAt: '2023-12-01T03:00:00Z', endsOn: '2024-01-16' }));
    world.clock += days(3);
    const ended = { status: 'CANCELLED', activatedAt: '2023-11-30T23:00:00Z', cancelledAt: '2024-01-17T04:59:00Z' };
    expect(await importer.import(lines.aLicenseLine(ended))).toMatchObject({ unchanged: 1 });
    // The same instants are on other days in another time zone.
    await importer.importAll({ kind: 'tenant', mode: 'test', timeZone: 'Asia/Tokyo' });
    expect(await importer.import(lines.aLicenseLine({ ...ended, activatedAt: '2023-12-01T03:00:00Z' }))).toMatchObject({
      differs: 1,
    });
    expect(importer.differences).toMatchObject([{ field: 'end' }]);
  });

  it('reports that merged metadata is too large', async () => {
    await importer.importAll(lines.aLicenseLine());
    const keys = (prefix: string) => Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`${prefix}${n}`, n]));
    await cancel({ scheduledAt: '2024-03-01', metadata: keys('a') });
    expect(await importer.import(lines.aLicenseLine({ metadata: keys('b') }))).toMatchObject({ failed: 1 });
    expect(importer.problems).toMatchObject([
      { field: 'metadata', reason: expect.stringMatching(/more than 50 keys/) },
    ]);
  });
});

describe('the offering is one field', () => {
  const yearly = {
    currency: 'EUR',
    priceType: 'RECURRING',
    netPrice: 99,
    boundMonths: 3,
    billingCycle: { period: 'YEARLY', interval: 1 },
  };
  const second = lines.anOfferingLine({ productOfferingId: 'second', name: 'Cloud PBX 2', price: yearly });
  const change = { scheduledAt: '2024-02-01', productOfferingId: 'second' };
  beforeEach(() => importer.importAll(second));

  it('a change on the day of the import follows the rules of the command', async () => {
    await importer.importAll(lines.aLicenseLine());
    await importer.importAll(lines.aLicenseLine({ productOfferingId: 'second' }));
    expect(await stored()).toMatchObject({ boundUntil: '2024-04-15', renewsFrom: '2024-01-15' });
    expect(await read()).toMatchObject({ productOffering: { price: { netPrice: 99 } }, boundUntil: '2024-04-15' });
  });

  it('a license that has not started has the new terms from its start', async () => {
    const pending = { ...neverActive, status: 'PENDING', startsOn: '2024-02-10' };
    await importer.importAll(pending);
    await importer.importAll({ ...pending, productOfferingId: 'second' });
    expect(await stored()).not.toHaveProperty('renewsFrom');
    expect(await read()).toMatchObject({ productOffering: { name: 'Cloud PBX 2' }, boundUntil: '2024-05-10' });
  });

  it('the line may state the minimum term and the renewals', async () => {
    await importer.importAll(lines.aLicenseLine({ boundUntil: '2025-06-30', renewsFrom: '2023-12-05' }));
    expect(await stored()).toMatchObject({ boundUntil: '2025-06-30', renewsFrom: '2023-12-05' });
    await importer.importAll(
      lines.aLicenseLine({ productOfferingId: 'second', boundUntil: '2026-06-30', renewsFrom: '2024-01-31' }),
    );
    expect(await stored()).toMatchObject({ boundUntil: '2026-06-30', renewsFrom: '2024-01-31' });
    await importer.importAll(lines.aLicenseLine({ productOfferingId: 'second' }));
    expect(await stored()).not.toHaveProperty('renewsFrom');
    expect(await read()).toMatchObject({ boundUntil: '2024-02-29' });
  });

  it('a scheduled change comes into effect, and a line that still announces it is unchanged', async () => {
    const line = lines.aLicenseLine({ pendingProductOffering: change });
    await importer.importAll(line);
    expect(await read()).toMatchObject({
      pendingProductOffering: { scheduledAt: '2024-02-01', product: { name: 'Cloud PBX 2' } },
    });
    world.clock = Date.parse('2024-02-02T08:00:00Z');
    expect(await importer.import(line)).toMatchObject({ unchanged: 1 });
    expect(await read()).toMatchObject({ productOffering: { name: 'Cloud PBX 2' }, boundUntil: '2024-05-01' });
    expect(await read()).not.toHaveProperty('pendingProductOffering');
    const named = lines.aLicenseLine({ productOfferingId: 'second' });
    expect(await importer.import(named)).toMatchObject({ unchanged: 1 });
    expect(await read()).toMatchObject({ boundUntil: '2024-05-01' });
  });

  it('a late line does not revert a change that is in effect, but another change does', async () => {
    await importer.importAll(lines.aLicenseLine({ pendingProductOffering: change }));
    world.clock = Date.parse('2024-02-02T08:00:00Z');
    for (let night = 0; night < 2; night++) {
      expect(await importer.import(lines.aLicenseLine())).toMatchObject({ differs: 1 });
      expect(importer.differences).toEqual([
        { line: 1, field: 'productOfferingId', inFile: 'offering', stored: 'second' },
      ]);
    }
    await importer.importAll(lines.aLicenseLine({ productOfferingId: 'second' }));
    await importer.importAll(lines.aLicenseLine());
    expect(await read()).toMatchObject({
      productOffering: { productOfferingId: 'offering' },
      boundUntil: '2024-05-01',
    });
    expect(await stored()).toMatchObject({ renewsFrom: '2024-02-02' });
  });

  it('a scheduled change is moved and removed', async () => {
    await importer.importAll(lines.aLicenseLine({ pendingProductOffering: change }));
    await importer.importAll(lines.aLicenseLine({ pendingProductOffering: { ...change, scheduledAt: '2024-03-01' } }));
    expect(await read()).toMatchObject({ pendingProductOffering: { scheduledAt: '2024-03-01' } });
    await importer.importAll(lines.aLicenseLine());
    expect(await read()).not.toHaveProperty('pendingProductOffering');
  });
});
