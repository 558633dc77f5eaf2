import { describe, expect, it } from 'vitest';
import {
  briefly,
  cancelAddon,
  cancelLicense,
  expectNoTrace,
  expectReplay,
  haveAll,
  withAndWithoutKey,
} from '../support/commands.ts';
import { useEngine } from '../support/engine.ts';
import { cancel, type Fault, onArrival, pass, refuse, Stale } from '../support/network.ts';
import { type Reply, useWorld } from '../support/world.ts';

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
const isDefect = (these: string[]) =>
  these.some(code => defects.includes(code)) &&
  !these.some(code => code === 'ConditionalCheckFailed' || code === 'DuplicateItem');

/** The add-on command has three writes with a key and two without. */
describe.each(withAndWithoutKey(cancelAddon))('$title', command => {
  const { operation, request, keyed } = command;
  const send = { ...request, ...keyed };

  it('looks again, under a new token, for whatever reasons it was refused; or gives up at once where it would be again', async () => {
    const [batch, query] = [new Stale(), new Stale()];
    await haveAll(world);
    for (const these of reasons.filter(({ length }) => length <= (keyed.key ? 3 : 2))) {
      world.network.reset();
      world.network.always('BatchGetItem', batch.fault);
      world.network.always('Query', query.fault);
      world.network.nextOf('TransactWriteItems', cancel(...these), refuse('ValidationException'));
      const answer = await world.call(operation, send);
      expect([these, answer.json.code]).toEqual([these, 'INTERNAL_ERROR']);
      const tokens = world.network.commits.map(({ input }) => input.ClientRequestToken);
      expect([these, new Set(tokens).size]).toEqual([these, isDefect(these) ? 1 : 2]);
    }
    world.network.heal();
    await expectNoTrace(world, command);
    expect((await world.call(operation, send)).status).toBe(200);
  });

  it.each([
    ['the transaction conflicts with another', refuse('TransactionConflictException')],
    ['DynamoDB throttles', refuse('ThrottlingException')],
    ['the throughput is exceeded', refuse('ProvisionedThroughputExceededException')],
    ['the limit of the account is exceeded', refuse('RequestLimitExceeded')],
    ['no reasons are given', refuse('TransactionCanceledException')],
    ['a condition failed without the item', cancel('None', 'ConditionalCheckFailed', 'None')],
  ])('is done in the next round when %s', async (_what, fault) => {
    await haveAll(world);
    world.network.nextOf('TransactWriteItems', fault, fault);
    const answer = await world.call(operation, send);
    expect(answer.status).toBe(200);
    expect(world.lastReport).toMatchObject({ outcome: 'executed', rounds: 3 });
    expect(await command.effects(world)).toBe(1);
    expect(new Set(world.network.commits.map(({ input }) => input.ClientRequestToken)).size).toBe(3);
  });

  const locked = keyed.key ? 'idempotency_key_locked' : 'SERVICE_UNAVAILABLE';
  it.each([
    ['conflicts', cancel('TransactionConflict', 'None', 'None'), locked],
    ['failed conditions', cancel('None', 'ConditionalCheckFailed', 'None'), locked],
    ['throttled writes', cancel('None', 'ThrottlingError', 'None'), 'SERVICE_UNAVAILABLE'],
    ['throttling', refuse('ThrottlingException'), 'SERVICE_UNAVAILABLE'],
    ['reasons that are missing', refuse('TransactionCanceledException'), 'SERVICE_UNAVAILABLE'],
    ['reasons that we do not know', cancel('Whatever'), 'SERVICE_UNAVAILABLE'],
  ] as [string, Fault, string][])(
    'gives up by the deadline, and leaves no trace, when there is nothing but %s',
    async (_what, fault, code) => {
      await haveAll(world);
      world.network.always('TransactWriteItems', fault);
      expect((await world.call(operation, { ...send, ...briefly })).json.code).toBe(code);
      expect(world.clock - start).toBeLessThanOrEqual(1000);
      expect(world.network.commits.length).toBeGreaterThan(5);
      world.network.heal();
      await expectNoTrace(world, command);
      expect((await world.call(operation, send)).status).toBe(200);
    },
  );
});

it.each([
  ['commits', 'TransactWriteItems', cancel('TransactionConflict')],
  ['reads', 'BatchGetItem', refuse('ThrottlingException')],
])('ends although the clock is set back at all its %s', async (_what, name, fault) => {
  await haveAll(world);
  world.network.always(name, (call, answer) => {
    world.clock -= 60_000;
    return fault(call, answer);
  });
  expect((await world.call('cancelLicense', { ...cancelLicense.request, key: 'k' })).status).toBeGreaterThan(400);
  expect(world.network.calls.length).toBeLessThanOrEqual(200);
  await expectNoTrace(world, cancelLicense);
});

it('waits longer each time, but never beyond the deadline', async () => {
  await haveAll(world);
  const times: number[] = [];
  world.network.always('TransactWriteItems', (call, send) => {
    times.push(world.clock);
    return cancel('TransactionConflict')(call, send);
  });
  await world.call(cancelLicense.operation, cancelLicense.request);
  const pauses = times.slice(1).map((time, index) => time - (times[index] ?? 0));
  expect(pauses.slice(0, 6)).toEqual([20, 40, 80, 160, 320, 400]);
  expect(Math.max(...pauses)).toBe(400);
  expect(world.clock - start).toBe(8000);
});

describe('the condition of the key counts first', () => {
  const { operation, request, other } = cancelLicense;

  it('when that of the license failed too: a replay, not "cancelled already"', async () => {
    await haveAll(world);
    const made: Reply[] = [];
    const repeat = { ...request, key: 'k', body: {} };
    world.network.nextOf(
      'TransactWriteItems',
      onArrival(async () => made.push(await world.call(operation, repeat))),
      pass,
    );
    const answer = await world.call(operation, repeat);
    expect(made).toHaveLength(1);
    for (const first of made) expectReplay(first, answer);
    expect(await cancelLicense.effects(world)).toBe(1);
  });

  it('when that of the license failed too: a mismatch, not another round', async () => {
    await haveAll(world);
    world.network.nextOf(
      'TransactWriteItems',
      onArrival(() => world.call(operation, { ...other, key: 'k' })),
      pass,
    );
    const answer = await world.call(operation, { ...request, key: 'k' });
    expect(answer.json.code).toBe('idempotency_key_mismatch');
    expect(world.lastReport.rounds).toBe(2);
  });

  it('and its record is read at once, without a pause', async () => {
    await haveAll(world);
    world.network.nextOf(
      'TransactWriteItems',
      onArrival(() => world.call(operation, { ...request, key: 'k' })),
      pass,
    );
    await world.call(operation, { ...request, key: 'k' });
    expect(world.clock).toBe(start);
  });
});

it('an end that another moved in between is moved from there (I10)', async () => {
  const { operation, request, other } = cancelLicense;
  await haveAll(world);
  world.network.nextOf(
    'TransactWriteItems',
    onArrival(() => world.call(operation, { ...other, key: 'a' })),
    pass,
  );
  const answer = await world.call(operation, { ...request, key: 'b' });
  expect(answer.json.pendingStatus).toEqual({ status: 'CANCELLED', scheduledAt: '2024-03-01' });
  expect(await world.licenses()).toMatchObject([{ version: 3, ends: { on: '2024-03-01' } }]);
});

describe('a command that another was faster than', () => {
  it('waits a moment before it looks again', async () => {
    await haveAll(world);
    world.network.nextOf('TransactWriteItems', cancel('None', 'ConditionalCheckFailed'));
    const before = world.now;
    expect((await world.call('cancelLicense', { ...cancelLicense.request, key: 'k' })).status).toBe(200);
    expect(world.now > before).toBe(true);
  });

  it('is told that others are at work, also in the other word that DynamoDB has for it', async () => {
    await haveAll(world);
    world.network.always('TransactWriteItems', cancel('None', 'DuplicateItem'));
    const answer = await world.call('cancelLicense', { ...cancelLicense.request, key: 'k', ...briefly });
    expect(answer.json.code).toBe('idempotency_key_locked');
  });
});
