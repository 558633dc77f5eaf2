import { beforeEach, describe, expect, it } from 'vitest';
import { useEngine } from '../support/test-engine.ts';
import { useWorld } from '../support/test-world.ts';
import * as lines from './sample-lines.ts';
import { useImporter } from './test-importer.ts';

const engine = useEngine();
const world = useWorld(engine);
const importer = useImporter(engine, world);

const { activatedAt, ...neverActive } = lines.aLicenseLine();
const pending = (fields: object = {}) => ({ ...neverActive, status: 'PENDING', ...fields });
const ofLicense = { path: { licenseId: 'license' } };

/** Reads the license as a client sees it. */
const read = async () => (await world.call('getLicense', ofLicense)).json;
const stored = async () => (await importer.items('license'))[0];

// It is the morning of 15 January 2024.
beforeEach(() => importer.importAll(lines.aCustomerLine(), lines.anOfferingLine()));

describe('a first import stores everything that the line states', () => {
  it.each([
    ['ACTIVE', lines.aLicenseLine(), { status: 'ACTIVE', activatedAt: '2023-11-30T08:00:00.000Z' }],
    [
      'to end',
      lines.aLicenseLine({ endsOn: '2024-02-01' }),
      { pendingStatus: { status: 'CANCELLED', scheduledAt: '2024-02-01' } },
    ],
    ['PENDING', pending(), { status: 'PENDING', scheduledChanges: [] }],
    [
      'to start',
      pending({ startsOn: '2024-02-01' }),
      { status: 'PENDING', pendingStatus: { status: 'ACTIVE', scheduledAt: '2024-02-01' } },
    ],
    [
      'to start and to end',
      pending({ startsOn: '2024-02-01', endsOn: '2024-03-01' }),
      { scheduledChanges: [{ scheduledAt: '2024-02-01' }, { scheduledAt: '2024-03-01' }] },
    ],
    [
      'to end before it starts',
      pending({ startsOn: '2024-02-01', endsOn: '2024-02-01' }),
      { scheduledChanges: [{ status: 'CANCELLED', scheduledAt: '2024-02-01' }] },
    ],
    [
      'PAUSED',
      lines.aLicenseLine({ status: 'PAUSED', pausedAt: '2024-01-01T00:00:00Z' }),
      { status: 'PAUSED', pausedAt: '2024-01-01T00:00:00.000Z' },
    ],
    ['BLOCKED', lines.aLicenseLine({ status: 'BLOCKED' }), { status: 'BLOCKED' }],
    [
      'CANCELLED',
      lines.aLicenseLine({ status: 'CANCELLED', cancelledAt: '2024-01-01T12:00:00+01:00' }),
      { status: 'CANCELLED', cancelledAt: '2024-01-01T11:00:00.000Z' },
    ],
    [
      'with a price of its own',
      lines.aLicenseLine({ price: lines.aMonthlyPrice(1) }),
      { productOffering: { name: 'Cloud PBX', price: { netPrice: 1 } } },
    ],
    [
      'with details',
      lines.aLicenseLine({ details: { n: 1.5 }, metadata: { a: 1, gone: null } }),
      { details: { n: 1.5 }, metadata: { a: 1 } },
    ],
  ])('%s', async (_title, line, view) => {
    await importer.importAll(line);
    expect(await read()).toMatchObject({ type: 'PBX', ...view });
  });

  it('with dates in the time zone of the tenant', async () => {
    await importer.importAll({ kind: 'tenant', mode: 'test', timeZone: 'America/New_York' });
    await importer.importAll(lines.aLicenseLine({ activatedAt: '2023-12-01T03:00:00Z', endsOn: '2024-07-01' }));
    expect(await stored()).toMatchObject({
      starts: { on: '2023-11-30', at: '2023-12-01T03:00:00.000Z' },
      ends: { on: '2024-07-01', at: '2024-07-01T04:00:00.000Z' },
    });
  });
});

describe('a later import', () => {
  it('does not revive a license that a command has cancelled, and keeps its metadata', async () => {
    await importer.importAll(lines.aLicenseLine({ metadata: { from: 'import' } }));
    await world.call('cancelLicense', { ...ofLicense, body: { metadata: { from: 'command' } } });
    const cancelled = await read();
    expect(await importer.import(lines.aLicenseLine({ metadata: { from: 'import' } }))).toMatchObject({ differs: 1 });
    expect(importer.differences).toEqual([{ line: 1, field: 'metadata.from', inFile: 'import', stored: 'command' }]);
    expect(await read()).toEqual(cancelled);
  });

  it('neither moves nor removes an end that a command has scheduled', async () => {
    await importer.importAll(lines.aLicenseLine({ endsOn: '2024-06-01' }));
    await world.call('cancelLicense', { ...ofLicense, body: { scheduledAt: '2024-03-01' } });
    await importer.importAll(lines.aLicenseLine({ endsOn: '2024-06-01' }), lines.aLicenseLine());
    expect(await read()).toMatchObject({ pendingStatus: { status: 'CANCELLED', scheduledAt: '2024-03-01' } });
  });

  it('cancels a license whose end no command has set', async () => {
    await importer.importAll(lines.aLicenseLine({ status: 'PAUSED', pausedAt: '2024-01-01T00:00:00Z' }));
    const line = lines.aLicenseLine({ status: 'CANCELLED', cancelledAt: '2024-01-02T00:00:00Z' });
    expect(await importer.import(line)).toMatchObject({ updated: 1 });
    expect(await read()).toMatchObject({ status: 'CANCELLED', cancelledAt: '2024-01-02T00:00:00.000Z' });
  });

  it('does not restore a start that a command has removed', async () => {
    await importer.importAll(pending({ startsOn: '2024-03-01' }));
    await world.call('cancelLicense', { ...ofLicense, body: { scheduledAt: '2024-02-01' } });
    await importer.importAll(pending({ startsOn: '2024-03-01' }));
    expect(await read()).toMatchObject({ scheduledChanges: [{ status: 'CANCELLED', scheduledAt: '2024-02-01' }] });
  });

  it('adds an unknown start, moves one that is not in effect, and corrects one that is', async () => {
    await importer.importAll(pending());
    await importer.importAll(pending({ startsOn: '2024-03-01' }));
    expect(await read()).toMatchObject({ status: 'PENDING', pendingStatus: { scheduledAt: '2024-03-01' } });
    await importer.importAll(lines.aLicenseLine());
    expect(await read()).toMatchObject({ status: 'ACTIVE', activatedAt: '2023-11-30T08:00:00.000Z' });
    await importer.importAll(lines.aLicenseLine({ activatedAt: '2023-12-02T08:00:00Z' }));
    expect(await read()).toMatchObject({ status: 'ACTIVE', activatedAt: '2023-12-02T08:00:00.000Z' });
  });

  it('neither clears nor postpones a start that is in effect', async () => {
    await importer.importAll(lines.aLicenseLine());
    for (const line of [pending(), pending({ startsOn: '2024-03-01' })]) {
      expect(await importer.import(line)).toMatchObject({ differs: 1 });
      expect(importer.differences).toMatchObject([{ field: 'start', stored: '2023-11-30' }]);
      expect(await read()).toMatchObject({ status: 'ACTIVE' });
    }
  });

  it('pauses, blocks, and ends both', async () => {
    await importer.importAll(lines.aLicenseLine());
    await importer.importAll(lines.aLicenseLine({ status: 'PAUSED', pausedAt: '2024-01-01T00:00:00Z' }));
    expect(await read()).toMatchObject({ status: 'PAUSED', pausedAt: '2024-01-01T00:00:00.000Z' });
    await importer.importAll(lines.aLicenseLine({ status: 'BLOCKED' }));
    expect(await read()).toMatchObject({ status: 'BLOCKED' });
    await importer.importAll(lines.aLicenseLine());
    expect(await read()).toMatchObject({ status: 'ACTIVE' });
    expect(await read()).not.toHaveProperty('pausedAt');
  });

  it('replaces the fields that the import owns, and removes those that are not in the line', async () => {
    const next = { scheduledAt: '2024-06-01', productOfferingId: 'offering' };
    await importer.importAll(
      lines.aUserLine(),
      lines.aLicenseLine({
        assignedTo: { type: 'USER', userId: 'user' },
        details: { a: 1 },
        pendingProductOffering: next,
      }),
    );
    expect(await read()).toMatchObject({
      assignedTo: { userDisplay: 'Grace' },
      pendingProductOffering: { product: { name: 'Cloud PBX' } },
    });
    await importer.importAll(lines.aCustomerLine({ name: 'Ada Inc' }), lines.aLicenseLine());
    const view = await read();
    expect(view).toMatchObject({ customer: { name: 'Ada Inc' } });
    for (const field of ['assignedTo', 'details', 'pendingProductOffering']) expect(view).not.toHaveProperty(field);
  });

  it('keeps unknown attributes', async () => {
    await importer.importAll(lines.aLicenseLine());
    await world.overwrite(
      { table: 'connect', primaryKey: { pk: String((await stored())?.pk), sk: 'license' } },
      { later: 'x' },
    );
    await importer.importAll(lines.aLicenseLine({ status: 'PAUSED' }));
    expect(await stored()).toMatchObject({ later: 'x', suspension: 'PAUSED', version: 2 });
  });
});

describe('price and cancellation schedule', () => {
  const dearer = lines.anOfferingLine({
    name: 'Cloud PBX 2',
    price: lines.aMonthlyPrice(99),
    cancellationSchedule: 'NEXT_RENEWAL',
  });

  it('stay as agreed when the offering changes; only its name is updated', async () => {
    await importer.importAll(lines.aLicenseLine());
    await importer.importAll(dearer, lines.aLicenseLine());
    expect(await stored()).toMatchObject({
      productOffering: { name: 'Cloud PBX 2', price: { netPrice: 9.99 } },
      cancellationSchedule: 'INSTANT',
    });
  });

  it('change if the line states them', async () => {
    await importer.importAll(lines.aLicenseLine());
    await importer.importAll(
      lines.aLicenseLine({ price: lines.aMonthlyPrice(8), cancellationSchedule: 'NEXT_RENEWAL' }),
    );
    await importer.importAll(lines.aLicenseLine());
    expect(await stored()).toMatchObject({
      productOffering: { price: { netPrice: 8 } },
      cancellationSchedule: 'NEXT_RENEWAL',
    });
  });

  it('are those of the new offering when the license is moved to it', async () => {
    await importer.importAll(lines.aLicenseLine());
    await importer.importAll({ ...dearer, productOfferingId: 'dearer', licenseType: 'PBX2' });
    await importer.importAll(lines.aLicenseLine({ productOfferingId: 'dearer' }));
    expect(await stored()).toMatchObject({
      type: 'PBX2',
      productOffering: { productOfferingId: 'dearer', price: { netPrice: 99 } },
      cancellationSchedule: 'NEXT_RENEWAL',
    });
  });
});
