import { beforeEach, describe, expect, it } from 'vitest';
import { embedProductOffering } from '../../lib/domain/product-offering.ts';
import { anOffering } from '../support/sample-facts.ts';
import { useEngine } from '../support/test-engine.ts';
import { useWorld } from '../support/test-world.ts';

const world = useWorld(useEngine());
const path = { licenseId: 'license' };
const march = { on: '2024-03-01', at: '2024-03-01T00:00:00.000Z' };
const larger = anOffering({ productOfferingId: 'larger', name: 'Larger' });
const changeToLarger = {
  ...march,
  productOffering: embedProductOffering(larger),
  cancellationSchedule: 'INSTANT',
} as const;

beforeEach(async () => {
  await world.haveOffering({ changeOptions: [{ productOfferingId: 'larger' }] });
  await world.haveOffering(larger);
});

describe("changing a license's product offering", () => {
  const change = (body: object = {}) =>
    world.call('changeLicenseOffering', { path, body: { productOfferingId: 'larger', ...body } });

  it('takes effect at once and is stored with one version', async () => {
    await world.haveLicense();
    const { status, json } = await change({ metadata: { ticket: 7 } });
    expect([status, json.productOffering.productOfferingId, json.metadata]).toEqual([200, 'larger', { ticket: 7 }]);
    expect(await world.licenses()).toMatchObject([{ version: 2, productOffering: { productOfferingId: 'larger' } }]);
  });

  it('is scheduled, listed in the due index, and applied by its day without a job', async () => {
    await world.haveLicense();
    const { json } = await change({ scheduledAt: '2024-03-01' });
    expect(json.pendingProductOffering).toMatchObject({ scheduledAt: '2024-03-01', product: { name: 'Larger' } });
    expect((await world.licenses())[0]).toMatchObject({ dueAt: march.at });
    world.clock = Date.parse(march.at);
    const read = (await world.call('getLicense', { path })).json;
    expect(read.productOffering.productOfferingId).toBe('larger');
    expect(read).not.toHaveProperty('pendingProductOffering');
  });

  it('uses the options of the offering in effect, also if its change is due but not applied', async () => {
    await world.haveLicense({
      offeringChange: { ...changeToLarger, on: '2024-01-10', at: '2024-01-10T00:00:00.000Z' },
    });
    expect((await change()).json.code).toBe('product_offering_change_not_allowed');
  });

  it.each([
    ['an unknown license', 'license_not_found', 404, {}],
    ['an offering that is no option', 'product_offering_not_found', 404, { productOfferingId: 'unknown' }],
  ])('is refused for %s', async (_case, code, status, body) => {
    if (status === 404 && code !== 'license_not_found') await world.haveLicense();
    const response = await change(body);
    expect([response.status, response.json.code]).toEqual([status, code]);
  });

  it('requires an offering and no unknown fields', async () => {
    const { status, json } = await world.call('changeLicenseOffering', { path, body: { scheduledOn: '2024-03-01' } });
    expect(status).toBe(400);
    expect(json.details.map(({ property }: { property: string }) => property).sort()).toEqual([
      'productOfferingId',
      'scheduledOn',
    ]);
  });
});

describe('undoing a scheduled change of the product offering', () => {
  const undo = (body?: object) => world.call('undoOfferingChange', { path, ...(body && { body }) });

  it('keeps the current offering and leaves the due index', async () => {
    await world.haveLicense({ offeringChange: changeToLarger });
    const { status, json } = await undo();
    expect(status).toBe(200);
    expect(json).not.toHaveProperty('pendingProductOffering');
    expect((await world.licenses())[0]).not.toHaveProperty('dueAt');
  });

  it('is 409 if nothing is scheduled', async () => {
    await world.haveLicense();
    const { status, json } = await undo({ metadata: { a: 1 } });
    expect([status, json.code]).toEqual([409, 'nothing_scheduled']);
  });
});

describe('undoing a scheduled cancellation', () => {
  const undo = (body?: object) => world.call('undoLicenseCancellation', { path, ...(body && { body }) });

  it('keeps the license and merges metadata', async () => {
    await world.haveLicense({ ends: march, metadata: { a: 1, b: 2 } });
    const { status, json } = await undo({ metadata: { a: null } });
    expect([status, json.status, json.scheduledChanges, json.metadata]).toEqual([200, 'ACTIVE', [], { b: 2 }]);
  });

  it('makes a license active on its start day that the end had hidden', async () => {
    await world.haveLicense({ starts: march, ends: { on: '2024-02-01', at: '2024-02-01T00:00:00.000Z' } });
    await undo();
    world.clock = Date.parse(march.at);
    expect((await world.call('getLicense', { path })).json).toMatchObject({ status: 'ACTIVE', activatedAt: march.at });
  });

  it('cannot undo an end that is in effect', async () => {
    await world.haveLicense({ ends: { on: '2024-01-10', at: '2024-01-10T00:00:00.000Z' } });
    const { status, json } = await undo();
    expect([status, json.code]).toEqual([409, 'license_already_cancelled']);
  });
});

describe("changing a license's metadata", () => {
  const update = (body: object) => world.call('updateLicense', { path, body });

  it('merges it key by key, in every status', async () => {
    await world.haveLicense({ metadata: { a: 1 }, ends: { on: '2024-01-10', at: '2024-01-10T00:00:00.000Z' } });
    const { status, json } = await update({ metadata: { b: { c: [1] } } });
    expect([status, json.status, json.metadata]).toEqual([200, 'CANCELLED', { a: 1, b: { c: [1] } }]);
  });

  it('that changes nothing succeeds and keeps the version', async () => {
    await world.haveLicense({ metadata: { a: { b: 1, c: 2 } } });
    const { status, json } = await update({ metadata: { a: { c: 2, b: 1 }, absent: null } });
    expect([status, json.metadata]).toEqual([200, { a: { b: 1, c: 2 } }]);
    expect((await world.licenses())[0]?.version).toBe(1);
  });

  it('requires metadata', async () => {
    await world.haveLicense();
    const { status, json } = await update({});
    expect([status, json.details[0]]).toMatchObject([400, { property: 'metadata', code: 'FIELD_REQUIRED' }]);
  });

  it('is 404 for an unknown license', async () => {
    expect((await update({ metadata: {} })).json.code).toBe('license_not_found');
  });
});

describe('the possible changes of a license', () => {
  const list = () => world.call('listLicenseOfferingOptions', { path });

  it('have the offering, the schedule and the day', async () => {
    await world.haveLicense();
    expect((await list()).json).toEqual({
      items: [
        { productOffering: embedProductOffering(larger), changeSchedule: 'INSTANT', changeScheduleDate: '2024-01-15' },
      ].map(item => JSON.parse(JSON.stringify(item))),
    });
  });

  it('are none for a blocked license, and 404 for an unknown one', async () => {
    expect((await list()).json.code).toBe('license_not_found');
    await world.haveLicense({ suspension: 'BLOCKED' });
    expect((await list()).json).toEqual({ items: [] });
  });
});
