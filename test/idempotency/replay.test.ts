import { describe, expect, it } from 'vitest';
import { haveExampleFixtures } from '../support/example-requests.ts';
import {
  createLicenseCommand,
  datedCommands,
  expectReplay,
  haveCommandFixtures,
  repeatableCommands,
  testCommands,
} from '../support/test-commands.ts';
import { useEngine } from '../support/test-engine.ts';
import { useWorld } from '../support/test-world.ts';

const world = useWorld(useEngine());
const withIdempotencyKey = { idempotencyKey: 'k' };

/** Guarantees I1, I2, I3 and I5. */
describe.each(testCommands)('a repeat of $operation', ({ operation, request, rejected, ...command }) => {
  it('returns the response of the first call, byte for byte, and changes nothing', async () => {
    await haveExampleFixtures(world);
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

  it('returns a stored rejection again, even if its cause no longer exists', async () => {
    await haveExampleFixtures(world);
    const first = await world.call(operation, { ...rejected, ...withIdempotencyKey });
    expect(first.status).toBe(404);
    expect(first.json.hint).toContain('use a new key');
    await world.haveCustomer('nobody');
    await world.haveLicense({ licenseId: 'nothing' });
    await world.haveSubscription([{}, { offeringId: 'never-had' }]);
    expectReplay(first, await world.call(operation, { ...rejected, ...withIdempotencyKey }));
    expect(await command.effects(world)).toBe(0);
  });

  it('returns the stored response with another API key of the tenant', async () => {
    await haveExampleFixtures(world);
    const first = await world.call(operation, { ...request, ...withIdempotencyKey });
    const apiKey = await world.haveApiKey();
    expectReplay(first, await world.call(operation, { ...request, ...withIdempotencyKey, apiKey }));
  });

  it.each([
    ['is revoked', 401, () => ({ revokedAt: world.now })],
    ['has expired', 401, () => ({ expiresAt: world.now })],
    ['no longer has the scope', 403, () => ({ scopes: ['licenses:read', 'subscriptions:read'] })],
  ] as const)(
    'is denied when the API key %s, and returns the stored response with another API key',
    async (_description, status, change) => {
      await haveExampleFixtures(world);
      const first = await world.call(operation, { ...request, ...withIdempotencyKey });
      await world.overwriteApiKey(change());
      const denied = await world.call(operation, { ...request, ...withIdempotencyKey });
      expect(denied.status).toBe(status);
      expect(denied.headers).not.toHaveProperty('Idempotent-Replayed');
      expectReplay(
        first,
        await world.call(operation, { ...request, ...withIdempotencyKey, apiKey: await world.haveApiKey() }),
      );
    },
  );

  it('is a new request in another tenant and shows nothing of the first tenant', async () => {
    await haveExampleFixtures(world);
    const first = await world.call(operation, { ...request, ...withIdempotencyKey });
    await world.enterTenant();
    expect((await world.call(operation, { ...request, ...withIdempotencyKey })).status).toBe(404);
    await world.enterTenant();
    await haveExampleFixtures(world);
    const own = await world.call(operation, { ...request, ...withIdempotencyKey });
    expect(own.status).toBe(first.status);
    expect(own.headers).not.toHaveProperty('Idempotent-Replayed');
    expect(await command.effects(world)).toBe(1);
  });

  it('returns the stored response under the other header name', async () => {
    await haveExampleFixtures(world);
    const first = await world.call(operation, { ...request, ...withIdempotencyKey });
    expectReplay(first, await world.call(operation, { ...request, headers: { 'idempotency-key': ['k'] } }));
  });

  it('without a key is decided again after a rejection, and the error has no hint about a new key', async () => {
    await haveExampleFixtures(world);
    const first = await world.call(operation, rejected);
    expect([first.status, first.json.hint]).toEqual([404, undefined]);
    expect((await world.call(operation, rejected)).headers).not.toHaveProperty('Idempotent-Replayed');
    expect(await world.records()).toEqual([]);
  });
});

describe.each(datedCommands)('a repeat of $operation', ({ operation, request }) => {
  it('returns the stored response although its date is now in the past', async () => {
    await haveExampleFixtures(world);
    world.clock = Date.parse('2024-02-29T23:30:00.000Z');
    const first = await world.call(operation, { ...request, ...withIdempotencyKey });
    world.clock += 3600_000;
    expectReplay(first, await world.call(operation, { ...request, ...withIdempotencyKey }));
    world.clock += 20 * 3600_000;
    expectReplay(first, await world.call(operation, { ...request, ...withIdempotencyKey }));
    world.clock += 5 * 3600_000;
    expect((await world.call(operation, { ...request, ...withIdempotencyKey })).status).toBe(400);
  });
});

describe.each(repeatableCommands)('a repeat of $operation', ({ operation, request, ...command }) => {
  it('without a key is executed again', async () => {
    await haveExampleFixtures(world);
    const first = await world.call(operation, request);
    const second = await world.call(operation, request);
    expect([first.status, second.headers['Idempotent-Replayed']]).toEqual([second.status, undefined]);
    expect(await command.effects(world)).toBe(2);
    expect(await world.records()).toEqual([]);
  });
});

it('createLicense is replayed although Seamless OS now manages the billing', async () => {
  await haveCommandFixtures(world);
  const first = await world.call('createLicense', { ...createLicenseCommand.request, ...withIdempotencyKey });
  await world.haveTenant({ tenantId: world.tenantId, billingManaged: true });
  expectReplay(first, await world.call('createLicense', { ...createLicenseCommand.request, ...withIdempotencyKey }));
  expect(
    (await world.call('createLicense', { ...createLicenseCommand.request, idempotencyKey: 'new' })).json.code,
  ).toBe('billing_managed');
});
