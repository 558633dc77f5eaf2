import { beforeEach, describe, expect, it } from 'vitest';
import { type CopyTask, secondPassAfterSeconds } from '../../lib/copy/copy-task.ts';
import { type CopyPorts, copyTexts } from '../../lib/copy/copy-texts.ts';
import { addonRef } from '../../lib/dynamodb/items/addon.ts';
import { licenseRef } from '../../lib/dynamodb/items/license.ts';
import * as line from '../import/sample-lines.ts';
import { useEventWorld } from '../jobs/events/event-world.ts';
import { beforeExecution, cancelTransaction, loseCall, loseResponse, refuseCall } from '../support/faulty-network.ts';

const events = useEventWorld();
const { world, importer } = events;

/** What waits, and the failures that were told. */
const waiting: { task: CopyTask; delaySeconds: number }[] = [];
const failures: unknown[] = [];
let pages = 0;

const ports = (): CopyPorts => ({
  ...events.ports(),
  queue: {
    send: async (task, delaySeconds) => {
      waiting.push({ task, delaySeconds });
    },
  },
  observe: {
    page: () => {
      pages += 1;
    },
    failure: (_, cause) => failures.push(cause),
  },
});

const carryOut = (task: CopyTask) =>
  copyTexts(
    { Records: [{ messageId: 'm', body: JSON.stringify(task) }] },
    { getRemainingTimeInMillis: () => 30_000 },
    ports(),
  );

/** Does what waits, until nothing does but second passes. */
async function firstPass(): Promise<void> {
  await events.publishAll();
  for (const task of events.copies.splice(0)) waiting.push({ task, delaySeconds: 0 });
  await workOff(({ delaySeconds }) => delaySeconds === 0);
}

async function workOff(isDue: (message: { delaySeconds: number }) => boolean): Promise<void> {
  for (let due = waiting.findIndex(isDue); due >= 0; due = waiting.findIndex(isDue)) {
    const [message] = waiting.splice(due, 1);
    if (message) await carryOut(message.task);
  }
}

const item = async (sk: string) => (await importer.items(sk))[0];
const license = async (licenseId = 'license') => (await world.call('getLicense', { path: { licenseId } })).json;
const subscription = async () =>
  (await world.call('getSubscription', { path: { subscriptionId: 'subscription' } })).json;

beforeEach(async () => {
  waiting.length = 0;
  failures.length = 0;
  pages = 0;
  await importer.importAll(
    ...[line.aCustomerLine(), line.anOfferingLine(), line.aSubscriptionOfferingLine(), line.anAddonOfferingLine()],
    line.aLicenseLine(),
    line.aSubscriptionLine({ productOfferingId: 'mobile', addons: [line.anAddonEntry()] }),
  );
  await events.publishAll();
});

describe('a customer that is renamed', () => {
  it('is shown by its name on its licenses and subscriptions, which are no other version and tell no event', async () => {
    const before = [await item('license'), await item('subscription')];
    await importer.importAll(line.aCustomerLine({ name: 'Ada & Co' }));
    await firstPass();
    expect((await license()).customer).toEqual({ customerId: 'customer', name: 'Ada & Co' });
    expect((await subscription()).customer).toEqual({ customerId: 'customer', name: 'Ada & Co' });
    expect(await events.publishAll()).toEqual([]);
    const after = [await item('license'), await item('subscription')];
    const stamps = ['version', 'requestId', 'changedAt', 'addonVersions'];
    for (const name of stamps) expect(after.map(found => found?.[name])).toEqual(before.map(found => found?.[name]));
  });

  it('is shown by its name also where a license is assigned to it, and only there', async () => {
    const order = { productOfferingId: 'offering', customerId: 'customer' };
    const make = async (assignedTo: object) =>
      (await world.call('createLicense', { body: { ...order, assignedTo } })).json.licenseId;
    await importer.importAll(line.aUserLine());
    const toCustomer = { type: 'CUSTOMER', customerId: 'customer' };
    const ids = [await make(toCustomer), await make({ type: 'USER', userId: 'user' })];
    await importer.importAll(line.aLicenseLine({ assignedTo: toCustomer }));
    const versionOf = async (id: string) =>
      (await world.licenses()).find(item => item.licenseId === id)?.assignedToVersion;
    expect(await Promise.all([...ids, 'license'].map(versionOf))).toEqual([1, undefined, 1]);
    await importer.importAll(line.aCustomerLine({ name: 'Ada & Co' }));
    await firstPass();
    const shown = await Promise.all([...ids, 'license'].map(async id => (await license(id)).assignedTo));
    expect(shown).toEqual([
      { ...toCustomer, customerDisplay: 'Ada & Co' },
      { type: 'USER', userId: 'user', userDisplay: 'Grace' },
      { ...toCustomer, customerDisplay: 'Ada & Co' },
    ]);
    expect(await importer.import(line.aLicenseLine({ assignedTo: toCustomer }))).toMatchObject({ unchanged: 1 });
  });

  it('and the change of something else tells no copy', async () => {
    await importer.importAll(line.anOfferingLine({ price: line.aMonthlyPrice(12) }), line.aCustomerLine());
    await events.publishAll();
    expect(events.copies).toEqual([]);
  });

  it('is not shown on what has ended, which is history', async () => {
    await world.call('cancelLicense', { path: { licenseId: 'license' } });
    await importer.importAll(line.aCustomerLine({ name: 'Ada & Co' }));
    await firstPass();
    expect((await license()).customer.name).toBe('Ada Ltd');
  });

  it('is brought to more than a page, and to none of another customer', async () => {
    await importer.importAll(line.aCustomerLine({ customerId: 'other', name: 'Bob' }));
    const have = (n: number) => world.haveLicense({ licenseId: `l-${n}` });
    await Promise.all(Array.from({ length: 75 }, (_, n) => have(n)));
    await Promise.all(Array.from({ length: 75 }, (_, n) => have(75 + n)));
    await world.haveLicense({ licenseId: 'of-other', customer: { customerId: 'other', name: 'Bob' } });
    await importer.importAll(line.aCustomerLine({ name: 'Ada & Co' }));
    await firstPass();
    const names = (await world.licenses()).map(({ customer }) => (customer as { name: string }).name);
    expect(names.filter(name => name === 'Ada & Co').length).toBe(151);
    expect(names.filter(name => name === 'Bob').length).toBe(1);
    // Two of licenses, one of subscriptions.
    expect(pages).toBe(3);
  });
});

describe('an offering whose texts change', () => {
  const group = { productOfferingGroupId: 'g', name: 'Telephony', category: 'Voice' };

  it('is shown by them on its licenses; the price stays as agreed', async () => {
    await importer.importAll(line.anOfferingLine({ name: 'PBX Pro', group, price: line.aMonthlyPrice(99) }));
    await firstPass();
    expect((await license()).productOffering).toEqual({
      ...{ productOfferingId: 'offering', name: 'PBX Pro', group },
      price: line.aMonthlyPrice(9.99),
    });
  });

  it('is shown where it is to take over', async () => {
    await importer.importAll(line.anOfferingLine({ productOfferingId: 'next', name: 'Next' }));
    const pending = { productOfferingId: 'next', scheduledAt: '2024-06-01' };
    await importer.importAll(line.aLicenseLine({ pendingProductOffering: pending }));
    await importer.importAll(line.anOfferingLine({ productOfferingId: 'next', name: 'Next Pro' }));
    await firstPass();
    const { productOffering, pendingProductOffering } = await license();
    expect([productOffering.name, pendingProductOffering.product.name]).toEqual(['Cloud PBX', 'Next Pro']);
  });

  it('is shown on subscriptions, and on add-ons', async () => {
    await importer.importAll(
      line.aSubscriptionOfferingLine({ name: 'Mobile L' }),
      line.anAddonOfferingLine({ name: 'Data 6 GB', price: line.aMonthlyPrice(7) }),
    );
    await firstPass();
    const { productOffering, addons } = await subscription();
    expect(productOffering.name).toBe('Mobile L');
    expect(addons[0].productOffering).toMatchObject({ name: 'Data 6 GB', price: line.aMonthlyPrice(5) });
    expect(await importer.isWhole()).toBe(true);
    expect(await events.publishAll()).toEqual([]);
  });
});

describe('a copy', () => {
  const rename = (name: string) => importer.importAll(line.aCustomerLine({ name }));
  const name = async () => (await license()).customer.name;

  it('that comes late brings no older text, whatever the order', async () => {
    await rename('Second');
    await events.publishAll();
    const [older] = events.copies.splice(0);
    await rename('Third');
    await firstPass();
    if (older) await carryOut(older);
    expect(await name()).toBe('Third');
  });

  it('that read the old text and stands still while a newer one goes by does not overwrite it', async () => {
    await rename('Second');
    await events.publishAll();
    const [older] = events.copies.splice(0);
    let overtaken = false;
    importer.network.failNextOf(
      'UpdateItem',
      beforeExecution(async () => {
        if (overtaken) return;
        overtaken = true;
        await rename('Third');
        await firstPass();
      }),
    );
    if (older) await carryOut(older);
    expect(await name()).toBe('Third');
  });

  it('does not undo what a command or an import wrote in between', async () => {
    await rename('Second');
    importer.network.failNextOf(
      'UpdateItem',
      beforeExecution(() =>
        world.call('cancelLicense', { path: { licenseId: 'license' }, body: { scheduledAt: '2024-03-01' } }),
      ),
      beforeExecution(() => importer.importAll(line.aLicenseLine({ details: { a: 1 } }))),
    );
    await firstPass();
    expect(await license()).toMatchObject({
      ...{ customer: { name: 'Second' }, details: { a: 1 } },
      scheduledChanges: [{ status: 'CANCELLED', scheduledAt: '2024-03-01' }],
    });
  });

  it('is undone by no command that read before it', async () => {
    await rename('Second');
    world.network.failNextOf('TransactWriteItems', beforeExecution(firstPass));
    await world.call('cancelLicense', { path: { licenseId: 'license' }, body: { scheduledAt: '2024-03-01' } });
    expect(await license()).toMatchObject({ customer: { name: 'Second' }, scheduledChanges: [{}] });
  });

  it('reaches, by a second pass, what a command made of the old text meanwhile', async () => {
    world.network.failNextOf(
      'TransactWriteItems',
      beforeExecution(async () => {
        await rename('Second');
        await firstPass();
      }),
    );
    const { json } = await world.call('createLicense', {
      body: { productOfferingId: 'offering', customerId: 'customer' },
    });
    expect((await license(json.licenseId)).customer.name).toBe('Ada Ltd');
    expect(waiting).toMatchObject([{ task: { pass: 2 }, delaySeconds: secondPassAfterSeconds }]);
    await workOff(() => true);
    expect((await license(json.licenseId)).customer.name).toBe('Second');
    expect(waiting).toEqual([]);
  });

  it('is not made twice: what stands there came from that version', async () => {
    await rename('Second');
    await firstPass();
    importer.network.reset();
    await workOff(() => true);
    expect(importer.network.operations).not.toContain('UpdateItem');
  });

  it('is known to come from the version that a new license or an import embedded', async () => {
    await rename('Second');
    const { json } = await world.call('createLicense', {
      body: { productOfferingId: 'offering', customerId: 'customer' },
    });
    await importer.importAll(line.aLicenseLine({ details: { a: 1 } }));
    const licenses = new Map((await world.licenses()).map(found => [found.licenseId, found]));
    expect(licenses.get(json.licenseId)).toMatchObject({ customerVersion: 2, productOfferingVersion: 1 });
    expect(licenses.get('license')).toMatchObject({ customerVersion: 2, productOfferingVersion: 1, version: 2 });
  });

  it('leaves an import that says the same unchanged, also when the source has a new version', async () => {
    await importer.importAll(line.anOfferingLine({ price: line.aMonthlyPrice(12) }));
    expect(
      await importer.import(
        line.aLicenseLine(),
        line.aSubscriptionLine({ productOfferingId: 'mobile', addons: [line.anAddonEntry()] }),
      ),
    ).toMatchObject({
      unchanged: 2,
    });
  });

  it('meets faults by trying again, and in the end by giving the page back', async () => {
    await rename('Second');
    importer.network.failNextOf(
      'UpdateItem',
      refuseCall('TransactionConflictException'),
      loseResponse,
      loseCall,
      cancelTransaction(),
    );
    await firstPass();
    expect([await name(), (await subscription()).customer.name, failures]).toEqual(['Second', 'Second', []]);
    await rename('Third');
    importer.network.failAlways('UpdateItem', refuseCall('ThrottlingException'));
    await events.publishAll();
    const [task] = events.copies.splice(0);
    if (task) expect(await carryOut(task)).toEqual({ batchItemFailures: [{ itemIdentifier: 'm' }] });
    importer.network.heal();
    if (task) expect(await carryOut(task)).toEqual({ batchItemFailures: [] });
    expect(await name()).toBe('Third');
  });

  it('passes over what does not parse', async () => {
    await world.haveLicense({ licenseId: 'other' });
    await world.overwrite(licenseRef(world.tenantId, 'other'), { changedAt: 7 });
    await world.overwrite(addonRef(world.tenantId, 'subscription', 'addon-offering'), { changedAt: 7 });
    await importer.importAll(line.aCustomerLine({ name: 'Second' }), line.anAddonOfferingLine({ name: 'Data 6 GB' }));
    await firstPass();
    expect(await name()).toBe('Second');
    expect(failures).toEqual([]);
  });
});
