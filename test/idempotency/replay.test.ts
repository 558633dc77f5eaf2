import { describe, expect, it } from 'vitest';
import { createLicenseCommand, expectReplay, haveCommandFixtures, testCommands } from '../support/test-commands.ts';
import { useEngine } from '../support/test-engine.ts';
import { useWorld } from '../support/test-world.ts';

const world = useWorld(useEngine());
const withIdempotencyKey = { idempotencyKey: 'k' };

/** I1, I2, I3, I5. */
describe.each(testCommands)('a repeat of $operation', ({ operation, request, rejected, ...command }) => {
  it('gets the answer of the first call, byte for byte, and does nothing', async () => {
    await haveCommandFixtures(world);
    const first = await world.call(operation, { ...request, ...withIdempotencyKey, basePath: '/v1' });
    expect(first.headers).not.toHaveProperty('Idempotent-Replayed');
    const records = await world.records();
    for (let repeat = 0; repeat < 3; repeat++) {
      world.clock += 1000;
      expectReplay(first, await world.call(operation, { ...request, ...withIdempotencyKey, basePath: '/v1' }));
    }
    expect(await command.effects(world)).toBe(1);
    expect(await world.records()).toEqual(records);
    expect(world.lastReport.outcome).toBe('replayed');
  });

  it('gets a kept rejection again, also when its cause is gone', async () => {
    await haveCommandFixtures(world);
    const first = await world.call(operation, { ...rejected, ...withIdempotencyKey });
    expect(first.status).toBe(404);
    expect(first.json.hint).toContain('use a new key');
    await world.haveCustomer('nobody');
    await world.haveLicense({ licenseId: 'nothing' });
    await world.haveSubscription([{}, { offeringId: 'never-had' }]);
    expectReplay(first, await world.call(operation, { ...rejected, ...withIdempotencyKey }));
    expect(await command.effects(world)).toBe(0);
  });

  it('gets its answer with the API key that replaced the first one', async () => {
    await haveCommandFixtures(world);
    const first = await world.call(operation, { ...request, ...withIdempotencyKey });
    const apiKey = await world.haveApiKey();
    expectReplay(first, await world.call(operation, { ...request, ...withIdempotencyKey, apiKey }));
  });

  it.each([
    ['is revoked', 401, () => ({ revokedAt: world.now })],
    ['has expired', 401, () => ({ expiresAt: world.now })],
    ['has lost the scope', 403, () => ({ scopes: ['licenses:read', 'subscriptions:read'] })],
  ] as const)('gets nothing once the API key %s, and its answer with another key', async (_what, status, change) => {
    await haveCommandFixtures(world);
    const first = await world.call(operation, { ...request, ...withIdempotencyKey });
    await world.overwriteApiKey(change());
    const denied = await world.call(operation, { ...request, ...withIdempotencyKey });
    expect(denied.status).toBe(status);
    expect(denied.headers).not.toHaveProperty('Idempotent-Replayed');
    expectReplay(
      first,
      await world.call(operation, { ...request, ...withIdempotencyKey, apiKey: await world.haveApiKey() }),
    );
  });

  it('is another request in another tenant, which sees nothing of the first', async () => {
    await haveCommandFixtures(world);
    const first = await world.call(operation, { ...request, ...withIdempotencyKey });
    await world.enterTenant();
    expect((await world.call(operation, { ...request, ...withIdempotencyKey })).status).toBe(404);
    await world.enterTenant();
    await haveCommandFixtures(world);
    const own = await world.call(operation, { ...request, ...withIdempotencyKey });
    expect(own.status).toBe(first.status);
    expect(own.headers).not.toHaveProperty('Idempotent-Replayed');
    expect(await command.effects(world)).toBe(1);
  });

  it('gets its answer under the other name of the header', async () => {
    await haveCommandFixtures(world);
    const first = await world.call(operation, { ...request, ...withIdempotencyKey });
    expectReplay(first, await world.call(operation, { ...request, headers: { 'idempotency-key': ['k'] } }));
  });

  it('gets its answer although the day in it has gone by', async () => {
    await haveCommandFixtures(world);
    world.clock = Date.parse('2024-02-29T23:30:00.000Z');
    const first = await world.call(operation, { ...request, ...withIdempotencyKey });
    world.clock += 3600_000;
    expectReplay(first, await world.call(operation, { ...request, ...withIdempotencyKey }));
    world.clock += 20 * 3600_000;
    expectReplay(first, await world.call(operation, { ...request, ...withIdempotencyKey }));
    world.clock += 5 * 3600_000;
    expect((await world.call(operation, { ...request, ...withIdempotencyKey })).status).toBe(400);
  });

  it('without a key is decided anew where it was rejected, and is not told of a new key', async () => {
    await haveCommandFixtures(world);
    const first = await world.call(operation, rejected);
    expect([first.status, first.json.hint]).toEqual([404, undefined]);
    expect((await world.call(operation, rejected)).headers).not.toHaveProperty('Idempotent-Replayed');
    expect(await world.records()).toEqual([]);
  });

  it('without a key is another call', async () => {
    await haveCommandFixtures(world);
    const first = await world.call(operation, request);
    const second = await world.call(operation, request);
    expect([first.status, second.headers['Idempotent-Replayed']]).toEqual([second.status, undefined]);
    expect(await command.effects(world)).toBe(2);
    expect(await world.records()).toEqual([]);
  });
});

it('a created license is answered again although Seamless OS manages the billing by now', async () => {
  await haveCommandFixtures(world);
  const first = await world.call('createLicense', { ...createLicenseCommand.request, ...withIdempotencyKey });
  await world.haveTenant({ tenantId: world.tenantId, billingManaged: true });
  expectReplay(first, await world.call('createLicense', { ...createLicenseCommand.request, ...withIdempotencyKey }));
  expect(
    (await world.call('createLicense', { ...createLicenseCommand.request, idempotencyKey: 'new' })).json.code,
  ).toBe('billing_managed');
});
