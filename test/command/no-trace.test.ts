import { describe, expect, it } from 'vitest';
import { makeApiKey } from '../../lib/auth/api-key.ts';
import { briefly, commands, createLicense, expectNoTrace, expectReplay, haveAll } from '../support/commands.ts';
import { useEngine } from '../support/engine.ts';
import { cancel, leaveUnprocessed, refuse } from '../support/network.ts';
import { type Send, useWorld } from '../support/world.ts';

const world = useWorld(useEngine());

/** I9. */
describe.each(commands)('$operation', command => {
  const { operation, request, past } = command;
  const keyed = { ...request, key: 'k' };

  const notKept: [string, number, () => Promise<Send>][] = [
    ['malformed JSON', 400, async () => ({ ...keyed, body: '{"a":' })],
    ['a repeated key', 400, async () => ({ ...keyed, body: '{"metadata":{},"metadata":{}}' })],
    [
      'an unknown field',
      400,
      async () => ({ ...keyed, body: { ...(request.body as object), scheduledat: '2024-03-01' } }),
    ],
    ['an unknown query parameter', 400, async () => ({ ...keyed, query: { dryRun: ['true'] } })],
    ['a day gone by', 400, async () => ({ ...past, key: 'k' })],
    ['an unknown API key', 401, async () => ({ ...keyed, apiKey: unknownKey() })],
    ['a revoked API key', 401, async () => ({ ...keyed, apiKey: await world.haveApiKey({ revokedAt: world.now }) })],
    [
      'no scope',
      403,
      async () => ({ ...keyed, apiKey: await world.haveApiKey({ scopes: ['product-offerings:read'] }) }),
    ],
    ['too large a body', 413, async () => ({ ...keyed, body: ' '.repeat(70_000) })],
    ['another media type', 415, async () => ({ ...keyed, headers: { 'Content-Type': ['text/plain'] } })],
    ['denied access', 500, async () => faulty('BatchGetItem', refuse('AccessDeniedException'))],
    ['a table that is missing', 500, async () => faulty('TransactWriteItems', refuse('ResourceNotFoundException'))],
    ['a write that is not valid', 500, async () => faulty('TransactWriteItems', cancel('None', 'ValidationError'))],
    ['reads that fail', 503, async () => faulty('BatchGetItem', leaveUnprocessed)],
    ['throttling', 503, async () => faulty('TransactWriteItems', refuse('ThrottlingException'))],
    ['contention', 409, async () => faulty('TransactWriteItems', cancel('TransactionConflict'))],
  ];

  const faulty = async (name: string, fault: Parameters<typeof world.network.always>[1]): Promise<Send> => {
    world.network.always(name, fault);
    return { ...keyed, ...briefly };
  };

  const unknownKey = () =>
    makeApiKey({ tenantId: world.tenantId, mode: 'test' }, { scopes: [], createdAt: world.now }).text;

  it('keeps nothing of what it does not do, and the key is free', async () => {
    await haveAll(world);
    for (const [what, status, arrange] of notKept) {
      const answer = await world.call(operation, await arrange());
      expect([what, answer.status]).toEqual([what, status]);
      world.network.heal();
      await expectNoTrace(world, command);
    }
    const first = await world.call(operation, keyed);
    expect(first.status).toBeLessThan(300);
    expectReplay(first, await world.call(operation, keyed));
    expect(await command.effects(world)).toBe(1);
  });
});

it('a license is not created while Seamless OS manages the billing, and is once it does not', async () => {
  await haveAll(world);
  await world.haveTenant({ tenantId: world.tenantId, billingManaged: true });
  const send = { ...createLicense.request, key: 'k' };
  expect((await world.call('createLicense', send)).json.code).toBe('billing_managed');
  await expectNoTrace(world, createLicense);
  await world.haveTenant({ tenantId: world.tenantId });
  expect((await world.call('createLicense', send)).status).toBe(201);
});
