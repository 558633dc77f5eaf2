import { describe, expect, it } from 'vitest';
import { generateApiKey } from '../../lib/auth/api-key.ts';
import { haveExampleFixtures } from '../support/example-requests.ts';
import { cancelTransaction, leaveUnprocessed, refuseCall } from '../support/faulty-network.ts';
import {
  createLicenseCommand,
  expectNoSideEffects,
  expectReplay,
  haveCommandFixtures,
  shortDeadline,
  testCommands,
} from '../support/test-commands.ts';
import { useEngine } from '../support/test-engine.ts';
import { type SendOptions, useWorld } from '../support/test-world.ts';

const world = useWorld(useEngine());

/** I9: a request that was not executed leaves nothing stored, and its idempotency key remains unused. */
describe.each(testCommands)('$operation', command => {
  const { operation, request, pastDate } = command;
  const requestWithKey = { ...request, idempotencyKey: 'k' };

  const notStored: [string, number, () => Promise<SendOptions>][] = [
    ['malformed JSON', 400, async () => ({ ...requestWithKey, body: '{"a":' })],
    ['a repeated key', 400, async () => ({ ...requestWithKey, body: '{"metadata":{},"metadata":{}}' })],
    [
      'an unknown field',
      400,
      async () => ({ ...requestWithKey, body: { ...(request.body as object), scheduledat: '2024-03-01' } }),
    ],
    ['an unknown query parameter', 400, async () => ({ ...requestWithKey, query: { dryRun: ['true'] } })],
    ['a past date', 400, async () => ({ ...pastDate, idempotencyKey: 'k' })],
    ['an unknown API key', 401, async () => ({ ...requestWithKey, apiKey: createUnknownApiKey() })],
    [
      'a revoked API key',
      401,
      async () => ({ ...requestWithKey, apiKey: await world.haveApiKey({ revokedAt: world.now }) }),
    ],
    [
      'a missing scope',
      403,
      async () => ({ ...requestWithKey, apiKey: await world.haveApiKey({ scopes: ['product-offerings:read'] }) }),
    ],
    ['a body that is too large', 413, async () => ({ ...requestWithKey, body: ' '.repeat(70_000) })],
    ['another media type', 415, async () => ({ ...requestWithKey, headers: { 'Content-Type': ['text/plain'] } })],
    ['denied access', 500, async () => failAlways('BatchGetItem', refuseCall('AccessDeniedException'))],
    ['a missing table', 500, async () => failAlways('TransactWriteItems', refuseCall('ResourceNotFoundException'))],
    [
      'an invalid write',
      500,
      async () => failAlways('TransactWriteItems', cancelTransaction('None', 'ValidationError')),
    ],
    ['failed reads', 503, async () => failAlways('BatchGetItem', leaveUnprocessed)],
    ['throttling', 503, async () => failAlways('TransactWriteItems', refuseCall('ThrottlingException'))],
    ['contention', 409, async () => failAlways('TransactWriteItems', cancelTransaction('TransactionConflict'))],
  ];

  const failAlways = async (
    name: string,
    fault: Parameters<typeof world.network.failAlways>[1],
  ): Promise<SendOptions> => {
    world.network.failAlways(name, fault);
    return { ...requestWithKey, ...shortDeadline };
  };

  const createUnknownApiKey = () =>
    generateApiKey({ tenantId: world.tenantId, mode: 'test' }, { scopes: [], createdAt: world.now }).text;

  it('stores nothing for a request that was not executed, and the idempotency key remains unused', async () => {
    await haveExampleFixtures(world);
    for (const [description, status, createRequest] of notStored) {
      const response = await world.call(operation, await createRequest());
      expect([description, response.status]).toEqual([description, status]);
      world.network.heal();
      await expectNoSideEffects(world, command);
    }
    const first = await world.call(operation, requestWithKey);
    expect(first.status).toBeLessThan(300);
    expectReplay(first, await world.call(operation, requestWithKey));
    expect(await command.effects(world)).toBe(1);
  });
});

it('a license is created only when Seamless OS does not manage the billing', async () => {
  await haveCommandFixtures(world);
  await world.haveTenant({ tenantId: world.tenantId, billingManaged: true });
  const send = { ...createLicenseCommand.request, idempotencyKey: 'k' };
  expect((await world.call('createLicense', send)).json.code).toBe('billing_managed');
  await expectNoSideEffects(world, createLicenseCommand);
  await world.haveTenant({ tenantId: world.tenantId });
  expect((await world.call('createLicense', send)).status).toBe(201);
});
