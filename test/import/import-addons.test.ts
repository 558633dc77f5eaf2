import { beforeEach, describe, expect, it } from 'vitest';
import { useEngine } from '../support/test-engine.ts';
import { useWorld } from '../support/test-world.ts';
import * as lines from './sample-lines.ts';
import { useImporter } from './test-importer.ts';

const engine = useEngine();
const world = useWorld(engine);
const importer = useImporter(engine, world);

const { anAddonEntry: addon, aCancelledAddonEntry: cancelledAddon } = lines;
const ofSubscription = { path: { subscriptionId: 'subscription' } };
const withAddons = (...addons: object[]) => lines.aSubscriptionLine({ addons });
const many = (count: number) => Array.from({ length: count }, (_, n) => `offering-${n}`);

/** Lists all add-ons, as a client sees them, by ID. */
async function listed(): Promise<Record<string, { status: string }>> {
  const { json } = await world.call('listAddons', ofSubscription);
  return Object.fromEntries(
    json.items.map((item: { subscriptionAddonId: string }) => [item.subscriptionAddonId, item]),
  );
}

async function statuses(): Promise<Record<string, string>> {
  return Object.fromEntries(Object.entries(await listed()).map(([id, { status }]) => [id, status]));
}

const cancel = (body: object = {}) =>
  world.call('cancelAddon', { ...ofSubscription, body: { productOfferingId: 'addon-offering', ...body } });

// It is the morning of 15 January 2024.
beforeEach(async () => {
  await importer.importAll(lines.aCustomerLine(), lines.anAddonOfferingLine());
  return async () => expect(await importer.isWhole()).toBe(true);
});

describe('a first import', () => {
  it.each([
    ['ACTIVE', addon(), { status: 'ACTIVE', addedAt: '2023-11-30T08:00:00.000Z' }],
    ['to end', addon({ endsOn: '2024-02-01' }), { pendingStatus: { status: 'CANCELLED', scheduledAt: '2024-02-01' } }],
    ['PENDING', addon({ status: 'PENDING' }), { status: 'PENDING', scheduledChanges: [] }],
    [
      'to start',
      addon({ status: 'PENDING', startsOn: '2024-02-01' }),
      { pendingStatus: { status: 'ACTIVE', scheduledAt: '2024-02-01' } },
    ],
    [
      'CANCELLED',
      cancelledAddon({ cancellationReason: 'Moved' }),
      { status: 'CANCELLED', cancelledAt: '2023-12-31T12:00:00.000Z', cancellationReason: 'Moved' },
    ],
    ['EXPIRED', addon({ status: 'EXPIRED', expiredAt: '2023-12-31T12:00:00Z' }), { status: 'EXPIRED' }],
    [
      'with all the rest',
      addon({ referenceId: 'R-1', metadata: { a: 1, b: null }, price: lines.aMonthlyPrice(1) }),
      { referenceId: 'R-1', metadata: { a: 1 }, productOffering: { price: { netPrice: 1 } } },
    ],
  ])('takes an add-on that is %s', async (_title, line, view) => {
    await importer.importAll(withAddons(line));
    expect(await listed()).toMatchObject({ 'addon-1': view });
  });

  it('creates version 1 of the subscription and of each add-on', async () => {
    await importer.importAll(lines.anAddonOfferingLine({ productOfferingId: 'second' }));
    await importer.importAll(withAddons(addon(), addon({ subscriptionAddonId: 'b', productOfferingId: 'second' })));
    const items = [...(await importer.items('subscription')), ...(await importer.items('addon'))];
    expect(items).toMatchObject([{ version: 1, addonVersions: 2 }, { version: 1 }, { version: 1 }]);
  });

  it('stores the latest add-on of an offering, and older ones as history', async () => {
    const older = cancelledAddon({ subscriptionAddonId: 'older', addedAt: '2022-01-01T00:00:00Z' });
    const latest = cancelledAddon({ subscriptionAddonId: 'latest' });
    await importer.importAll(withAddons(latest, older));
    expect(await importer.items('addon#')).toMatchObject([{ subscriptionAddonId: 'latest' }]);
    expect(await importer.items('addon-past#')).toMatchObject([{ subscriptionAddonId: 'older' }]);
    expect((await cancel()).json.code).toBe('addon_already_cancelled');
  });

  it('stores a live add-on as the latest, whenever it was added', async () => {
    await importer.importAll(
      withAddons(addon(), cancelledAddon({ subscriptionAddonId: 'b', addedAt: '2023-12-01T00:00:00Z' })),
    );
    expect(await importer.items('addon#')).toMatchObject([{ subscriptionAddonId: 'addon-1' }]);
  });
});

describe('a later import', () => {
  it('does not revive an add-on that a command has cancelled, and keeps its reason and metadata', async () => {
    const line = withAddons(addon({ metadata: { from: 'import' }, cancellationReason: 'None' }));
    await importer.importAll(line);
    await cancel({ reason: 'No longer needed', metadata: { from: 'command' } });
    const before = await listed();
    expect(await importer.import(line)).toMatchObject({ differs: 1 });
    expect(importer.differences).toEqual([
      {
        line: 1,
        field: 'addons.0.end',
        inFile: { reason: 'None' },
        stored: { on: '2024-01-15', reason: 'No longer needed' },
      },
      { line: 1, field: 'addons.0.metadata.from', inFile: 'import', stored: 'command' },
    ]);
    expect(await listed()).toEqual(before);
  });

  it('ends an add-on with its reason, unless a command has set the end', async () => {
    await importer.importAll(withAddons(addon()));
    await importer.importAll(withAddons(addon({ endsOn: '2024-02-01', cancellationReason: 'Moved' })));
    expect(await listed()).toMatchObject({
      'addon-1': { pendingStatus: { scheduledAt: '2024-02-01' }, cancellationReason: 'Moved' },
    });
    await importer.importAll(withAddons(addon({ endsOn: '2024-02-01', cancellationReason: 'Too dear' })));
    expect(await listed()).toMatchObject({ 'addon-1': { cancellationReason: 'Too dear' } });
    await cancel({ scheduledAt: '2024-03-01' });
    expect(await importer.import(withAddons(cancelledAddon()))).toMatchObject({ differs: 1 });
    expect(await listed()).toMatchObject({ 'addon-1': { status: 'ACTIVE', cancellationReason: 'Too dear' } });
  });

  it('of statements alone writes no new version', async () => {
    await importer.importAll(withAddons(addon()));
    await cancel({ scheduledAt: '2024-03-01' });
    const [before] = await importer.items('subscription');
    expect(await importer.import(withAddons(addon({ endsOn: '2024-02-01' })))).toMatchObject({ differs: 1 });
    expect(await importer.items('subscription')).toEqual([before]);
    expect(await importer.items('addon')).toMatchObject([
      { version: before?.version, requestId: before?.requestId, stated: expect.stringContaining('2024-02-01') },
    ]);
  });

  it('owns the expiry until it is in effect', async () => {
    await importer.importAll(withAddons(addon({ expiresOn: '2024-02-01' })));
    expect(await listed()).toMatchObject({
      'addon-1': { pendingStatus: { status: 'EXPIRED', scheduledAt: '2024-02-01' } },
    });
    await importer.importAll(withAddons(addon()));
    expect(await listed()).toMatchObject({ 'addon-1': { scheduledChanges: [] } });
    await importer.importAll(withAddons(addon({ expiresOn: '2024-01-20' })));
    world.clock += 6 * 86_400_000;
    expect(await importer.import(withAddons(addon({ expiresOn: '2024-03-01' })))).toMatchObject({ differs: 1 });
    expect(importer.differences).toEqual([
      { line: 1, field: 'addons.0.expires', inFile: '2024-03-01', stored: '2024-01-20' },
    ]);
    expect(await statuses()).toEqual({ 'addon-1': 'EXPIRED' });
    const expired = addon({ status: 'EXPIRED', expiredAt: '2024-01-20T10:00:00Z' });
    expect(await importer.import(withAddons(expired))).toMatchObject({ unchanged: 1 });
  });

  it('keeps add-ons that the line does not name', async () => {
    await importer.importAll(withAddons(addon()));
    await importer.importAll(withAddons(), lines.aSubscriptionLine(), lines.aSubscriptionLine({ status: 'PAUSED' }));
    expect(await statuses()).toEqual({ 'addon-1': 'ACTIVE' });
  });

  it('changes the fields that the import owns, with the next version of the subscription', async () => {
    await importer.importAll(withAddons(addon({ referenceId: 'R-1' })), lines.aSubscriptionLine({ status: 'PAUSED' }));
    world.clock += 60_000;
    await importer.importAll(withAddons(addon({ referenceId: 'R-2' })));
    expect(await listed()).toMatchObject({ 'addon-1': { referenceId: 'R-2', updatedAt: world.now } });
    const [head] = await importer.items('subscription');
    expect(head).toMatchObject({ version: 3, addonVersions: 3, changedAt: world.now });
    expect(await importer.items('addon')).toMatchObject([{ version: 3 }]);
  });

  it('cannot move an add-on to another offering', async () => {
    await importer.importAll(withAddons(addon()), lines.anAddonOfferingLine({ productOfferingId: 'other' }));
    expect(await importer.import(withAddons(addon({ productOfferingId: 'other' })))).toMatchObject({ failed: 1 });
    expect(importer.problems).toMatchObject([{ field: 'addons.0.productOfferingId' }]);
  });
});

describe('a new add-on of an offering', () => {
  const second = addon({ subscriptionAddonId: 'addon-2', addedAt: '2024-01-02T00:00:00Z' });

  it('is a problem while another one is live', async () => {
    await importer.importAll(withAddons(addon()));
    expect(await importer.import(withAddons(second))).toMatchObject({ failed: 1 });
    const reason = 'an add-on of that offering is live: addon-1';
    expect(importer.problems).toEqual([{ line: 1, field: 'addons.0.productOfferingId', reason }]);
    expect(
      await importer.import(lines.aSubscriptionLine({ subscriptionId: 'b', addons: [addon(), second] })),
    ).toMatchObject({ failed: 1 });
  });

  it('replaces an ended add-on, which becomes history unchanged', async () => {
    await importer.importAll(withAddons(addon({ metadata: { a: 1 } })));
    const key = { pk: `${world.tenantId}#subscription#subscription`, sk: 'addon#addon-offering' };
    await world.overwrite({ table: 'connect', primaryKey: key }, { later: 'x' });
    await cancel();
    const [ended] = Object.values(await listed());
    await importer.importAll(withAddons(second));
    expect(await listed()).toEqual({ 'addon-1': ended, 'addon-2': expect.objectContaining({ status: 'ACTIVE' }) });
    expect(await importer.items('addon-past#')).toMatchObject([{ later: 'x', metadata: '{"a":1}' }]);
    expect((await importer.items('addon#'))[0]).not.toHaveProperty('later');
    expect((await cancel()).json.addons).toMatchObject([{ subscriptionAddonId: 'addon-2', status: 'CANCELLED' }]);
  });

  it('may be in the line that also changes the replaced add-on', async () => {
    await importer.importAll(withAddons(cancelledAddon({ referenceId: 'R-1' })));
    await importer.importAll(withAddons(cancelledAddon(), second));
    expect(await statuses()).toEqual({ 'addon-1': 'CANCELLED', 'addon-2': 'ACTIVE' });
    expect((await importer.items('addon-past#'))[0]).not.toHaveProperty('referenceId');
  });

  it('that ended earlier becomes history, also with a live one', async () => {
    await importer.importAll(withAddons(addon()));
    const early = cancelledAddon({ subscriptionAddonId: 'early', addedAt: '2022-01-01T00:00:00Z' });
    await importer.importAll(withAddons(early), withAddons({ ...early, referenceId: 'R-1' }));
    expect(await importer.items('addon-past#')).toMatchObject([{ subscriptionAddonId: 'early', referenceId: 'R-1' }]);
    expect(await statuses()).toEqual({ early: 'CANCELLED', 'addon-1': 'ACTIVE' });
    expect(await importer.items('subscription')).toMatchObject([{ version: 3 }]);
  });
});

describe('at most 20 add-ons are live', () => {
  const of = (productOfferingId: string) =>
    addon({ subscriptionAddonId: `of-${productOfferingId}`, productOfferingId });

  beforeEach(() =>
    importer.importAll(...many(21).map(productOfferingId => lines.anAddonOfferingLine({ productOfferingId }))),
  );

  it('in one line', async () => {
    expect(await importer.import(withAddons(...many(21).map(of)))).toMatchObject({ failed: 1 });
    const reason = 'would make 21 live add-ons; a subscription has at most 20';
    expect(importer.problems).toEqual([{ line: 1, field: 'addons', reason }]);
    await importer.importAll(withAddons(...many(20).map(of)));
  });

  it('of stored and new add-ons together', async () => {
    await importer.importAll(withAddons(addon(), ...many(19).map(of)));
    expect(await importer.import(withAddons(of('offering-20')))).toMatchObject({ failed: 1 });
    await cancel();
    await importer.importAll(withAddons(of('offering-20')));
  });
});
