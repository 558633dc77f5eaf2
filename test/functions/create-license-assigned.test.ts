import { beforeEach, describe, expect, it } from 'vitest';
import { useEngine } from '../support/test-engine.ts';
import { useWorld } from '../support/test-world.ts';

const world = useWorld(useEngine());
const create = (assignedTo: object) =>
  world.call('createLicense', {
    idempotencyKey: 'k',
    body: { productOfferingId: 'offering', customerId: 'customer', assignedTo },
  });

beforeEach(async () => {
  await world.haveCustomer();
  await world.haveCustomer('other', 'Bob Ltd');
  await world.haveOffering();
  world.network.reset();
});

const kinds = [
  {
    assignedTo: { type: 'SUBSCRIPTION', subscriptionId: 'sub' },
    display: { subscriptionDisplay: '+49 151 000' },
    unknown: 'subscription_not_found',
    haveAssigneeOf: (customerId: string) =>
      world.haveSubscription([], { subscriptionId: 'sub', customer: { customerId, name: 'Any Ltd' } }),
  },
  {
    assignedTo: { type: 'SUBSCRIBER', subscriberId: 'alan' },
    display: { subscriberDisplay: 'Alan' },
    unknown: 'subscriber_not_found',
    haveAssigneeOf: (customerId: string) => world.haveSubscriber('alan', customerId),
  },
  {
    assignedTo: { type: 'USER', userId: 'grace' },
    display: { userDisplay: 'Grace' },
    unknown: 'user_not_found',
    haveAssigneeOf: (customerId: string) => world.haveUser('grace', customerId),
  },
] as const;

describe.each(kinds)('a license for a $assignedTo.type', ({ assignedTo, display, unknown, haveAssigneeOf }) => {
  it('includes the assignment and its display text', async () => {
    await haveAssigneeOf('customer');
    const { status, json } = await create(assignedTo);
    expect(status).toBe(201);
    expect(json.assignedTo).toEqual({ ...assignedTo, ...display });
    const read = await world.call('getLicense', { path: { licenseId: json.licenseId } });
    expect(read.json.assignedTo).toEqual({ ...assignedTo, ...display });
  });

  it('is rejected if the ID is unknown', async () => {
    const { status, json } = await create(assignedTo);
    expect([status, json.code]).toEqual([404, unknown]);
    expect(json.hint).toContain('new key');
  });

  it('is rejected if the assignee belongs to another customer', async () => {
    await haveAssigneeOf('other');
    const { status, json } = await create(assignedTo);
    expect([status, json.code]).toEqual([409, 'assignment_mismatch']);
    expect(await world.licenses()).toEqual([]);
  });

  it('is rejected as unknown if the assignee belongs to another tenant', async () => {
    const returnToTenant = await world.enterTenant();
    await haveAssigneeOf('customer');
    returnToTenant();
    expect((await create(assignedTo)).json.code).toBe(unknown);
  });
});

describe('a license for a CUSTOMER', () => {
  it('can be assigned to its owner, who is read only once', async () => {
    const assignedTo = { type: 'CUSTOMER', customerId: 'customer' };
    const { status, json } = await create(assignedTo);
    expect(status).toBe(201);
    expect(json.assignedTo).toEqual({ ...assignedTo, customerDisplay: 'Ada Ltd' });
    const { RequestItems } = world.network.calls[0]?.input ?? {};
    const pks = RequestItems.connect.Keys.map(({ pk }: { pk: { S: string } }) => pk.S);
    expect(pks).toHaveLength(new Set(pks).size);
  });

  it('is rejected for another customer', async () => {
    const { status, json } = await create({ type: 'CUSTOMER', customerId: 'other' });
    expect([status, json.code]).toEqual([409, 'assignment_mismatch']);
  });

  it('is rejected for an unknown customer', async () => {
    const { status, json } = await create({ type: 'CUSTOMER', customerId: 'nobody' });
    expect([status, json.code]).toEqual([404, 'customer_not_found']);
  });
});
