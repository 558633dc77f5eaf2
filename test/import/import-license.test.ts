import { beforeEach, describe, expect, it } from 'vitest';
import { useEngine } from '../support/engine.ts';
import { useWorld } from '../support/world.ts';
import { useImporter } from './importer.ts';
import * as lines from './lines.ts';

const engine = useEngine();
const world = useWorld(engine);
const importer = useImporter(engine, world);

const { activatedAt, ...neverActive } = lines.license();
const pending = (fields: object = {}) => ({ ...neverActive, status: 'PENDING', ...fields });
const ofLicense = { path: { licenseId: 'license' } };

/** The license as a client reads it. */
const read = async () => (await world.call('getLicense', ofLicense)).json;
const stored = async () => (await importer.items('license'))[0];

// It is the morning of 15 January 2024.
beforeEach(() => importer.have(lines.customer(), lines.offering()));

describe('a first import takes everything as the line says', () => {
  it.each([
    ['ACTIVE', lines.license(), { status: 'ACTIVE', activatedAt: '2023-11-30T08:00:00.000Z' }],
    [
      'to end',
      lines.license({ endsOn: '2024-02-01' }),
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
      lines.license({ status: 'PAUSED', pausedAt: '2024-01-01T00:00:00Z' }),
      { status: 'PAUSED', pausedAt: '2024-01-01T00:00:00.000Z' },
    ],
    ['BLOCKED', { ...neverActive, status: 'BLOCKED' }, { status: 'BLOCKED' }],
    [
      'CANCELLED',
      lines.license({ status: 'CANCELLED', cancelledAt: '2024-01-01T12:00:00+01:00' }),
      { status: 'CANCELLED', cancelledAt: '2024-01-01T11:00:00.000Z' },
    ],
    [
      'with a price of its own',
      lines.license({ price: lines.monthly(1) }),
      { productOffering: { name: 'Cloud PBX', price: { netPrice: 1 } } },
    ],
    [
      'with details',
      lines.license({ details: { n: 1.5 }, metadata: { a: 1, gone: null } }),
      { details: { n: 1.5 }, metadata: { a: 1 } },
    ],
  ])('%s', async (_title, line, view) => {
    await importer.have(line);
    expect(await read()).toMatchObject({ type: 'PBX', ...view });
  });

  it('on the days of the time zone of the tenant', async () => {
    await importer.have({ kind: 'tenant', mode: 'test', timeZone: 'America/New_York' });
    await importer.have(lines.license({ activatedAt: '2023-12-01T03:00:00Z', endsOn: '2024-07-01' }));
    expect(await stored()).toMatchObject({
      starts: { on: '2023-11-30', at: '2023-12-01T03:00:00.000Z' },
      ends: { on: '2024-07-01', at: '2024-07-01T04:00:00.000Z' },
    });
  });
});

describe('a later import', () => {
  it('does not revive what a command has cancelled, nor touch its metadata', async () => {
    await importer.have(lines.license({ metadata: { from: 'import' } }));
    await world.call('cancelLicense', { ...ofLicense, body: { metadata: { from: 'command' } } });
    const cancelled = await read();
    expect(await importer.import(lines.license({ metadata: { from: 'import' } }))).toMatchObject({ unchanged: 1 });
    expect(await read()).toEqual(cancelled);
  });

  it('does not move an end that a command has scheduled, nor undo it', async () => {
    await importer.have(lines.license({ endsOn: '2024-06-01' }));
    await world.call('cancelLicense', { ...ofLicense, body: { scheduledAt: '2024-03-01' } });
    await importer.have(lines.license({ endsOn: '2024-06-01' }), lines.license());
    expect(await read()).toMatchObject({ pendingStatus: { status: 'CANCELLED', scheduledAt: '2024-03-01' } });
  });

  it('does not cancel: that is for commands', async () => {
    await importer.have(lines.license({ status: 'PAUSED', pausedAt: '2024-01-01T00:00:00Z' }));
    await importer.have(lines.license({ status: 'CANCELLED', cancelledAt: '2024-01-02T00:00:00Z' }));
    expect(await read()).toMatchObject({ status: 'PAUSED', pausedAt: '2024-01-01T00:00:00.000Z' });
  });

  it('does not give back the start that a command has removed', async () => {
    await importer.have(pending({ startsOn: '2024-03-01' }));
    await world.call('cancelLicense', { ...ofLicense, body: { scheduledAt: '2024-02-01' } });
    await importer.have(pending({ startsOn: '2024-03-01' }));
    expect(await read()).toMatchObject({ scheduledChanges: [{ status: 'CANCELLED', scheduledAt: '2024-02-01' }] });
  });

  it('does not move a start, but tells one that was not known', async () => {
    await importer.have(pending());
    await importer.have(pending({ startsOn: '2024-03-01' }));
    expect(await read()).toMatchObject({ status: 'PENDING', pendingStatus: { scheduledAt: '2024-03-01' } });
    await importer.have(lines.license());
    expect(await read()).toMatchObject({ status: 'PENDING', pendingStatus: { scheduledAt: '2024-03-01' } });
  });

  it('pauses and blocks, and lifts both', async () => {
    await importer.have(lines.license());
    await importer.have(lines.license({ status: 'PAUSED', pausedAt: '2024-01-01T00:00:00Z' }));
    expect(await read()).toMatchObject({ status: 'PAUSED', pausedAt: '2024-01-01T00:00:00.000Z' });
    await importer.have(lines.license({ status: 'BLOCKED' }));
    expect(await read()).toMatchObject({ status: 'BLOCKED' });
    await importer.have(lines.license());
    expect(await read()).toMatchObject({ status: 'ACTIVE' });
    expect(await read()).not.toHaveProperty('pausedAt');
  });

  it('replaces what the import owns, and removes what is not in the line', async () => {
    const next = { scheduledAt: '2024-06-01', productOfferingId: 'offering' };
    await importer.have(
      lines.user(),
      lines.license({ assignedTo: { type: 'USER', userId: 'user' }, details: { a: 1 }, pendingProductOffering: next }),
    );
    expect(await read()).toMatchObject({
      assignedTo: { userDisplay: 'Grace' },
      pendingProductOffering: { product: { name: 'Cloud PBX' } },
    });
    await importer.have(lines.customer({ name: 'Ada Inc' }), lines.license());
    const view = await read();
    expect(view).toMatchObject({ customer: { name: 'Ada Inc' } });
    for (const field of ['assignedTo', 'details', 'pendingProductOffering']) expect(view).not.toHaveProperty(field);
  });

  it('leaves attributes alone that it does not know', async () => {
    await importer.have(lines.license());
    await world.amend({ table: 'connect', key: { pk: String((await stored())?.pk), sk: 'license' } }, { later: 'x' });
    await importer.have(lines.license({ status: 'PAUSED' }));
    expect(await stored()).toMatchObject({ later: 'x', held: 'PAUSED', version: 2 });
  });
});

describe('price and cancellation schedule', () => {
  const dearer = lines.offering({
    name: 'Cloud PBX 2',
    price: lines.monthly(99),
    cancellationSchedule: 'NEXT_RENEWAL',
  });

  it('stay as agreed when the offering changes, whose name is followed', async () => {
    await importer.have(lines.license());
    await importer.have(dearer, lines.license());
    expect(await stored()).toMatchObject({
      productOffering: { name: 'Cloud PBX 2', price: { netPrice: 9.99 } },
      cancellationSchedule: 'INSTANT',
    });
  });

  it('change when the line states them', async () => {
    await importer.have(lines.license());
    await importer.have(lines.license({ price: lines.monthly(8), cancellationSchedule: 'NEXT_RENEWAL' }));
    await importer.have(lines.license());
    expect(await stored()).toMatchObject({
      productOffering: { price: { netPrice: 8 } },
      cancellationSchedule: 'NEXT_RENEWAL',
    });
  });

  it('are those of another offering when the license is moved to it', async () => {
    await importer.have(lines.license());
    await importer.have({ ...dearer, productOfferingId: 'dearer', licenseType: 'PBX2' });
    await importer.have(lines.license({ productOfferingId: 'dearer' }));
    expect(await stored()).toMatchObject({
      type: 'PBX2',
      productOffering: { productOfferingId: 'dearer', price: { netPrice: 99 } },
      cancellationSchedule: 'NEXT_RENEWAL',
    });
  });
});
