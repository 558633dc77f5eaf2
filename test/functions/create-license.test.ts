import { describe, expect, it } from 'vitest';
import { useEngine } from '../support/engine.ts';
import { useWorld } from '../support/world.ts';

const world = useWorld(useEngine());
const order = { productOfferingId: 'offering', customerId: 'customer' };

describe('creating a license', () => {
  it('makes an active license', async () => {
    await world.haveCustomer();
    await world.haveOffering();
    world.network.reset();
    const made = await world.call('createLicense', { key: 'k1', body: order });
    expect(made.status).toBe(201);
    const again = await world.call('createLicense', { key: 'k1', body: order });
    const cancelled = await world.call('cancelLicense', {
      key: 'k2',
      path: { licenseId: made.json.licenseId },
      body: { scheduledAt: '2024-03-01', metadata: { a: 1 } },
    });
    await world.haveSubscription();
  });
});
