import { beforeEach, describe, expect, it } from 'vitest';
import { useScheduledChanges } from '../jobs/scheduled-changes/scheduled-changes-harness.ts';
import { beforeExecution, loseResponse } from '../support/faulty-network.ts';
import { useEngine } from '../support/test-engine.ts';
import { useWorld } from '../support/test-world.ts';
import * as line from './sample-lines.ts';
import { useImporter } from './test-importer.ts';

const engine = useEngine();
const world = useWorld(engine);
const importer = useImporter(engine, world);
const job = useScheduledChanges(engine);

const iccid = '89490200001234567890';
const subscriber = { subscriberId: 'subscriber', name: 'Alan', email: 'alan@example.com' };
const porting = {
  ...{ status: 'SCHEDULED', direction: 'INBOUND', msisdn: '+4915112345678', createdAt: '2024-01-02T00:00:00Z' },
  details: { firstName: 'Alan', passcode: '8841' },
};
const aPersonalCustomer = (fields: object = {}) =>
  line.aCustomerLine({
    referenceId: 'CRM-1',
    contact: { email: 'ada@example.com' },
    metadata: { birthday: '1815-12-10' },
    ...fields,
  });
const aPersonalSubscription = (fields: object = {}) => line.aSubscriptionLine({ subscriber, porting, ...fields });
const aSimLine = (fields: object = {}) => ({ kind: 'sim', iccid, type: 'PHYSICAL', status: 'IN_USE', ...fields });

const eraseCustomer = { kind: 'customer', customerId: 'customer', erase: true };
const eraseUser = { kind: 'user', userId: 'user', erase: true };
const eraseSubscription = { kind: 'subscription', subscriptionId: 'subscription', erase: true };
const eraseSim = { kind: 'sim', iccid, erase: true };

const read = async (operation: 'getCustomer' | 'getSubscription' | 'getInPorting' | 'getSim' | 'getSimCodes') => {
  const path = { customerId: 'customer', subscriptionId: 'subscription', iccid };
  const names = {
    ...{ getCustomer: ['customerId'], getSim: ['iccid'], getSimCodes: ['iccid'] },
    ...{ getSubscription: ['subscriptionId'], getInPorting: ['subscriptionId'] },
  }[operation];
  const used = Object.fromEntries(Object.entries(path).filter(([name]) => names.includes(name)));
  return (await world.call(operation, { path: used })).json;
};
const license = async (licenseId = 'license') => (await world.call('getLicense', { path: { licenseId } })).json;
const storedText = async () => JSON.stringify([await world.items(), await world.items('secrets')]);
/** Runs `apply-due` after the last request that read the old data has ended. */
function runFinalPass() {
  job.clock = world.clock + 20 * 60_000;
  return job.run();
}

beforeEach(() =>
  importer.importAll(aPersonalCustomer(), line.aUserLine({ email: 'grace@example.com' }), line.anOfferingLine()),
);

describe('an erased customer', () => {
  it('keeps its ID and loses its name and details, also where they are copied', async () => {
    await importer.importAll(line.aLicenseLine(), line.aLicenseLine({ licenseId: 'ended' }));
    await world.call('cancelLicense', { path: { licenseId: 'ended' } });
    expect(await importer.import(eraseCustomer)).toMatchObject({ updated: 1 });
    expect(await read('getCustomer')).toEqual({
      ...{ customerId: 'customer', customerType: 'BUSINESS', name: 'erased', referenceId: 'CRM-1' },
    });
    for (const id of ['license', 'ended'])
      expect((await license(id)).customer).toEqual({ customerId: 'customer', name: 'erased' });
    expect(await storedText()).not.toMatch(/Ada|ada@|1815/);
  });

  it('stays erased when its line is imported again, which is reported without values', async () => {
    await importer.importAll(eraseCustomer);
    expect(await importer.import(aPersonalCustomer())).toMatchObject({ differs: 1 });
    expect(importer.differences).toEqual(
      ['name', 'contact', 'metadata'].map(field => ({ line: 1, field, isErased: true })),
    );
    expect(await storedText()).not.toMatch(/Ada|ada@|1815/);
  });

  it('is stored again by a line with erase: false', async () => {
    await importer.importAll(line.aLicenseLine(), eraseCustomer);
    await importer.importAll(aPersonalCustomer({ erase: false }));
    expect((await read('getCustomer')).contact).toEqual({ email: 'ada@example.com' });
    expect((await license()).customer.name).toBe('Ada Ltd');
    expect(await importer.import(aPersonalCustomer())).toMatchObject({ unchanged: 1 });
  });

  it('gets no new license and no new order', async () => {
    await importer.importAll(eraseCustomer);
    const body = { productOfferingId: 'offering', customerId: 'customer' };
    expect((await world.call('createLicense', { body })).json.code).toBe('customer_not_found');
    const order = { customerId: 'customer', lineItems: [{ type: 'LICENSE', productOfferingId: 'offering' }] };
    expect((await world.call('createOrder', { body: order })).json.code).toBe('customer_not_found');
  });

  it('makes every item of an order invalid that was created before', async () => {
    await importer.importAll(line.aLicenseLine());
    const lineItems = [
      { type: 'LICENSE', productOfferingId: 'offering' },
      { type: 'LICENSE_CHANGE', licenseId: 'license', productOfferingId: 'offering' },
    ];
    const order = await world.call('createOrder', { body: { customerId: 'customer', lineItems } });
    await importer.importAll(eraseCustomer);
    const { json } = await world.call('submitOrder', { path: { orderId: order.json.orderId } });
    expect(json.details.map(({ code }: { code: string }) => code)).toEqual([
      'customer_not_found',
      'customer_not_found',
    ]);
  });

  it('is recorded once in the audit log, however often its line is repeated', async () => {
    await importer.importAll(eraseCustomer);
    expect(await importer.import(eraseCustomer)).toMatchObject({ unchanged: 1 });
    expect(await world.items('audit')).toEqual([
      expect.objectContaining({
        ...{ tenantId: world.tenantId, at: world.now, action: 'erasure', resource: '/customers/customer' },
        actor: { type: 'TOOL', id: 'import' },
      }),
    ]);
  });

  it('is erased once if the response to the write is lost', async () => {
    importer.network.failNextOf('TransactWriteItems', loseResponse);
    await importer.importAll(eraseCustomer);
    expect(await world.items('audit')).toHaveLength(1);
  });

  it('has no name on a license that a slower request created with it', async () => {
    // The request has read the customer before the erasure, and commits after it.
    world.network.failNextOf(
      'TransactWriteItems',
      beforeExecution(() => importer.importAll(eraseCustomer)),
    );
    const { json } = await world.call('createLicense', {
      body: { productOfferingId: 'offering', customerId: 'customer' },
    });
    expect((await license(json.licenseId)).customer.name).toBe('Ada Ltd');
    await runFinalPass();
    expect((await license(json.licenseId)).customer.name).toBe('erased');
  });
});

describe('an erased user', () => {
  it('loses the name and the email address, also on ended licenses and as a contact of a customer', async () => {
    const assignedTo = { type: 'USER', userId: 'user' };
    await importer.importAll(
      line.aCustomerLine({ users: [{ userId: 'user', role: 'ADMIN' }], contactPerson: { userId: 'user' } }),
      line.aLicenseLine({ assignedTo }),
      line.aLicenseLine({ licenseId: 'ended', assignedTo }),
    );
    await world.call('cancelLicense', { path: { licenseId: 'ended' } });
    await importer.importAll(eraseUser);
    for (const id of ['license', 'ended'])
      expect((await license(id)).assignedTo).toEqual({ ...assignedTo, userDisplay: 'erased' });
    expect(await read('getCustomer')).toMatchObject({
      users: [{ userId: 'user', name: 'erased', role: 'ADMIN' }],
      contactPerson: { userId: 'user', name: 'erased' },
    });
    expect(await storedText()).not.toMatch(/Grace|grace@/);
    expect(await importer.import(line.aUserLine({ email: 'grace@example.com' }))).toMatchObject({ differs: 1 });
    expect(await storedText()).not.toMatch(/Grace|grace@/);
  });
});

describe('an erased subscription', () => {
  const assignedTo = { type: 'SUBSCRIBER', subscriberId: 'subscriber' };
  const ended = { status: 'CANCELLED', cancelledAt: '2024-01-10T00:00:00Z' };

  it('that is live keeps its numbers and loses its subscriber and the details of its porting', async () => {
    await importer.importAll(aPersonalSubscription(), line.aLicenseLine({ assignedTo }));
    await importer.importAll(eraseSubscription);
    expect(await read('getSubscription')).toMatchObject({
      ...{ msisdn: '+4915112345678', sim: { iccid } },
      subscriber: { subscriberId: 'subscriber', name: 'erased' },
    });
    expect((await license()).assignedTo.subscriberDisplay).toBe('erased');
    expect((await read('getInPorting')).details).toBeUndefined();
    expect(await storedText()).not.toMatch(/Alan|alan@|8841/);
  });

  it('stays erased when its line is imported again, and is stored again by a line with erase: false', async () => {
    await importer.importAll(aPersonalSubscription(), line.aLicenseLine({ assignedTo }));
    await importer.importAll(eraseSubscription);
    expect(await importer.import(aPersonalSubscription())).toMatchObject({ differs: 1 });
    expect(importer.differences.map(({ field }) => field)).toEqual([
      'subscriber.name',
      'subscriber.email',
      'porting.details',
    ]);
    expect(await storedText()).not.toMatch(/Alan|alan@|8841/);
    await importer.importAll(aPersonalSubscription({ erase: false }));
    expect((await read('getSubscription')).subscriber).toEqual(subscriber);
    expect((await read('getInPorting')).details).toEqual(porting.details);
    expect((await license()).assignedTo.subscriberDisplay).toBe('Alan');
    expect(await importer.import(aPersonalSubscription())).toMatchObject({ unchanged: 1 });
  });

  it('loses the subscriber on every other subscription of that person', async () => {
    await importer.importAll(aPersonalSubscription(), aPersonalSubscription({ subscriptionId: 'second' }));
    await importer.importAll(eraseSubscription);
    const { json } = await world.call('getSubscription', { path: { subscriptionId: 'second' } });
    expect(json.subscriber).toEqual({ subscriberId: 'subscriber', name: 'erased' });
  });

  it('loses its numbers with the line that says that it has ended, and is not found by them', async () => {
    const onSubscription = { type: 'SUBSCRIPTION', subscriptionId: 'subscription' };
    await importer.importAll(aPersonalSubscription(), line.aLicenseLine({ assignedTo: onSubscription }));
    await importer.importAll(eraseSubscription);
    await importer.import(aPersonalSubscription(ended));
    expect(await read('getSubscription')).toMatchObject({
      ...{ msisdn: 'erased', display: 'erased', sim: { iccid: 'erased' } },
      porting: { msisdn: 'erased' },
    });
    expect((await license()).assignedTo.subscriptionDisplay).toBe('erased');
    for (const query of [{ msisdn: ['+4915112345678'] }, { iccid: [iccid] }])
      expect((await world.call('listSubscriptions', { query })).json.items).toEqual([]);
    expect(await storedText()).not.toMatch(/15112345678|89490200001234567890/);
    expect(await importer.import(aPersonalSubscription(ended))).toMatchObject({ differs: 1 });
  });

  it('loses its numbers at once if it has ended before', async () => {
    await importer.importAll(aPersonalSubscription(ended));
    await importer.importAll(eraseSubscription);
    expect((await read('getSubscription')).msisdn).toBe('erased');
    expect(await storedText()).not.toMatch(/15112345678|89490200001234567890|Alan/);
  });

  it('without a subscriber carries the mark itself', async () => {
    await importer.importAll(line.aSubscriptionLine({ porting }), eraseSubscription);
    await importer.import(line.aSubscriptionLine({ porting }));
    expect((await read('getInPorting')).details).toBeUndefined();
  });

  it('is a new version, so that receivers of events learn of it', async () => {
    await importer.importAll(aPersonalSubscription());
    const [before] = await importer.items('subscription');
    await importer.importAll(eraseSubscription);
    const [after] = await importer.items('subscription');
    expect(after?.version).toBe(Number(before?.version) + 1);
  });
});

describe('an erased SIM card', () => {
  it('keeps its number and status and loses its codes, and stays so', async () => {
    const full = aSimLine({ imsi: '262011234567890', codes: { puk1: '48151623' } });
    await importer.importAll(full, eraseSim);
    expect(await read('getSim')).toEqual({ iccid, type: 'PHYSICAL', status: 'IN_USE' });
    expect((await read('getSimCodes')).code).toBe('sim_codes_not_found');
    expect(await importer.import(full)).toMatchObject({ differs: 1 });
    expect(importer.differences.map(({ field }) => field)).toEqual(['imsi', 'codes']);
    expect(await storedText()).not.toMatch(/48151623|262011234567890/);
    await importer.importAll({ ...full, erase: false });
    expect((await read('getSimCodes')).puk1).toBe('48151623');
  });
});

describe('an erase line', () => {
  it.each([
    [{ ...eraseCustomer, name: 'Ada Ltd' }, 'erase', 'is only allowed in a line that contains nothing but IDs'],
    [
      { ...eraseCustomer, customerId: 'nobody' },
      'customerId',
      'the customer nobody is not defined, so nothing of it can be erased; correct the ID',
    ],
    [{ kind: 'license', licenseId: 'license', erase: true }, 'erase', 'is not a known field'],
    [{ ...line.aCustomerLine(), erase: 'yes' }, 'erase', 'must be of type boolean'],
  ])('such as %o is rejected', async (wrong, field, reason) => {
    await importer.import(wrong);
    expect(importer.problems).toContainEqual({ line: 1, field, reason });
  });

  it('wins against a line with details that was planned before it', async () => {
    await importer.importAll(aPersonalSubscription({ porting: { ...porting, details: undefined } }));
    importer.network.failNextOf(
      'TransactWriteItems',
      beforeExecution(async () => {
        importer.network.heal();
        await importer.importAll(eraseSubscription);
      }),
    );
    await importer.import(aPersonalSubscription());
    expect(await storedText()).not.toMatch(/Alan|8841/);
  });
});
