import { describe, expect, it } from 'vitest';
import { parseApiKey } from '../../lib/auth/api-key.ts';
import type { SubscriptionFacts } from '../../lib/domain/subscription.ts';
import { loseCall, loseResponse, refuseCall } from '../support/faulty-network.ts';
import { useEngine } from '../support/test-engine.ts';
import { useWorld } from '../support/test-world.ts';

const world = useWorld(useEngine());
const iccid = '89490200001234567890';
const day = 24 * 3_600_000;

describe('getCustomer', () => {
  it('returns the details, and the names that the users have now', async () => {
    await world.haveUser('user');
    await world.haveCustomer('customer', 'Ada Ltd', {
      customerType: 'CONSUMER',
      createdAt: '2023-01-01T00:00:00.000Z',
      details: {
        identity: { passport: 'C01X' },
        users: [
          { userId: 'user', role: 'ADMIN' },
          { userId: 'not-imported', role: 'MEMBER' },
        ],
        contactPerson: { userId: 'user' },
        metadata: { segment: 'gold' },
      },
    });
    const { status, json } = await world.call('getCustomer', { path: { customerId: 'customer' } });
    expect({ status, json }).toEqual({
      status: 200,
      json: {
        customerId: 'customer',
        customerType: 'CONSUMER',
        name: 'Ada Ltd',
        identity: { passport: 'C01X' },
        users: [{ userId: 'user', name: 'Grace', role: 'ADMIN' }],
        contactPerson: { userId: 'user', name: 'Grace' },
        createdAt: '2023-01-01T00:00:00.000Z',
        metadata: { segment: 'gold' },
      },
    });
  });

  it('returns 404 for an unknown customer', async () => {
    const { status, json } = await world.call('getCustomer', { path: { customerId: 'nobody' } });
    expect([status, json.code]).toEqual([404, 'customer_not_found']);
  });
});

describe('getSim', () => {
  it('returns the IMSI and the profile, but no code', async () => {
    await world.haveSim(iccid, { imsi: '262011234567890', esimProfile: { status: 'ENABLED' } });
    const { json } = await world.call('getSim', { path: { iccid } });
    expect(json).toEqual({
      iccid,
      type: 'PHYSICAL',
      status: 'IN_USE',
      imsi: '262011234567890',
      esimProfile: { status: 'ENABLED' },
    });
  });

  it('returns 404 for an unknown card and 400 for something that is no ICCID', async () => {
    expect((await world.call('getSim', { path: { iccid } })).json.code).toBe('sim_not_found');
    expect((await world.call('getSim', { path: { iccid: '12' } })).json.details[0].property).toBe('iccid');
  });
});

describe('getSimCodes', () => {
  it('returns the codes', async () => {
    await world.haveSim(iccid);
    expect((await world.call('getSimCodes', { path: { iccid } })).json).toEqual({ iccid, puk1: '48151623' });
  });

  it('tells an unknown card from a card without codes', async () => {
    expect((await world.call('getSimCodes', { path: { iccid } })).json.code).toBe('sim_not_found');
    await world.haveSim(iccid);
    await world.remove({ table: 'secrets', primaryKey: { pk: `${world.tenantId}#sim#${iccid}`, sk: 'codes' } });
    expect((await world.call('getSimCodes', { path: { iccid } })).json.code).toBe('sim_codes_not_found');
  });
});

describe('getInPorting', () => {
  const path = { subscriptionId: 'subscription' };
  const porting = {
    status: 'COMPLETED',
    direction: 'INBOUND',
    msisdn: '+4915112345678',
    createdAt: '2024-01-02T00:00:00.000Z',
  } as const;
  const havePorting = async (facts: Partial<NonNullable<SubscriptionFacts['porting']>> = {}) => {
    await world.haveSubscription([], { porting: { ...porting, ...facts } });
    await world.havePortingDetails({ passcode: '8841', brand: 'Other Mobile' });
  };

  it('returns the porting with its details', async () => {
    await havePorting({ updatedAt: world.now });
    const { json } = await world.call('getInPorting', { path });
    expect(json).toEqual({ ...porting, details: { passcode: '8841', brand: 'Other Mobile' }, updatedAt: world.now });
  });

  it('returns no details from 90 days after the end on, even if they were not deleted yet', async () => {
    await havePorting({ endedAt: world.now });
    world.clock += 90 * day - 1;
    expect((await world.call('getInPorting', { path })).json.details).toBeDefined();
    world.clock += 1;
    expect((await world.call('getInPorting', { path })).json).toEqual(porting);
  });

  it('tells an unknown subscription from one without a porting', async () => {
    expect((await world.call('getInPorting', { path })).json.code).toBe('subscription_not_found');
    await world.haveSubscription([]);
    expect((await world.call('getInPorting', { path })).json.code).toBe('porting_not_found');
  });
});

describe('a sensitive read', () => {
  it('is recorded in the audit log before its response', async () => {
    await world.haveSim(iccid);
    const { headers } = await world.call('getSimCodes', { path: { iccid } });
    expect(await world.items('audit')).toEqual([
      expect.objectContaining({
        tenantId: world.tenantId,
        at: world.now,
        action: 'sensitive-read',
        actor: { type: 'API_KEY', id: parseApiKey(world.apiKey)?.keyId },
        operation: 'getSimCodes',
        resource: `/inventory/sims/${iccid}/codes`,
        requestId: headers['X-Request-Id'],
        status: 200,
      }),
    ]);
  });

  it('of an unknown resource is recorded too', async () => {
    await world.call('getCustomer', { path: { customerId: 'nobody' } });
    expect(await world.items('audit')).toEqual([
      expect.objectContaining({ resource: '/customers/nobody', status: 404 }),
    ]);
  });

  it.each([
    ['the call is lost', loseCall],
    ['the permission is missing', refuseCall('AccessDeniedException')],
    ['it is throttled', refuseCall('ThrottlingException')],
  ])('returns 503 and no data if the audit log cannot be written because %s', async (_cause, fault) => {
    await world.haveSim(iccid);
    world.network.failAlways('TransactWriteItems', fault);
    const { json } = await world.call('getSimCodes', { path: { iccid } });
    expect(json.code).toBe('SERVICE_UNAVAILABLE');
    expect(JSON.stringify(json)).not.toContain('48151623');
    expect(await world.items('audit')).toEqual([]);
  });

  it('is recorded once if the response to the write is lost', async () => {
    await world.haveSim(iccid);
    world.network.failNextOf('TransactWriteItems', loseResponse);
    expect((await world.call('getSimCodes', { path: { iccid } })).status).toBe(200);
    expect(await world.items('audit')).toHaveLength(1);
  });

  it('is not opened by the scope *', async () => {
    await world.haveSim(iccid);
    await world.overwriteApiKey({ scopes: ['*'] });
    const { status, json } = await world.call('getSimCodes', { path: { iccid } });
    expect([status, json.code]).toEqual([403, 'FORBIDDEN']);
    expect(await world.items('audit')).toEqual([]);
  });

  it('makes one read and one write', async () => {
    await world.haveSim(iccid);
    await world.call('getSimCodes', { path: { iccid } });
    expect(world.lastReport.calls).toBe(2);
  });
});
