import { describe, expect, it } from 'vitest';
import { generateApiKey } from '../../lib/auth/api-key.ts';
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

/** I9. */
describe.each(testCommands)('$operation', command => {
  const { operation, request, pastDate } = command;
  const keyed = { ...request, idempotencyKey: 'k' };

  const notKept: [string, number, () => Promise<SendOptions>][] = [
    ['malformed JSON', 400, async () => ({ ...keyed, body: '{"a":' })],
    ['a repeated key', 400, async () => ({ ...keyed, body: '{"metadata":{},"metadata":{}}' })],
    [
      'an unknown field',
      400,
      async () => ({ ...keyed, body: { ...(request.body as object), scheduledat: '2024-03-01' } }),
    ],
    ['an unknown query parameter', 400, async () => ({ ...keyed, query: { dryRun: ['true'] } })],
    ['a day gone by', 400, async () => ({ ...pastDate, idempotencyKey: 'k' })],
    ['an unknown API key', 401, async () => ({ ...keyed, apiKey: unknownKey() })],
    ['a revoked API key', 401, async () => ({ ...keyed, apiKey: await world.haveApiKey({ revokedAt: world.now }) })],
    [
      'no scope',
      403,
      async () => ({ ...keyed, apiKey: await world.haveApiKey({ scopes: ['product-offerings:read'] }) }),
    ],
    ['too large a body', 413, async () => ({ ...keyed, body: ' '.repeat(70_000) })],
    ['another media type', 415, async () => ({ ...keyed, headers: { 'Content-Type': ['text/plain'] } })],
    ['denied access', 500, async () => faulty('BatchGetItem', refuseCall('AccessDeniedException'))],
    ['a table that is missing', 500, async () => faulty('TransactWriteItems', refuseCall('ResourceNotFoundException'))],
    [
      'a write that is not valid',
      500,
      async () => faulty('TransactWriteItems', cancelTransaction('None', 'ValidationError')),
    ],
    ['reads that fail', 503, async () => faulty('BatchGetItem', leaveUnprocessed)],
    ['throttling', 503, async () => faulty('TransactWriteItems', refuseCall('ThrottlingException'))],
    ['contention', 409, async () => faulty('TransactWriteItems', cancelTransaction('TransactionConflict'))],
  ];

  const faulty = async (name: string, fault: Parameters<typeof world.network.failAlways>[1]): Promise<SendOptions> => {
    world.network.failAlways(name, fault);
    return { ...keyed, ...shortDeadline };
  };

  const unknownKey = () =>
    generateApiKey({ tenantId: world.tenantId, mode: 'test' }, { scopes: [], createdAt: world.now }).text;

  it('keeps nothing of what it does not do, and the key is free', async () => {
    await haveCommandFixtures(world);
    for (const [what, status, arrange] of notKept) {
      const answer = await world.call(operation, await arrange());
      expect([what, answer.status]).toEqual([what, status]);
      world.network.heal();
      await expectNoSideEffects(world, command);
    }
    const first = await world.call(operation, keyed);
    expect(first.status).toBeLessThan(300);
    expectReplay(first, await world.call(operation, keyed));
    expect(await command.effects(world)).toBe(1);
  });
});

it('a license is not created while Seamless OS manages the billing, and is once it does not', async () => {
  await haveCommandFixtures(world);
  await world.haveTenant({ tenantId: world.tenantId, billingManaged: true });
  const send = { ...createLicenseCommand.request, idempotencyKey: 'k' };
  expect((await world.call('createLicense', send)).json.code).toBe('billing_managed');
  await expectNoSideEffects(world, createLicenseCommand);
  await world.haveTenant({ tenantId: world.tenantId });
  expect((await world.call('createLicense', send)).status).toBe(201);
});
