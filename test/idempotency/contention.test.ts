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
/** Every code at every index, and those of each kind in pairs at every two. */
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
const passes = (code: string) =>
  !['None', ...kinds, ...defects, 'DuplicateItem'].includes(code) || code === 'ThrottlingError';
/** A refusal that says nothing of the items: the same transaction is sent again. */
const isOverload = (these: string[]) => these.every(code => code === 'None' || passes(code));
const isDefect = (these: string[]) =>
  these.some(code => defects.includes(code)) &&
  !these.some(code => code === 'ConditionalCheckFailed' || code === 'DuplicateItem');

/** The add-on command has three writes with a key and two without. */
describe.each(withAndWithoutIdempotencyKey(cancelAddonCommand))('$title', command => {
  const { operation, request, keyed } = command;
  const send = { ...request, ...keyed };

  it('begins another round with a new token, sends the same again after throttling, or gives up at a defect', async () => {
    const [batch, query] = [new StaleRead(), new StaleRead()];
    await haveCommandFixtures(world);
    for (const these of reasons.filter(({ length }) => length <= (keyed.idempotencyKey ? 3 : 2))) {
      world.network.reset();
      world.network.failAlways('BatchGetItem', batch.fault);
      world.network.failAlways('Query', query.fault);
      world.network.failNextOf('TransactWriteItems', cancelTransaction(...these), refuseCall('ValidationException'));
      const answer = await world.call(operation, send);
      expect([these, answer.json.code]).toEqual([these, 'INTERNAL_ERROR']);
      const tokens = world.network.commits.map(({ input }) => input.ClientRequestToken);
      expect([these, tokens.length]).toEqual([these, isDefect(these) ? 1 : 2]);
      expect([these, new Set(tokens).size]).toEqual([these, isDefect(these) || isOverload(these) ? 1 : 2]);
    }
    world.network.heal();
    await expectNoSideEffects(world, command);
    expect((await world.call(operation, send)).status).toBe(200);
  });

  it.each([
    ['the transaction conflicts with another', refuseCall('TransactionConflictException')],
    ['a condition failed without the item', cancelTransaction('None', 'ConditionalCheckFailed', 'None')],
  ])('is done in the next round when %s', async (_what, fault) => {
    await haveCommandFixtures(world);
    world.network.failNextOf('TransactWriteItems', fault, fault);
    const answer = await world.call(operation, send);
    expect(answer.status).toBe(200);
    expect(world.lastReport).toMatchObject({ outcome: 'executed', rounds: 3 });
    expect(await command.effects(world)).toBe(1);
    expect(new Set(world.network.commits.map(({ input }) => input.ClientRequestToken)).size).toBe(3);
  });

  it.each([
    ['DynamoDB throttles', refuseCall('ThrottlingException')],
    ['the throughput is exceeded', refuseCall('ProvisionedThroughputExceededException')],
    ['the limit of the account is exceeded', refuseCall('RequestLimitExceeded')],
    ['a write is throttled', cancelTransaction('None', 'ThrottlingError')],
    ['no reasons are given', refuseCall('TransactionCanceledException')],
  ])('sends the same transaction again, without another round, when %s', async (_what, fault) => {
    await haveCommandFixtures(world);
    world.network.failNextOf('TransactWriteItems', fault, fault);
    expect((await world.call(operation, send)).status).toBe(200);
    expect(world.lastReport).toMatchObject({ outcome: 'executed', rounds: 1 });
    expect(await command.effects(world)).toBe(1);
    expect(new Set(world.network.commits.map(({ input }) => JSON.stringify(input)))).toHaveProperty('size', 1);
    expect(world.network.commits).toHaveLength(3);
  });

  const locked = keyed.idempotencyKey ? 'idempotency_key_locked' : 'SERVICE_UNAVAILABLE';
  it.each([
    ['conflicts', cancelTransaction('TransactionConflict', 'None', 'None'), locked],
    ['failed conditions', cancelTransaction('None', 'ConditionalCheckFailed', 'None'), locked],
    ['throttled writes', cancelTransaction('None', 'ThrottlingError', 'None'), 'SERVICE_UNAVAILABLE'],
    ['throttling', refuseCall('ThrottlingException'), 'SERVICE_UNAVAILABLE'],
    ['reasons that are missing', refuseCall('TransactionCanceledException'), 'SERVICE_UNAVAILABLE'],
    ['reasons that we do not know', cancelTransaction('Whatever'), 'SERVICE_UNAVAILABLE'],
  ] as [string, NetworkFault, string][])(
    'gives up by the deadline, and leaves no trace, when there is nothing but %s',
    async (_what, fault, code) => {
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
])('ends although the clock is set back at all its %s', async (_what, name, fault) => {
  await haveCommandFixtures(world);
  world.network.failAlways(name, (call, answer) => {
    world.clock -= 60_000;
    return fault(call, answer);
  });
  expect(
    (await world.call('cancelLicense', { ...cancelLicenseCommand.request, idempotencyKey: 'k' })).status,
  ).toBeGreaterThan(400);
  expect(world.network.calls.length).toBeLessThanOrEqual(200);
  await expectNoSideEffects(world, cancelLicenseCommand);
});

it('waits longer each time, but never beyond the deadline', async () => {
  await haveCommandFixtures(world);
  const times: number[] = [];
  world.network.failAlways('TransactWriteItems', (call, send) => {
    times.push(world.clock);
    return cancelTransaction('TransactionConflict')(call, send);
  });
  await world.call(cancelLicenseCommand.operation, cancelLicenseCommand.request);
  const pauses = times.slice(1).map((time, index) => time - (times[index] ?? 0));
  expect(pauses.slice(0, 6)).toEqual([20, 40, 80, 160, 320, 400]);
  expect(Math.max(...pauses)).toBe(400);
  expect(world.clock - start).toBe(8000);
});

describe('the condition of the key counts first', () => {
  const { operation, request, otherRequest: other } = cancelLicenseCommand;

  it('when that of the license failed too: a replay, not "cancelled already"', async () => {
    await haveCommandFixtures(world);
    const made: TestResponse[] = [];
    const repeat = { ...request, idempotencyKey: 'k', body: {} };
    world.network.failNextOf(
      'TransactWriteItems',
      beforeExecution(async () => made.push(await world.call(operation, repeat))),
      passThrough,
    );
    const answer = await world.call(operation, repeat);
    expect(made).toHaveLength(1);
    for (const first of made) expectReplay(first, answer);
    expect(await cancelLicenseCommand.effects(world)).toBe(1);
  });

  it('when that of the license failed too: a mismatch, not another round', async () => {
    await haveCommandFixtures(world);
    world.network.failNextOf(
      'TransactWriteItems',
      beforeExecution(() => world.call(operation, { ...other, idempotencyKey: 'k' })),
      passThrough,
    );
    const answer = await world.call(operation, { ...request, idempotencyKey: 'k' });
    expect(answer.json.code).toBe('idempotency_key_mismatch');
    expect(world.lastReport.rounds).toBe(2);
  });

  it('and its record is read at once, without a pause', async () => {
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

it('an end that another moved in between is moved from there (I10)', async () => {
  const { operation, request, otherRequest: other } = cancelLicenseCommand;
  await haveCommandFixtures(world);
  world.network.failNextOf(
    'TransactWriteItems',
    beforeExecution(() => world.call(operation, { ...other, idempotencyKey: 'a' })),
    passThrough,
  );
  const answer = await world.call(operation, { ...request, idempotencyKey: 'b' });
  expect(answer.json.pendingStatus).toEqual({ status: 'CANCELLED', scheduledAt: '2024-03-01' });
  expect(await world.licenses()).toMatchObject([{ version: 3, ends: { on: '2024-03-01' } }]);
});

describe('a command that another was faster than', () => {
  it('waits a moment before it looks again', async () => {
    await haveCommandFixtures(world);
    world.network.failNextOf('TransactWriteItems', cancelTransaction('None', 'ConditionalCheckFailed'));
    const before = world.now;
    expect((await world.call('cancelLicense', { ...cancelLicenseCommand.request, idempotencyKey: 'k' })).status).toBe(
      200,
    );
    expect(world.now > before).toBe(true);
  });

  it('is told that others are at work, also in the other word that DynamoDB has for it', async () => {
    await haveCommandFixtures(world);
    world.network.failAlways('TransactWriteItems', cancelTransaction('None', 'DuplicateItem'));
    const answer = await world.call('cancelLicense', {
      ...cancelLicenseCommand.request,
      idempotencyKey: 'k',
      ...shortDeadline,
    });
    expect(answer.json.code).toBe('idempotency_key_locked');
  });
});
