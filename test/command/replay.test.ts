import { describe, expect, it } from 'vitest';
import { commands, createLicense, expectReplay, haveAll } from '../support/commands.ts';
import { useEngine } from '../support/engine.ts';
import { useWorld } from '../support/world.ts';

const world = useWorld(useEngine());
const keyed = { key: 'k' };

/** I1, I2, I3, I5. */
describe.each(commands)('a repeat of $operation', ({ operation, request, hopeless, ...command }) => {
  it('gets the answer of the first call, byte for byte, and does nothing', async () => {
    await haveAll(world);
    const first = await world.call(operation, { ...request, ...keyed, basePath: '/v1' });
    expect(first.headers).not.toHaveProperty('Idempotent-Replayed');
    const records = await world.records();
    for (let repeat = 0; repeat < 3; repeat++) {
      world.clock += 1000;
      expectReplay(first, await world.call(operation, { ...request, ...keyed, basePath: '/v1' }));
    }
    expect(await command.effects(world)).toBe(1);
    expect(await world.records()).toEqual(records);
    expect(world.lastReport.outcome).toBe('replayed');
  });

  it('gets a kept rejection again, also when its cause is gone', async () => {
    await haveAll(world);
    const first = await world.call(operation, { ...hopeless, ...keyed });
    expect(first.status).toBe(404);
    expect(first.json.hint).toContain('use a new key');
    await world.haveCustomer('nobody');
    await world.haveLicense({ licenseId: 'nothing' });
    await world.haveSubscription([{}, { offeringId: 'never-had' }]);
    expectReplay(first, await world.call(operation, { ...hopeless, ...keyed }));
    expect(await command.effects(world)).toBe(0);
  });

  it('gets its answer with the API key that replaced the first one', async () => {
    await haveAll(world);
    const first = await world.call(operation, { ...request, ...keyed });
    const apiKey = await world.haveApiKey();
    expectReplay(first, await world.call(operation, { ...request, ...keyed, apiKey }));
  });

  it.each([
    ['is revoked', 401, () => ({ revokedAt: world.now })],
    ['has expired', 401, () => ({ expiresAt: world.now })],
    ['has lost the scope', 403, () => ({ scopes: ['licenses:read', 'subscriptions:read'] })],
  ] as const)('gets nothing once the API key %s, and its answer with another key', async (_what, status, change) => {
    await haveAll(world);
    const first = await world.call(operation, { ...request, ...keyed });
    await world.amendApiKey(change());
    const denied = await world.call(operation, { ...request, ...keyed });
    expect(denied.status).toBe(status);
    expect(denied.headers).not.toHaveProperty('Idempotent-Replayed');
    expectReplay(first, await world.call(operation, { ...request, ...keyed, apiKey: await world.haveApiKey() }));
  });

  it('is another request in another tenant, which sees nothing of the first', async () => {
    await haveAll(world);
    const first = await world.call(operation, { ...request, ...keyed });
    await world.enter();
    expect((await world.call(operation, { ...request, ...keyed })).status).toBe(404);
    await world.enter();
    await haveAll(world);
    const own = await world.call(operation, { ...request, ...keyed });
    expect(own.status).toBe(first.status);
    expect(own.headers).not.toHaveProperty('Idempotent-Replayed');
    expect(await command.effects(world)).toBe(1);
  });

  it('gets its answer under the other name of the header', async () => {
    await haveAll(world);
    const first = await world.call(operation, { ...request, ...keyed });
    expectReplay(first, await world.call(operation, { ...request, headers: { 'idempotency-key': ['k'] } }));
  });

  it('gets its answer although the day in it has gone by', async () => {
    await haveAll(world);
    world.clock = Date.parse('2024-02-29T23:30:00.000Z');
    const first = await world.call(operation, { ...request, ...keyed });
    world.clock += 3600_000;
    expectReplay(first, await world.call(operation, { ...request, ...keyed }));
    world.clock += 20 * 3600_000;
    expectReplay(first, await world.call(operation, { ...request, ...keyed }));
    world.clock += 5 * 3600_000;
    expect((await world.call(operation, { ...request, ...keyed })).status).toBe(400);
  });

  it('without a key is decided anew where it was rejected, and is not told of a new key', async () => {
    await haveAll(world);
    const first = await world.call(operation, hopeless);
    expect([first.status, first.json.hint]).toEqual([404, undefined]);
    expect((await world.call(operation, hopeless)).headers).not.toHaveProperty('Idempotent-Replayed');
    expect(await world.records()).toEqual([]);
  });

  it('without a key is another call', async () => {
    await haveAll(world);
    const first = await world.call(operation, request);
    const second = await world.call(operation, request);
    expect([first.status, second.headers['Idempotent-Replayed']]).toEqual([second.status, undefined]);
    expect(await command.effects(world)).toBe(2);
    expect(await world.records()).toEqual([]);
  });
});

it('a created license is answered again although Seamless OS manages the billing by now', async () => {
  await haveAll(world);
  const first = await world.call('createLicense', { ...createLicense.request, ...keyed });
  await world.haveTenant({ tenantId: world.tenantId, billingManaged: true });
  expectReplay(first, await world.call('createLicense', { ...createLicense.request, ...keyed }));
  expect((await world.call('createLicense', { ...createLicense.request, key: 'new' })).json.code).toBe(
    'billing_managed',
  );
});
