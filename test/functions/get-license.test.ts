import { describe, expect, it } from 'vitest';
import { aLicense } from '../support/sample-facts.ts';
import { useEngine } from '../support/test-engine.ts';
import { useWorld } from '../support/test-world.ts';

const world = useWorld(useEngine());
const read = (licenseId = 'license') => world.call('getLicense', { path: { licenseId } });

describe('reading a license', () => {
  it('returns all fields of the contract, and no internal attributes', async () => {
    const { productOffering } = aLicense();
    const group = { productOfferingGroupId: 'group', name: 'Telephony', category: 'PBX' };
    const product = { ...productOffering, productOfferingId: 'larger', group };
    await world.haveLicense({
      suspension: 'PAUSED',
      pausedAt: '2024-01-02T00:00:00.000Z',
      ends: { on: '2024-03-01', at: '2024-03-01T00:00:00.000Z' },
      assignedTo: { type: 'USER', userId: 'grace', userDisplay: 'Grace' },
      details: { seats: 5, 'any key': { nested: [1, 2.5, null] } },
      offeringChange: {
        on: '2024-02-01',
        at: '2024-02-01T00:00:00.000Z',
        productOffering: product,
        cancellationSchedule: 'INSTANT',
      },
      boundUntil: '2024-11-30',
      metadata: { a: 1 },
    });
    const { status, json } = await read();
    const change = { status: 'CANCELLED', scheduledAt: '2024-03-01' };
    expect(status).toBe(200);
    expect(json).toEqual({
      licenseId: 'license',
      status: 'PAUSED',
      type: 'PBX',
      customer: { customerId: 'customer', name: 'Ada Ltd' },
      productOffering,
      activatedAt: '2023-11-30T08:00:00.000Z',
      boundUntil: '2024-11-30',
      assignedTo: { type: 'USER', userId: 'grace', userDisplay: 'Grace' },
      details: { seats: 5, 'any key': { nested: [1, 2.5, null] } },
      pendingStatus: change,
      scheduledChanges: [change],
      pendingProductOffering: { scheduledAt: '2024-02-01', product },
      pausedAt: '2024-01-02T00:00:00.000Z',
      metadata: { a: 1 },
    });
  });

  it('returns 404 for an unknown ID', async () => {
    const { status, json } = await read('unknown');
    expect([status, json.code]).toEqual([404, 'license_not_found']);
    expect(json).not.toHaveProperty('hint');
  });

  it('accepts every ID that the contract allows', async () => {
    for (const licenseId of ['x', 'A-z_0', 'l'.repeat(64)]) {
      await world.haveLicense({ licenseId });
      expect((await read(licenseId)).json.licenseId).toBe(licenseId);
    }
  });

  it('does not change the stored license, even if a change is due', async () => {
    await world.haveLicense({ ends: { on: '2024-01-10', at: '2024-01-10T00:00:00.000Z' } });
    const before = await world.items();
    expect((await read()).json.status).toBe('CANCELLED');
    expect(await world.items()).toEqual(before);
  });
});
