import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { recordRef } from '../../lib/command/record.ts';
import { licenseRef, tenantRef } from '../../lib/store/entity.ts';
import {
  briefly,
  cancelAddon,
  cancelLicense,
  commandsKeyedOrNot,
  expectReplay,
  haveAll,
  withAndWithoutKey,
} from '../support/commands.ts';
import { useEngine } from '../support/engine.ts';
import {
  cancel,
  cutAnswer,
  type Fault,
  loseAnswer,
  loseCall,
  onArrival,
  refuse,
  respond,
  timeOut,
  withToken,
} from '../support/network.ts';
import { type Reply, useWorld } from '../support/world.ts';

const world = useWorld(useEngine());
let startedAt = 0;
beforeEach(() => {
  startedAt = world.clock;
});

const expectUnknown = (answer: Reply) => {
  expect([answer.status, answer.json.code]).toEqual([503, 'outcome_unknown']);
  expect(answer.headers['Retry-After']).toBe('1');
  expect(world.lastReport.outcome).toBe('unknown');
  expect(world.clock - startedAt).toBeLessThanOrEqual(1000);
};

/** I6, I7. */
describe.each(commandsKeyedOrNot)('$title', ({ operation, request, keyed, ...command }) => {
  it.each([
    ['every answer is lost', loseAnswer, 1],
    ['no call arrives', loseCall, 0],
  ] as [string, Fault, number][])(
    'is unknown when %s, and a repeat with the key ends in one effect',
    async (_what, fault, applied) => {
      await haveAll(world);
      world.network.always('TransactWriteItems', fault);
      expectUnknown(await world.call(operation, { ...request, ...keyed, ...briefly }));
      expect(new Set(world.network.commits.map(({ input }) => JSON.stringify(input)))).toHaveProperty('size', 1);
      world.network.heal();
      expect(await command.effects(world)).toBe(applied);
      if (!keyed.key) return;
      const repeat = await world.call(operation, { ...request, ...keyed });
      expect(repeat.status).toBeLessThan(300);
      expect(await command.effects(world)).toBe(1);
      expectReplay(repeat, await world.call(operation, { ...request, ...keyed, ...briefly }));
    },
  );
});

describe.each(withAndWithoutKey(cancelAddon))('$title', ({ operation, request, keyed }) => {
  it.each([
    ['every answer is cut short', cutAnswer],
    ['no answer comes in time', timeOut],
    ['DynamoDB fails', refuse('InternalServerError', {}, 500)],
    ['it is always in progress', refuse('TransactionInProgressException')],
    ['what answers is not DynamoDB', respond(404, '<html>')],
  ] as [string, Fault][])('is unknown, and that by the deadline, when %s', async (_what, fault) => {
    await haveAll(world);
    world.network.always('TransactWriteItems', fault);
    expectUnknown(await world.call(operation, { ...request, ...keyed, ...briefly }));
  });

  it.each([
    ['conflicts', cancel('TransactionConflict')],
    ['throttling', refuse('ThrottlingException')],
    ['a cancellation without reasons', refuse('TransactionCanceledException')],
    ['a cancellation whose reasons are null', refuse('TransactionCanceledException', { CancellationReasons: null })],
    ['a reason that is null', refuse('TransactionCanceledException', { CancellationReasons: [null, null, null] })],
    ['a reason we do not know', cancel('Whatever')],
    ['access is denied', refuse('AccessDeniedException')],
    ['the table is missing', refuse('ResourceNotFoundException')],
    ['the request is not valid', refuse('ValidationException')],
    ['a write is not valid', cancel('None', 'ValidationError')],
    ['the signature is too old', refuse('InvalidSignatureException')],
  ] as [string, Fault][])('is never told that nothing was done: an unknown send, then %s', async (_what, fault) => {
    await haveAll(world);
    world.network.nextOf('TransactWriteItems', timeOut);
    world.network.always('TransactWriteItems', fault);
    expectUnknown(await world.call(operation, { ...request, ...keyed, ...briefly }));
  });
});

describe('with a key, after an unknown send that was not applied', () => {
  const { operation } = cancelLicense;
  /** Until its second read, a request lives through an unknown send and a refusal. */
  const untilSecondRead = (event: () => unknown) => {
    world.network.nextOf('TransactWriteItems', loseCall, cancel('TransactionConflict'));
    world.network.nextOf(
      'BatchGetItem',
      onArrival(() => {}),
      onArrival(event),
    );
  };
  const record = () => recordRef(world.tenantId, 'k');
  const license = () => licenseRef(world.tenantId, 'license');

  it.each([
    ['the API key is revoked', () => world.revoke()],
    ['the tenant is gone', () => world.remove(tenantRef(world.tenantId))],
    ['a day has begun, so that the date is in the past', () => {}],
    ['reads fail', () => world.network.always('BatchGetItem', refuse('InternalServerError', {}, 500))],
    ['reads are denied', () => world.network.always('BatchGetItem', refuse('AccessDeniedException'))],
    ['the license does not parse', () => world.amend(license(), { starts: 'soon' })],
    [
      'the answer has grown too large',
      () => world.amend(license(), { details: JSON.stringify({ a: 'x'.repeat(380_000) }) }),
    ],
    ['the record does not parse', () => world.amend(record(), { status: 'fine' })],
    ['the record is of a later release', () => world.amend(record(), laterRecord())],
  ])('it ends as unknown when %s', async (_what, event) => {
    await haveAll(world);
    world.clock = Date.parse('2024-02-29T23:59:59.990Z');
    startedAt = world.clock;
    untilSecondRead(event);
    expectUnknown(
      await world.call(operation, { ...cancelLicense.request, body: { scheduledAt: '2024-02-29' }, key: 'k' }),
    );
  });

  const laterRecord = () => ({
    fingerprint: 'f',
    fingerprintVersion: 99,
    requestId: 'another',
    status: 200,
    headers: {},
    body: '{}',
    expiresAt: 9999999999,
  });

  it('a rejection by what has changed since is its answer, and keeps the first transaction from being applied', async () => {
    await haveAll(world);
    world.network.nextOf(
      'TransactWriteItems',
      loseCall,
      onArrival(() => world.call(operation, { path: { licenseId: 'license' } })),
    );
    const answer = await world.call(operation, { ...cancelLicense.request, key: 'k' });
    expect(answer.json.code).toBe('license_already_cancelled');
    expect(await cancelLicense.effects(world)).toBe(1);
    expectReplay(answer, await world.call(operation, { ...cancelLicense.request, key: 'k' }));
  });

  it('a mismatch is its answer when another request took the key', async () => {
    await haveAll(world);
    world.network.nextOf(
      'TransactWriteItems',
      loseCall,
      onArrival(() => world.call(operation, { ...cancelLicense.other, key: 'k' })),
    );
    const answer = await world.call(operation, { ...cancelLicense.request, key: 'k' });
    expect(answer.json.code).toBe('idempotency_key_mismatch');
    expect(await cancelLicense.effects(world)).toBe(1);
  });
});

describe('without a key, after an unknown send', () => {
  const { operation, request, other } = cancelLicense;

  it('conflict and throttling lead to the same transaction again', async () => {
    await haveAll(world);
    world.network.nextOf(
      'TransactWriteItems',
      loseCall,
      cancel('TransactionConflict'),
      refuse('ThrottlingException'),
      loseCall,
    );
    expect((await world.call(operation, request)).status).toBe(200);
    expect(new Set(world.network.commits.map(({ input }) => JSON.stringify(input)))).toHaveProperty('size', 1);
    expect(world.network.commits).toHaveLength(5);
    expect(await cancelLicense.effects(world)).toBe(1);
  });

  it.each([
    ['it was not applied', loseCall],
    ['it was applied', loseAnswer],
  ])('a failed condition is unknown when another wrote the item since and %s', async (_what, fault) => {
    await haveAll(world);
    const anotherThenThis: Fault = async (call, send) => {
      await world.call(operation, other);
      return withToken(randomUUID())(call, send);
    };
    world.network.nextOf('TransactWriteItems', fault, anotherThenThis);
    const answer = await world.call(operation, request);
    expect([answer.status, answer.json.code]).toEqual([503, 'outcome_unknown']);
    expect(JSON.stringify(world.lastReport)).not.toContain('Ada Ltd');
  });

  it.each([
    ['does not come with it', {}],
    ['cannot be read', { Item: { requestId: { ZZ: 'x' } } }],
  ])('a failed condition is unknown when the item %s', async (_what, item) => {
    await haveAll(world);
    world.network.nextOf('TransactWriteItems', loseAnswer, cancel({ Code: 'ConditionalCheckFailed', ...item }));
    expectUnknown(await world.call(operation, request));
  });
});
