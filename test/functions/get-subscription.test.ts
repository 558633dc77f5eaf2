import { describe, expect, it } from 'vitest';
import { aLicense } from '../support/sample-facts.ts';
import { useEngine } from '../support/test-engine.ts';
import { useWorld } from '../support/test-world.ts';

const world = useWorld(useEngine());
const read = (subscriptionId = 'subscription') => world.call('getSubscription', { path: { subscriptionId } });

describe('reading a subscription', () => {
  it('returns all fields of the contract, and no internal attributes', async () => {
    const { productOffering } = aLicense();
    const facts = {
      productOffering,
      sim: { esim: true, imei: '490154203237518', iccid: '8949020000123456789' },
      activatedAt: '2023-01-02T00:00:00.000Z',
      referenceId: 'R-1',
      subscriber: { subscriberId: 'alan', name: 'Alan', email: 'alan@example.com' },
      extensions: { tariff: { colour: 'blue' } },
      pendingMsisdn: { msisdn: '+49152000', scheduledAt: '2024-02-01' },
      pendingStatus: { status: 'PAUSED', scheduledAt: '2024-02-02' },
      pendingProductOffering: { scheduledAt: '2024-02-03', product: productOffering },
      porting: { status: 'SCHEDULED', direction: 'INBOUND', msisdn: '+49152000', scheduledAt: '2024-02-01' },
      cancelledAt: '2024-01-03T00:00:00.000Z',
      metadata: { a: 1 },
    } as const;
    const at = '2024-02-01T00:00:00.000Z';
    const { pendingMsisdn, pendingStatus, pendingProductOffering, porting } = facts;
    await world.haveSubscription([], {
      ...facts,
      porting: { ...porting, createdAt: at, updatedAt: at },
      pendingMsisdn: { ...pendingMsisdn, at },
      pendingStatus: { ...pendingStatus, at },
      pendingProductOffering: { ...pendingProductOffering, at },
    });
    const { status, json } = await read();
    expect(status).toBe(200);
    expect(json).toEqual({
      subscriptionId: 'subscription',
      status: 'ACTIVATED',
      type: 'MOBILE',
      display: '+49 151 000',
      msisdn: '+49151000',
      customer: { customerId: 'customer', name: 'Ada Ltd' },
      createdAt: '2023-01-01T00:00:00.000Z',
      updatedAt: '2023-01-01T00:00:00.000Z',
      addons: [],
      ...facts,
    });
  });

  it('returns its live add-ons with all their fields', async () => {
    const group = { productOfferingGroupId: 'group', name: 'Options', category: 'DATA' };
    const productOffering = { ...aLicense().productOffering, productOfferingId: 'data', group };
    await world.haveSubscription([
      { productOffering, referenceId: 'R-2', cancellationReason: 'Moved', metadata: { a: 1 } },
      { offeringId: 'old', ends: { on: '2024-01-10', at: '2024-01-10T00:00:00.000Z' } },
    ]);
    expect((await read()).json.addons).toMatchObject([
      { status: 'ACTIVE', productOffering, group, referenceId: 'R-2', cancellationReason: 'Moved', metadata: { a: 1 } },
    ]);
  });

  it('returns 404 for an unknown ID', async () => {
    const { status, json } = await read('unknown');
    expect([status, json.code]).toEqual([404, 'subscription_not_found']);
  });
});
