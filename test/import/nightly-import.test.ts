import { beforeEach, describe, expect, it } from 'vitest';
import type { OperationName } from '../../functions/endpoints.ts';
import { useEngine } from '../support/test-engine.ts';
import { useWorld } from '../support/test-world.ts';
import * as lines from './sample-lines.ts';
import { useImporter } from './test-importer.ts';

const engine = useEngine();
const world = useWorld(engine);
const importer = useImporter(engine, world);

const ofLicense = { path: { licenseId: 'license' } };
const ofSubscription = { path: { subscriptionId: 'subscription' } };
const dayMs = 86_400_000;

const larger = lines.anOfferingLine({ productOfferingId: 'larger', price: lines.aMonthlyPrice(20) });
const smaller = lines.anOfferingLine({ productOfferingId: 'smaller', price: lines.aMonthlyPrice(5) });
const changeOptions = [{ productOfferingId: 'larger' }, { productOfferingId: 'smaller' }];
const masterData = [
  ...[lines.aCustomerLine(), lines.anOfferingLine({ changeOptions }), larger, smaller],
  ...[lines.anAddonOfferingLine(), lines.anAddonOfferingLine({ productOfferingId: 'pass', validityDays: 10 })],
];
/** A file that states as little as possible. */
const shortFile = [...masterData, lines.aLicenseLine(), lines.aSubscriptionLine({ addons: [lines.anAddonEntry()] })];
const announced = { end: '2024-06-01', changesOn: '2024-05-01', addonEnd: '2024-06-01', a: 1, addonA: 1 };

/** Builds a file that states a value for each field that the commands change. */
function buildLongFile(values: Partial<typeof announced> = {}): object[] {
  const { end, changesOn, addonEnd, a, addonA } = { ...announced, ...values };
  return [
    ...masterData,
    lines.aLicenseLine({
      ...{ endsOn: end, metadata: { a, b: a, c: 1 } },
      pendingProductOffering: { productOfferingId: 'smaller', scheduledAt: changesOn },
    }),
    lines.aSubscriptionLine({ addons: [lines.anAddonEntry({ endsOn: addonEnd, metadata: { a: addonA } })] }),
  ];
}

async function command(operation: OperationName, options: object): Promise<void> {
  const { status, body } = await world.call(operation, options);
  if (status >= 300) throw new Error(body);
}

const readAll = async () => ({
  license: (await world.call('getLicense', ofLicense)).json,
  subscription: (await world.call('getSubscription', ofSubscription)).json,
  addons: (await world.call('listAddons', ofSubscription)).json,
});

const toText = (value: unknown): string => (value === undefined ? 'none' : JSON.stringify(value));

/** Imports a file on the next nights. It must not change what is read. @returns what it reports as different every night */
async function importNightly(file: object[], nights = 2): Promise<string[]> {
  const reports: string[][] = [];
  for (let night = 0; night < nights; night++) {
    world.clock += dayMs;
    const before = await readAll();
    const { created, updated, differs, failed } = await importer.import(...file);
    expect({ created, updated, failed }).toEqual({ created: 0, updated: 0, failed: 0 });
    expect(await readAll()).toEqual(before);
    expect(differs).toBe(new Set(importer.differences.map(({ line }) => line)).size);
    reports.push(
      importer.differences.map(({ field, inFile, stored }) => `${field}: ${toText(inFile)}, stored ${toText(stored)}`),
    );
  }
  for (const report of reports) expect(report).toEqual(reports[0]);
  return reports[0] ?? [];
}

// It is the morning of 15 January 2024.
describe('a file that says nothing about what commands change, imported every night', () => {
  beforeEach(() => importer.importAll(...shortFile));

  it('undoes neither the cancellation of a license nor its undo', async () => {
    await command('cancelLicense', { ...ofLicense, body: { scheduledAt: '2024-01-25' } });
    expect(await importNightly(shortFile, 8)).toEqual([]);
    expect((await readAll()).license.pendingStatus).toEqual({ status: 'CANCELLED', scheduledAt: '2024-01-25' });
    await command('undoLicenseCancellation', ofLicense);
    expect(await importNightly(shortFile, 8)).toEqual([]);
    expect((await readAll()).license).toMatchObject({ status: 'ACTIVE', scheduledChanges: [] });
  });

  it('undoes neither a change of the offering nor its undo, and differs once the change is in effect', async () => {
    const change = { ...ofLicense, body: { productOfferingId: 'larger', scheduledAt: '2024-01-22' } };
    await command('changeLicenseOffering', change);
    expect(await importNightly(shortFile)).toEqual([]);
    await command('undoOfferingChange', ofLicense);
    expect(await importNightly(shortFile)).toEqual([]);
    expect((await readAll()).license).not.toHaveProperty('pendingProductOffering');
    await command('changeLicenseOffering', change);
    expect(await importNightly(shortFile)).toEqual([]);
    expect((await readAll()).license.pendingProductOffering).toMatchObject({ scheduledAt: '2024-01-22' });
    expect(await importNightly(shortFile)).toEqual(['productOfferingId: "offering", stored "larger"']);
    expect((await readAll()).license.productOffering.productOfferingId).toBe('larger');
  });

  it('undoes neither the cancellation of an add-on nor its undo, and removes no new add-on', async () => {
    const ofAddon = { ...ofSubscription, body: { productOfferingId: 'addon-offering' } };
    const end = { status: 'CANCELLED', scheduledAt: '2024-01-25' };
    await command('cancelAddon', { ...ofSubscription, body: { ...ofAddon.body, scheduledAt: end.scheduledAt } });
    await command('addAddon', { ...ofSubscription, body: { productOfferingId: 'pass' } });
    expect(await importNightly(shortFile, 8)).toEqual([]);
    expect((await readAll()).subscription.addons).toMatchObject([{ scheduledChanges: [end] }, { status: 'ACTIVE' }]);
    await command('undoAddonCancellation', ofAddon);
    expect(await importNightly(shortFile, 8)).toEqual([]);
    const { items } = (await readAll()).addons;
    expect(items).toMatchObject([{ status: 'ACTIVE', scheduledChanges: [] }, { status: 'EXPIRED' }]);
  });

  it('keeps metadata', async () => {
    await command('updateLicense', { ...ofLicense, body: { metadata: { a: 2, c: 3 } } });
    expect(await importNightly(shortFile)).toEqual([]);
    await command('updateLicense', { ...ofLicense, body: { metadata: { a: null } } });
    expect(await importNightly(shortFile)).toEqual([]);
    expect((await readAll()).license.metadata).toEqual({ c: 3 });
  });
});

describe('a file with other values than those that commands have set, imported every night', () => {
  beforeEach(() => importer.importAll(...buildLongFile()));

  /** Imports the file again, and then one in which a value has changed. @returns the differences of each */
  const importBoth = async (change: Partial<typeof announced>): Promise<string[][]> => [
    await importNightly(buildLongFile(), 4),
    await importNightly(buildLongFile(change)),
  ];

  it('undoes neither the cancellation of a license nor its undo, and differs', async () => {
    await command('cancelLicense', { ...ofLicense, body: { scheduledAt: '2024-02-25' } });
    expect(await importBoth({ end: '2024-07-01' })).toEqual([
      ['end: "2024-06-01", stored "2024-02-25"'],
      ['end: "2024-07-01", stored "2024-02-25"'],
    ]);
    await command('undoLicenseCancellation', ofLicense);
    expect(await importBoth({ end: '2024-07-01' })).toEqual([
      ['end: "2024-06-01", stored none'],
      ['end: "2024-07-01", stored none'],
    ]);
    expect((await readAll()).license).toMatchObject({ status: 'ACTIVE', scheduledChanges: [] });
  });

  it('undoes neither a change of the offering nor its undo, and differs', async () => {
    const differs = (day: string, stored: string) => {
      const text = `^pendingProductOffering: .*"${day}","productOfferingId":"smaller".*, stored ${stored}`;
      return [expect.stringMatching(new RegExp(text))];
    };
    const expectDifferences = async (stored: string) =>
      expect(await importBoth({ changesOn: '2024-05-15' })).toEqual([
        differs('2024-05-01', stored),
        differs('2024-05-15', stored),
      ]);
    const body = { productOfferingId: 'larger', scheduledAt: '2024-03-01' };
    await command('changeLicenseOffering', { ...ofLicense, body });
    await expectDifferences('.*"2024-03-01","productOfferingId":"larger"');
    await command('undoOfferingChange', ofLicense);
    await expectDifferences('none');
    expect((await readAll()).license).not.toHaveProperty('pendingProductOffering');
  });

  it('undoes neither the cancellation of an add-on nor its undo, and differs', async () => {
    const ofAddon = { ...ofSubscription, body: { productOfferingId: 'addon-offering' } };
    await command('cancelAddon', { ...ofSubscription, body: { ...ofAddon.body, scheduledAt: '2024-02-25' } });
    expect(await importBoth({ addonEnd: '2024-07-01' })).toEqual([
      ['addons.0.end: "2024-06-01", stored "2024-02-25"'],
      ['addons.0.end: "2024-07-01", stored "2024-02-25"'],
    ]);
    await command('undoAddonCancellation', ofAddon);
    expect(await importBoth({ addonEnd: '2024-07-01' })).toEqual([
      ['addons.0.end: "2024-06-01", stored none'],
      ['addons.0.end: "2024-07-01", stored none'],
    ]);
    expect((await readAll()).subscription.addons).toMatchObject([{ status: 'ACTIVE', scheduledChanges: [] }]);
  });

  it('does not bring back what commands have undone that it had announced itself', async () => {
    await command('undoLicenseCancellation', ofLicense);
    await command('undoOfferingChange', ofLicense);
    await command('undoAddonCancellation', { ...ofSubscription, body: { productOfferingId: 'addon-offering' } });
    const reports = await importBoth({ end: '2024-07-01', changesOn: '2024-05-15', addonEnd: '2024-07-01' });
    const fields = reports.map(report => report.map(difference => difference.split(':')[0]).sort());
    expect(fields).toEqual(Array(2).fill(['addons.0.end', 'end', 'pendingProductOffering']));
    const { license, subscription } = await readAll();
    expect([license, ...subscription.addons].map(({ scheduledChanges }) => scheduledChanges)).toEqual([[], []]);
    expect(license).not.toHaveProperty('pendingProductOffering');
  });

  it('keeps the metadata that a command has set or removed, and differs', async () => {
    await command('updateLicense', { ...ofLicense, body: { metadata: { a: 2, b: null } } });
    const body = { productOfferingId: 'addon-offering', scheduledAt: '2024-06-01', metadata: { a: 2 } };
    await command('cancelAddon', { ...ofSubscription, body });
    const expected = (inFile: number) => [
      `addons.0.metadata.a: ${inFile}, stored 2`,
      ...[`metadata.a: ${inFile}, stored 2`, `metadata.b: ${inFile}, stored none`],
    ];
    const reports = await importBoth({ a: 9, addonA: 9 });
    expect(reports.map(report => report.sort())).toEqual([expected(1), expected(9)]);
    expect((await readAll()).license.metadata).toEqual({ a: 2, c: 1 });
  });
});
