import { describe, expect, it } from 'vitest';
import type { OperationName } from '../../functions/endpoints.ts';
import { haveExampleFixtures } from '../support/example-requests.ts';
import { createCallBarrier } from '../support/faulty-network.ts';
import {
  cancelAddonCommand,
  commandsWithAndWithoutIdempotencyKey,
  createLicenseCommand,
  expectNoSideEffects,
  haveCommandFixtures,
  testCommands,
} from '../support/test-commands.ts';
import { useEngine } from '../support/test-engine.ts';
import { type SendOptions, useWorld } from '../support/test-world.ts';

const world = useWorld(useEngine());
const listSentOperations = () => world.network.operations;

/** I12: counts the calls that are sent over the network. */
describe.each(commandsWithAndWithoutIdempotencyKey)(
  '$title',
  ({ operation, request, rejected, keyOption, reads, rejectedReads, readCalls }) => {
    it('makes its reads and one transaction', async () => {
      await haveExampleFixtures(world);
      expect((await world.call(operation, { ...request, ...keyOption })).status).toBeLessThan(300);
      expect(listSentOperations()).toEqual([...reads, 'TransactWriteItems']);
      expect(world.lastReport).toMatchObject({ outcome: 'executed', rounds: 1, calls: readCalls + 1 });
    });

    it('makes one transaction to store a rejection, and none without a key', async () => {
      await haveExampleFixtures(world);
      expect((await world.call(operation, { ...rejected, ...keyOption })).status).toBe(404);
      expect(listSentOperations()).toEqual([
        ...rejectedReads,
        ...(keyOption.idempotencyKey ? ['TransactWriteItems'] : []),
      ]);
      expect(world.network.commits.flatMap(({ input }) => input.TransactItems)).toHaveLength(
        keyOption.idempotencyKey ? 1 : 0,
      );
      expect(world.lastReport.outcome).toBe('rejected');
    });
  },
);

describe.each(testCommands)('$operation', command => {
  const { operation, request, otherRequest: other, firstReads } = command;

  it.each([
    ['a replay', request, 'replayed'],
    ['a mismatch', other, 'mismatch'],
  ])('makes one read for %s', async (_description, repeat, outcome) => {
    await haveExampleFixtures(world);
    await world.call(operation, { ...request, idempotencyKey: 'k' });
    world.network.reset();
    await world.call(operation, { ...repeat, idempotencyKey: 'k' });
    expect(listSentOperations()).toEqual(firstReads);
    expect(world.lastReport.outcome).toBe(outcome);
  });

  it('makes one batch read and no write for malformed JSON', async () => {
    await haveExampleFixtures(world);
    expect((await world.call(operation, { ...request, idempotencyKey: 'k', body: '{' })).status).toBe(400);
    expect(listSentOperations()).toEqual(['BatchGetItem']);
    await expectNoSideEffects(world, command);
  });

  it('makes one read and no write for a caller without permission', async () => {
    await haveExampleFixtures(world);
    const revoked = await world.haveApiKey({ revokedAt: world.now });
    const withoutScope = await world.haveApiKey({ scopes: ['product-offerings:read'] });
    for (const [apiKey, status] of [[revoked, 401] as const, [withoutScope, 403] as const]) {
      world.network.reset();
      expect((await world.call(operation, { ...request, idempotencyKey: 'k', apiKey })).status).toBe(status);
      expect(listSentOperations()).toEqual(firstReads);
    }
    await expectNoSideEffects(world, command);
  });

  it.each([
    ['no API key', 401, { 'X-API-Key': [] }],
    ['two API keys', 400, { 'X-API-Key': ['a', 'b'] }],
    ['an API key with a wrong checksum', 401, { 'X-API-Key': [`connect_test_t_${'0'.repeat(61)}`] }],
    ['an empty idempotency key', 400, { 'X-Idempotency-Key': [''] }],
    ['two idempotency keys', 400, { 'X-Idempotency-Key': ['a', 'b'] }],
    ['different keys under the two header names', 400, { 'X-Idempotency-Key': ['a'], 'Idempotency-Key': ['b'] }],
    ['another media type', 415, { 'Content-Type': ['text/plain'] }],
  ])('makes no call for %s', async (_description, status, headers) => {
    expect((await world.call(operation, { ...request, headers })).status).toBe(status);
    expect(listSentOperations()).toEqual([]);
  });

  it('makes no call for a body over 64 KB', async () => {
    expect((await world.call(operation, { ...request, idempotencyKey: 'k', body: ' '.repeat(65_537) })).status).toBe(
      413,
    );
    expect(listSentOperations()).toEqual([]);
  });
});

it.each([
  ['getLicense', { licenseId: 'license' }, ['BatchGetItem']],
  ['getSubscription', { subscriptionId: 'subscription' }, ['BatchGetItem', 'Query']],
  ['listAddons', { subscriptionId: 'subscription' }, ['BatchGetItem', 'Query']],
] as const)('%s makes one read, also with an idempotency key', async (operation, path, calls) => {
  await haveCommandFixtures(world);
  expect((await world.call(operation, { path, idempotencyKey: 'k' })).status).toBe(200);
  expect(listSentOperations()).toEqual(calls);
  expect(JSON.stringify(world.network.calls)).not.toContain('idempotency');
});

describe('a request with a reference makes one more read', () => {
  const firstRead = 'BatchGetItem';
  const write = 'TransactWriteItems';
  const subscription = { path: { subscriptionId: 'rid_1' } };
  const body = { productOfferingId: 'addon-offering' };
  const order = { productOfferingId: 'offering', customerId: 'rid_1' };

  it.each<[OperationName, SendOptions, string[]]>([
    ['createLicense', { body: order }, [firstRead, 'BatchGetItem', write]],
    ['cancelAddon', { ...subscription, body }, [firstRead, 'BatchGetItem', 'Query', write]],
    [
      'addAddon',
      { path: { subscriptionId: 'rid_2' }, body },
      [firstRead, 'BatchGetItem', 'Query', 'BatchGetItem', write],
    ],
    ['getSubscription', subscription, [firstRead, 'BatchGetItem', 'Query']],
  ])('%s', async (operation, send, calls) => {
    await haveExampleFixtures(world);
    await world.haveReference('customer', '1', 'customer');
    await world.haveReference('subscription', '1', 'subscription');
    await world.haveReference('subscription', '2', 'second-subscription');
    world.network.reset();
    expect((await world.call(operation, { ...send, idempotencyKey: 'k' })).status).toBeLessThan(300);
    expect(listSentOperations()).toEqual(calls);
  });
});

it('cancelAddon reads the add-ons and the other items in parallel', async () => {
  await haveCommandFixtures(world);
  const waitForBothCalls = createCallBarrier(2);
  world.network.failNext(waitForBothCalls, waitForBothCalls);
  expect((await world.call('cancelAddon', cancelAddonCommand.request)).status).toBe(200);
});

it('every read is strongly consistent and requests each item once', async () => {
  await haveCommandFixtures(world);
  await world.call('cancelAddon', { ...cancelAddonCommand.request, idempotencyKey: 'k' });
  const assignedTo = { type: 'CUSTOMER', customerId: 'customer' };
  const created = await world.call('createLicense', {
    idempotencyKey: 'k2',
    body: { ...(createLicenseCommand.otherRequest.body as object), assignedTo },
  });
  expect(created.json.assignedTo.customerDisplay).toBe('Ada Ltd');
  for (const { operation, input } of world.network.calls) {
    if (operation === 'Query') expect(input.ConsistentRead).toBe(true);
    if (operation !== 'BatchGetItem') continue;
    for (const { Keys, ConsistentRead } of Object.values<{ Keys: object[]; ConsistentRead: boolean }>(
      input.RequestItems,
    )) {
      expect(ConsistentRead).toBe(true);
      expect(new Set(Keys.map(key => JSON.stringify(key))).size).toBe(Keys.length);
    }
  }
});
