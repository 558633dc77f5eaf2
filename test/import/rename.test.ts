import { beforeEach, describe, expect, it } from 'vitest';
import { addonRef } from '../../lib/dynamodb/items/addon.ts';
import { customerRef } from '../../lib/dynamodb/items/customer.ts';
import { quarantineShard } from '../../lib/dynamodb/items/index-keys.ts';
import { licenseRef } from '../../lib/dynamodb/items/license.ts';
import { renameRef } from '../../lib/dynamodb/items/rename.ts';
import { emptyRunReport, useScheduledChanges } from '../jobs/scheduled-changes/scheduled-changes-harness.ts';
import { beforeExecution, cancelTransaction, loseCall, loseResponse, refuseCall } from '../support/faulty-network.ts';
import { useEngine } from '../support/test-engine.ts';
import { useWorld } from '../support/test-world.ts';
import * as line from './sample-lines.ts';
import { useImporter } from './test-importer.ts';

const engine = useEngine();
const world = useWorld(engine);
const importer = useImporter(engine, world);
const job = useScheduledChanges(engine);

const rename = (name: string) => importer.importAll(line.aCustomerLine({ name }));
const item = async (sk: string) => (await importer.items(sk))[0];
const license = async (licenseId = 'license') => (await world.call('getLicense', { path: { licenseId } })).json;
const customerName = async (licenseId = 'license') => (await license(licenseId)).customer.name;
const subscription = async () =>
  (await world.call('getSubscription', { path: { subscriptionId: 'subscription' } })).json;
const createLicense = () =>
  world.call('createLicense', { body: { productOfferingId: 'offering', customerId: 'customer' } });

const finalPassDelayMs = 20 * 60_000;
/** Runs `apply-due` so long after the clock of the test. */
function runJob(afterMs = finalPassDelayMs) {
  job.clock = world.clock + afterMs;
  return job.run();
}

beforeEach(() =>
  importer.importAll(
    ...[line.aCustomerLine(), line.anOfferingLine(), line.aSubscriptionOfferingLine(), line.anAddonOfferingLine()],
    line.aLicenseLine(),
    line.aSubscriptionLine({ productOfferingId: 'mobile', addons: [line.anAddonEntry()] }),
  ),
);

describe('a renamed customer', () => {
  it('has its new name on its licenses and subscriptions when the import ends; their versions stay', async () => {
    const before = [await item('license'), await item('subscription')];
    await rename('Ada & Co');
    const name = 'Ada & Co';
    expect((await license()).customer).toEqual({ customerId: 'customer', name });
    expect((await subscription()).customer).toEqual({ customerId: 'customer', name });
    const after = [await item('license'), await item('subscription')];
    expect(after).toEqual(before.map(found => ({ ...found, customer: { customerId: 'customer', name } })));
  });

  it('has its new name where a license is assigned to it, and only there', async () => {
    const order = { productOfferingId: 'offering', customerId: 'customer' };
    const create = async (assignedTo: object) =>
      (await world.call('createLicense', { body: { ...order, assignedTo } })).json.licenseId;
    await importer.importAll(line.aUserLine());
    const toCustomer = { type: 'CUSTOMER', customerId: 'customer' };
    const ids = [await create(toCustomer), await create({ type: 'USER', userId: 'user' })];
    await importer.importAll(line.aLicenseLine({ assignedTo: toCustomer }));
    await rename('Ada & Co');
    const assignments = await Promise.all([...ids, 'license'].map(async id => (await license(id)).assignedTo));
    expect(assignments).toEqual([
      { ...toCustomer, customerDisplay: 'Ada & Co' },
      { type: 'USER', userId: 'user', userDisplay: 'Grace' },
      { ...toCustomer, customerDisplay: 'Ada & Co' },
    ]);
    expect(await importer.import(line.aLicenseLine({ assignedTo: toCustomer }))).toMatchObject({ unchanged: 1 });
  });

  it('keeps its old name on what has ended', async () => {
    await world.call('cancelLicense', { path: { licenseId: 'license' } });
    await rename('Ada & Co');
    expect(await customerName()).toBe('Ada Ltd');
  });

  it('has its new name on more than a page of items, and other customers keep theirs', async () => {
    await importer.importAll(line.aCustomerLine({ customerId: 'other', name: 'Bob' }));
    const have = (n: number) => world.haveLicense({ licenseId: `l-${n}` });
    await Promise.all(Array.from({ length: 75 }, (_, n) => have(n)));
    await Promise.all(Array.from({ length: 75 }, (_, n) => have(75 + n)));
    await world.haveLicense({ licenseId: 'of-other', customer: { customerId: 'other', name: 'Bob' } });
    await rename('Ada & Co');
    const names = (await world.licenses()).map(({ customer }) => (customer as { name: string }).name);
    expect(names.filter(name => name === 'Ada & Co').length).toBe(151);
    expect(names.filter(name => name === 'Bob').length).toBe(1);
    expect(importer.renamed).toEqual([
      ['customer', 99],
      ['customer', 151],
      ['customer', 152],
      // Orders are listed last.
      ['customer', 152],
    ]);
  });

  it('is not copied when something else of it or nothing changes', async () => {
    importer.network.reset();
    await importer.importAll(line.anOfferingLine({ price: line.aMonthlyPrice(12) }), line.aCustomerLine());
    expect(importer.network.operations).not.toContain('UpdateItem');
    expect(await importer.items('rename')).toEqual([]);
  });

  it('does not change the licenses that the same file imports', async () => {
    const summary = await importer.import(line.aCustomerLine({ name: 'Ada & Co' }), line.aLicenseLine());
    expect(summary).toMatchObject({ updated: 1, unchanged: 1 });
  });
});

describe('a renamed user', () => {
  const assignedTo = { type: 'USER', userId: 'user' };

  it('has the new name on the licenses that are assigned to the user', async () => {
    await importer.importAll(line.aUserLine(), line.aLicenseLine({ assignedTo }));
    await importer.importAll(line.aUserLine({ name: 'Grace H.' }));
    expect((await license()).assignedTo).toEqual({ ...assignedTo, userDisplay: 'Grace H.' });
    expect((await license()).customer.name).toBe('Ada Ltd');
  });

  it('has the new name also on licenses of a customer that the user belonged to before', async () => {
    await importer.importAll(line.aUserLine(), line.aLicenseLine({ assignedTo }));
    await importer.importAll(line.aCustomerLine({ customerId: 'other' }), line.aUserLine({ customerId: 'other' }));
    expect(await importer.import(line.aUserLine({ customerId: 'other' }))).toMatchObject({ unchanged: 1 });
    await importer.importAll(line.aUserLine({ customerId: 'other', name: 'Grace H.' }));
    expect((await license()).assignedTo).toEqual({ ...assignedTo, userDisplay: 'Grace H.' });
  });
});

describe('a renamed offering', () => {
  const group = { productOfferingGroupId: 'g', name: 'Telephony', category: 'Voice' };

  it('has its new name and group on its licenses; the price stays as agreed', async () => {
    await importer.importAll(line.anOfferingLine({ name: 'PBX Pro', group, price: line.aMonthlyPrice(99) }));
    const agreed = { productOfferingId: 'offering', price: line.aMonthlyPrice(9.99) };
    expect((await license()).productOffering).toEqual({ ...agreed, name: 'PBX Pro', group });
    await importer.importAll(line.anOfferingLine({ name: 'PBX Pro', price: line.aMonthlyPrice(99) }));
    expect((await license()).productOffering).toEqual({ ...agreed, name: 'PBX Pro' });
  });

  it('has its new name where it is a pending offering', async () => {
    await importer.importAll(line.anOfferingLine({ productOfferingId: 'next', name: 'Next' }));
    const pending = { productOfferingId: 'next', scheduledAt: '2024-06-01' };
    await importer.importAll(line.aLicenseLine({ pendingProductOffering: pending }));
    await importer.importAll(line.anOfferingLine({ productOfferingId: 'next', name: 'Next Pro' }));
    const { productOffering, pendingProductOffering } = await license();
    expect([productOffering.name, pendingProductOffering.product.name]).toEqual(['Cloud PBX', 'Next Pro']);
  });

  it('has its new name on subscriptions and add-ons, which stay consistent', async () => {
    await importer.importAll(
      line.aSubscriptionOfferingLine({ name: 'Mobile L' }),
      line.anAddonOfferingLine({ name: 'Data 6 GB', price: line.aMonthlyPrice(7) }),
    );
    const { productOffering, addons } = await subscription();
    expect(productOffering.name).toBe('Mobile L');
    expect(addons[0].productOffering).toMatchObject({ name: 'Data 6 GB', price: line.aMonthlyPrice(5) });
    expect(await importer.isWhole()).toBe(true);
  });
});

describe('a command while copies are updated', () => {
  it('is not undone, and neither is an import', async () => {
    importer.network.failNextOf(
      'UpdateItem',
      beforeExecution(() =>
        world.call('cancelLicense', { path: { licenseId: 'license' }, body: { scheduledAt: '2024-03-01' } }),
      ),
      beforeExecution(() => importer.importAll(line.aLicenseLine({ details: { a: 1 } }))),
    );
    await rename('Second');
    expect(await license()).toMatchObject({
      ...{ customer: { name: 'Second' }, details: { a: 1 } },
      scheduledChanges: [{ status: 'CANCELLED', scheduledAt: '2024-03-01' }],
    });
  });

  it('that read the license before does not undo the copy', async () => {
    world.network.failNextOf(
      'TransactWriteItems',
      beforeExecution(() => rename('Second')),
    );
    await world.call('cancelLicense', { path: { licenseId: 'license' }, body: { scheduledAt: '2024-03-01' } });
    expect(await license()).toMatchObject({ customer: { name: 'Second' }, scheduledChanges: [{}] });
  });

  it('that read the old name and commits late is corrected by the job 20 minutes later', async () => {
    world.network.failNextOf(
      'TransactWriteItems',
      beforeExecution(() => rename('Second')),
    );
    const { json } = await createLicense();
    expect(await customerName(json.licenseId)).toBe('Ada Ltd');
    expect(await runJob(finalPassDelayMs - 1000)).toEqual(emptyRunReport);
    expect(await runJob()).toEqual({ ...emptyRunReport, copied: 1 });
    expect(await customerName(json.licenseId)).toBe('Second');
    expect(await item('rename')).not.toHaveProperty('dueAt');
    expect(await runJob()).toEqual(emptyRunReport);
  });

  it('that read the old name commits after the name was corrected back and changed again', async () => {
    world.network.failNextOf(
      'TransactWriteItems',
      beforeExecution(async () => {
        for (const name of ['Second', 'Ada Ltd', 'Third']) await rename(name);
      }),
    );
    const { json } = await createLicense();
    await runJob();
    expect([await customerName(json.licenseId), await customerName()]).toEqual(['Third', 'Third']);
  });
});

describe('a name that is corrected back', () => {
  it('is the name of every copy, also if a write of the wrong name arrives after the correction', async () => {
    let delayed: Promise<unknown> | undefined;
    let deliver = () => {};
    const corrected = new Promise<void>(resolve => {
      deliver = resolve;
    });
    // The write of the wrong name is held back, and its sender loses its response.
    importer.network.failNextOf('UpdateItem', async (call, send) => {
      delayed = corrected.then(() => send());
      return loseCall(call, send);
    });
    await rename('Wrong');
    await rename('Ada Ltd');
    deliver();
    await delayed;
    expect(await customerName()).toBe('Wrong');
    await runJob();
    expect([await customerName(), (await subscription()).customer.name]).toEqual(['Ada Ltd', 'Ada Ltd']);
  });

  it('while the job works postpones the last pass', async () => {
    await rename('Second');
    world.clock += finalPassDelayMs;
    const isPosition = ({ input }: { input: { Key: { sk: { S: string } } } }) => input.Key.sk.S === 'rename';
    let isCorrected = false;
    job.network.failAlways('UpdateItem', async (call, send) => {
      if (isPosition(call) && !isCorrected) {
        isCorrected = true;
        await rename('Ada Ltd');
      }
      return send();
    });
    expect(await runJob(0)).toMatchObject({ skipped: 1 });
    expect(await item('rename')).toMatchObject({ phase: 'final', dueAt: expect.any(String) });
    await runJob();
    expect([await customerName(), (await item('rename'))?.dueAt]).toEqual(['Ada Ltd', undefined]);
  });
});

describe('an import that meets faults while it updates copies', () => {
  it('tries again', async () => {
    importer.network.failNextOf(
      'UpdateItem',
      refuseCall('TransactionConflictException'),
      loseResponse,
      loseCall,
      cancelTransaction(),
    );
    await rename('Second');
    expect([await customerName(), (await subscription()).customer.name]).toEqual(['Second', 'Second']);
  });

  it('leaves an item that others keep changing to the job', async () => {
    importer.network.failAlways('UpdateItem', refuseCall('TransactionConflictException'));
    await rename('Second');
    expect(await customerName()).toBe('Ada Ltd');
    await runJob();
    expect(await customerName()).toBe('Second');
  });

  it('stops if the database does not answer, and a repeated import continues', async () => {
    importer.network.failAlways('Query', loseCall);
    await expect(rename('Second')).rejects.toThrow('The database does not answer');
    importer.network.heal();
    expect(await importer.import(line.aCustomerLine({ name: 'Second' }))).toMatchObject({ unchanged: 1 });
    expect(await customerName()).toBe('Second');
    importer.network.reset();
    await rename('Second');
    expect(importer.network.operations).toEqual(['BatchGetItem']);
  });
});

describe('the job', () => {
  it('updates all copies after an import that was interrupted and not repeated', async () => {
    importer.network.failAlways('Query', loseCall);
    await expect(rename('Second')).rejects.toThrow();
    expect(await runJob()).toEqual({ ...emptyRunReport, copied: 2 });
    expect([await customerName(), (await subscription()).customer.name]).toEqual(['Second', 'Second']);
  });

  it('keeps its position, so that a run with little time gets further', async () => {
    const have = (from: number) =>
      Promise.all(Array.from({ length: 75 }, (_, n) => world.haveLicense({ licenseId: `l-${from + n}` })));
    for (const from of [0, 75, 150]) await have(from);
    importer.network.failAlways('Query', loseCall);
    await expect(rename('Second')).rejects.toThrow();
    job.clock = world.clock + finalPassDelayMs;
    const copied: number[] = [];
    for (let runs = 0; (await item('rename'))?.dueAt !== undefined && runs < 20; runs++) {
      let isPositionSaved = false;
      job.network.failAlways('UpdateItem', async ({ input }, send) => {
        isPositionSaved ||= input.Key.sk.S === 'rename';
        const response = await send();
        if (isPositionSaved) job.clock += 60_000;
        return response;
      });
      copied.push((await job.run()).copied);
    }
    // The last run finds that the customer has no orders.
    expect(copied).toEqual([99, 99, 28, 1, 0]);
    expect(new Set((await world.licenses()).map(({ customer }) => (customer as { name: string }).name))).toEqual(
      new Set(['Second']),
    );
  });

  it('reports and passes over an item that does not parse', async () => {
    await world.haveLicense({ licenseId: 'other' });
    await world.overwrite(licenseRef(world.tenantId, 'other'), { changedAt: 7 });
    await world.overwrite(addonRef(world.tenantId, 'subscription', 'addon-offering'), { changedAt: 7 });
    await importer.importAll(line.aCustomerLine({ name: 'Second' }), line.anAddonOfferingLine({ name: 'Data 6 GB' }));
    expect(await customerName()).toBe('Second');
    expect(await runJob()).toEqual({ ...emptyRunReport, failed: 2 });
    expect(await runJob()).toEqual(emptyRunReport);
  });

  it('quarantines a rename whose source does not parse, and continues once it is repaired', async () => {
    importer.network.failAlways('Query', loseCall);
    await expect(rename('Second')).rejects.toThrow();
    const ref = customerRef(world.tenantId, 'customer');
    await world.overwrite(ref, { name: 7 });
    expect(await runJob()).toEqual({ ...emptyRunReport, quarantined: 1 });
    await world.overwrite(ref, { name: 'Second' });
    expect(await job.run({ shards: [quarantineShard] })).toEqual({ ...emptyRunReport, skipped: 1 });
    expect(await runJob()).toEqual({ ...emptyRunReport, copied: 2 });
  });

  it('does the last pass after everything else that is due', async () => {
    await rename('Second');
    await world.haveLicense({ licenseId: 'ends', ends: { on: '2024-01-15', at: new Date(world.clock).toISOString() } });
    await runJob();
    const shards = job.network.calls.flatMap(({ operation, input }) =>
      operation === 'Query' ? [String(input.ExpressionAttributeValues[':value'].S).split('#')[0]] : [],
    );
    const isUpdated = job.network.calls.findIndex(({ input }) => input.Key?.pk.S.endsWith('#ends'));
    expect(isUpdated).toBeGreaterThan(0);
    expect(isUpdated).toBeLessThan(
      job.network.calls.findIndex(({ input }) => input.ExpressionAttributeValues?.[':value']?.S?.startsWith('rename#')),
    );
    expect(shards.lastIndexOf('due')).toBeLessThan(shards.indexOf('rename'));
  });

  it('ends a rename whose source is not stored', async () => {
    await rename('Second');
    await world.remove(customerRef(world.tenantId, 'customer'));
    await runJob();
    const ref = renameRef({ tenantId: world.tenantId, kind: 'customer', id: 'customer' });
    expect(await item(ref.primaryKey.sk ?? '')).not.toHaveProperty('dueAt');
  });
});
