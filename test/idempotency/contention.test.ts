import { describe, expect, it } from 'vitest';
import {
  beforeExecution,
  cancelTransaction,
  type NetworkFault,
  passThrough,
  refuseCall,
  StaleRead,
} from '../support/faulty-network.ts';
import {
  cancelAddonCommand,
  cancelLicenseCommand,
  expectNoSideEffects,
  expectReplay,
  haveCommandFixtures,
  shortDeadline,
  withAndWithoutIdempotencyKey,
} from '../support/test-commands.ts';
import { useEngine } from '../support/test-engine.ts';
import { type TestResponse, useWorld } from '../support/test-world.ts';

const world = useWorld(useEngine());
const start = Date.parse('2024-01-15T09:30:00.000Z');

const defects = ['ValidationError', 'ItemCollectionSizeLimitExceeded', 'AccessDenied'];
const others = ['ProvisionedThroughputExceeded', 'DuplicateItem', 'Whatever'];
const kinds = ['ConditionalCheckFailed', 'TransactionConflict', 'ThrottlingError', 'ValidationError'];
/** Contains every code at every index, and pairs of the kinds at every two indexes. */
const reasons = [
  ...[...kinds, ...others, ...defects].flatMap(a => [[a], ['None', a], ['None', 'None', a]]),
  ...kinds.flatMap(a =>
    kinds.flatMap(b => [
      [a, b],
      [a, 'None', b],
      ['None', a, b],
    ]),
  ),
];
const isOverloadCode = (code: string) =>
  !['None', ...kinds, ...defects, 'DuplicateItem'].includes(code) || code === 'ThrottlingError';
/** Returns true if no reason is about the items, so that the same transaction is sent again. */
const isOverload = (codes: string[]) => codes.every(code => code === 'None' || isOverloadCode(code));
const isDefect = (codes: string[]) =>
  codes.some(code => defects.includes(code)) &&
  !codes.some(code => code === 'ConditionalCheckFailed' || code === 'DuplicateItem');

/** cancelAddon makes three writes with a key and two without. */
describe.each(withAndWithoutIdempotencyKey(cancelAddonCommand))('$title', command => {
  const { operation, request, keyOption } = command;
  const send = { ...request, ...keyOption };

  it('begins a new round with a new token, retries the same transaction after throttling, or stops at a defect', async () => {
    const [batch, query] = [new StaleRead(), new StaleRead()];
    await haveCommandFixtures(world);
    for (const codes of reasons.filter(({ length }) => length <= (keyOption.idempotencyKey ? 3 : 2))) {
      world.network.reset();
      world.network.failAlways('BatchGetItem', batch.fault);
      world.network.failAlways('Query', query.fault);
      world.network.failNextOf('TransactWriteItems', cancelTransaction(...codes), refuseCall('ValidationException'));
      const response = await world.call(operation, send);
      expect([codes, response.json.code]).toEqual([codes, 'INTERNAL_ERROR']);
      const tokens = world.network.commits.map(({ input }) => input.ClientRequestToken);
      expect([codes, tokens.length]).toEqual([codes, isDefect(codes) ? 1 : 2]);
      expect([codes, new Set(tokens).size]).toEqual([codes, isDefect(codes) || isOverload(codes) ? 1 : 2]);
    }
    world.network.heal();
    await expectNoSideEffects(world, command);
    expect((await world.call(operation, send)).status).toBe(200);
  });

  it.each([
    ['the transaction conflicts with another', refuseCall('TransactionConflictException')],
    ['a condition failed without the item', cancelTransaction('None', 'ConditionalCheckFailed', 'None')],
  ])('succeeds in the next round when %s', async (_description, fault) => {
    await haveCommandFixtures(world);
    world.network.failNextOf('TransactWriteItems', fault, fault);
    const response = await world.call(operation, send);
    expect(response.status).toBe(200);
    expect(world.lastReport).toMatchObject({ outcome: 'executed', rounds: 3 });
    expect(await command.effects(world)).toBe(1);
    expect(new Set(world.network.commits.map(({ input }) => input.ClientRequestToken)).size).toBe(3);
  });

  it.each([
    ['DynamoDB throttles the call', refuseCall('ThrottlingException')],
    ['the throughput is exceeded', refuseCall('ProvisionedThroughputExceededException')],
    ['the limit of the account is exceeded', refuseCall('RequestLimitExceeded')],
    ['a write is throttled', cancelTransaction('None', 'ThrottlingError')],
    ['the cancellation has no reasons', refuseCall('TransactionCanceledException')],
  ])('sends the same transaction again, without a new round, when %s', async (_description, fault) => {
    await haveCommandFixtures(world);
    world.network.failNextOf('TransactWriteItems', fault, fault);
    expect((await world.call(operation, send)).status).toBe(200);
    expect(world.lastReport).toMatchObject({ outcome: 'executed', rounds: 1 });
    expect(await command.effects(world)).toBe(1);
    expect(new Set(world.network.commits.map(({ input }) => JSON.stringify(input)))).toHaveProperty('size', 1);
    expect(world.network.commits).toHaveLength(3);
  });

  const locked = keyOption.idempotencyKey ? 'idempotency_key_locked' : 'SERVICE_UNAVAILABLE';
  it.each([
    ['conflicts', cancelTransaction('TransactionConflict', 'None', 'None'), locked],
    ['failed conditions', cancelTransaction('None', 'ConditionalCheckFailed', 'None'), locked],
    ['throttled writes', cancelTransaction('None', 'ThrottlingError', 'None'), 'SERVICE_UNAVAILABLE'],
    ['throttling', refuseCall('ThrottlingException'), 'SERVICE_UNAVAILABLE'],
    ['cancellations without reasons', refuseCall('TransactionCanceledException'), 'SERVICE_UNAVAILABLE'],
    ['unknown reasons', cancelTransaction('Whatever'), 'SERVICE_UNAVAILABLE'],
  ] as [string, NetworkFault, string][])(
    'ends by the deadline, without side effects, when every commit ends in %s',
    async (_description, fault, code) => {
      await haveCommandFixtures(world);
      world.network.failAlways('TransactWriteItems', fault);
      expect((await world.call(operation, { ...send, ...shortDeadline })).json.code).toBe(code);
      expect(world.clock - start).toBeLessThanOrEqual(1000);
      expect(world.network.commits.length).toBeGreaterThan(3);
      world.network.heal();
      await expectNoSideEffects(world, command);
      expect((await world.call(operation, send)).status).toBe(200);
    },
  );
});

it.each([
  ['commits', 'TransactWriteItems', cancelTransaction('TransactionConflict')],
  ['reads', 'BatchGetItem', refuseCall('ThrottlingException')],
])('ends even if the clock is set back during all its %s', async (_description, name, fault) => {
  await haveCommandFixtures(world);
  world.network.failAlways(name, (call, send) => {
    world.clock -= 60_000;
    return fault(call, send);
  });
  expect(
    (await world.call('cancelLicense', { ...cancelLicenseCommand.request, idempotencyKey: 'k' })).status,
  ).toBeGreaterThan(400);
  expect(world.network.calls.length).toBeLessThanOrEqual(200);
  await expectNoSideEffects(world, cancelLicenseCommand);
});

it('increases the delay before each retry up to a maximum, and never waits beyond the deadline', async () => {
  await haveCommandFixtures(world);
  const times: number[] = [];
  world.network.failAlways('TransactWriteItems', (call, send) => {
    times.push(world.clock);
    return cancelTransaction('TransactionConflict')(call, send);
  });
  await world.call(cancelLicenseCommand.operation, cancelLicenseCommand.request);
  const delays = times.slice(1).map((time, index) => time - (times[index] ?? 0));
  expect(delays.slice(0, 6)).toEqual([20, 40, 80, 160, 320, 400]);
  expect(Math.max(...delays)).toBe(400);
  expect(world.clock - start).toBe(8000);
});

describe('the failed condition of the idempotency record', () => {
  const { operation, request, otherRequest: other } = cancelLicenseCommand;

  it('has precedence over that of the license: the response is a replay, not license_already_cancelled', async () => {
    await haveCommandFixtures(world);
    const concurrentResponses: TestResponse[] = [];
    const repeat = { ...request, idempotencyKey: 'k', body: {} };
    world.network.failNextOf(
      'TransactWriteItems',
      beforeExecution(async () => concurrentResponses.push(await world.call(operation, repeat))),
      passThrough,
    );
    const response = await world.call(operation, repeat);
    expect(concurrentResponses).toHaveLength(1);
    for (const first of concurrentResponses) expectReplay(first, response);
    expect(await cancelLicenseCommand.effects(world)).toBe(1);
  });

  it('has precedence over that of the license: the response is a mismatch', async () => {
    await haveCommandFixtures(world);
    world.network.failNextOf(
      'TransactWriteItems',
      beforeExecution(() => world.call(operation, { ...other, idempotencyKey: 'k' })),
      passThrough,
    );
    const response = await world.call(operation, { ...request, idempotencyKey: 'k' });
    expect(response.json.code).toBe('idempotency_key_mismatch');
    expect(world.lastReport.rounds).toBe(2);
  });

  it('leads to the next read without a delay', async () => {
    await haveCommandFixtures(world);
    world.network.failNextOf(
      'TransactWriteItems',
      beforeExecution(() => world.call(operation, { ...request, idempotencyKey: 'k' })),
      passThrough,
    );
    await world.call(operation, { ...request, idempotencyKey: 'k' });
    expect(world.clock).toBe(start);
  });
});

it('a cancellation that another request has rescheduled is rescheduled from its current date (I10)', async () => {
  const { operation, request, otherRequest: other } = cancelLicenseCommand;
  await haveCommandFixtures(world);
  world.network.failNextOf(
    'TransactWriteItems',
    beforeExecution(() => world.call(operation, { ...other, idempotencyKey: 'a' })),
    passThrough,
  );
  const response = await world.call(operation, { ...request, idempotencyKey: 'b' });
  expect(response.json.pendingStatus).toEqual({ status: 'CANCELLED', scheduledAt: '2024-03-01' });
  expect(await world.licenses()).toMatchObject([{ version: 3, ends: { on: '2024-03-01' } }]);
});

describe('a command whose item another request has changed', () => {
  it('waits before it reads again', async () => {
    await haveCommandFixtures(world);
    world.network.failNextOf('TransactWriteItems', cancelTransaction('None', 'ConditionalCheckFailed'));
    const before = world.now;
    expect((await world.call('cancelLicense', { ...cancelLicenseCommand.request, idempotencyKey: 'k' })).status).toBe(
      200,
    );
    expect(world.now > before).toBe(true);
  });

  it('waits without an idempotency key, too: no condition is that of a record', async () => {
    await haveCommandFixtures(world);
    world.network.failNextOf('TransactWriteItems', cancelTransaction('ConditionalCheckFailed'));
    const before = world.now;
    expect((await world.call('cancelLicense', cancelLicenseCommand.request)).status).toBe(200);
    expect(world.now > before).toBe(true);
  });

  it("returns idempotency_key_locked for DuplicateItem, DynamoDB's other code of a failed condition", async () => {
    await haveCommandFixtures(world);
    world.network.failAlways('TransactWriteItems', cancelTransaction('None', 'DuplicateItem'));
    const response = await world.call('cancelLicense', {
      ...cancelLicenseCommand.request,
      idempotencyKey: 'k',
      ...shortDeadline,
    });
    expect(response.json.code).toBe('idempotency_key_locked');
  });
});
