import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { licenseRef } from '../../lib/dynamodb/items/license.ts';
import { tenantRef } from '../../lib/dynamodb/items/tenant.ts';
import { recordRef } from '../../lib/idempotency/idempotency-record.ts';
import {
  beforeExecution,
  cancelTransaction,
  loseCall,
  loseResponse,
  type NetworkFault,
  refuseCall,
  respondWith,
  timeOutCall,
  truncateResponse,
  withRequestToken,
} from '../support/faulty-network.ts';
import {
  cancelAddonCommand,
  cancelLicenseCommand,
  commandsWithAndWithoutIdempotencyKey,
  expectReplay,
  haveCommandFixtures,
  shortDeadline,
  withAndWithoutIdempotencyKey,
} from '../support/test-commands.ts';
import { useEngine } from '../support/test-engine.ts';
import { type TestResponse, useWorld } from '../support/test-world.ts';

const world = useWorld(useEngine());
let startedAt = 0;
beforeEach(() => {
  startedAt = world.clock;
});

const expectOutcomeUnknown = (answer: TestResponse) => {
  expect([answer.status, answer.json.code]).toEqual([503, 'outcome_unknown']);
  expect(answer.headers['Retry-After']).toBe('1');
  expect(world.lastReport.outcome).toBe('unknown');
  expect(world.clock - startedAt).toBeLessThanOrEqual(1000);
};

/** I6, I7. */
describe.each(commandsWithAndWithoutIdempotencyKey)('$title', ({ operation, request, keyed, ...command }) => {
  it.each([
    ['every answer is lost', loseResponse, 1],
    ['no call arrives', loseCall, 0],
  ] as [string, NetworkFault, number][])(
    'is unknown when %s, and a repeat with the key ends in one effect',
    async (_what, fault, applied) => {
      await haveCommandFixtures(world);
      world.network.failAlways('TransactWriteItems', fault);
      expectOutcomeUnknown(await world.call(operation, { ...request, ...keyed, ...shortDeadline }));
      expect(new Set(world.network.commits.map(({ input }) => JSON.stringify(input)))).toHaveProperty('size', 1);
      world.network.heal();
      expect(await command.effects(world)).toBe(applied);
      if (!keyed.idempotencyKey) return;
      const repeat = await world.call(operation, { ...request, ...keyed });
      expect(repeat.status).toBeLessThan(300);
      expect(await command.effects(world)).toBe(1);
      expectReplay(repeat, await world.call(operation, { ...request, ...keyed, ...shortDeadline }));
    },
  );
});

describe.each(withAndWithoutIdempotencyKey(cancelAddonCommand))('$title', ({ operation, request, keyed }) => {
  it.each([
    ['every answer is cut short', truncateResponse],
    ['no answer comes in time', timeOutCall],
    ['DynamoDB fails', refuseCall('InternalServerError', {}, 500)],
    ['it is always in progress', refuseCall('TransactionInProgressException')],
    ['what answers is not DynamoDB', respondWith(404, '<html>')],
  ] as [string, NetworkFault][])('is unknown, and that by the deadline, when %s', async (_what, fault) => {
    await haveCommandFixtures(world);
    world.network.failAlways('TransactWriteItems', fault);
    expectOutcomeUnknown(await world.call(operation, { ...request, ...keyed, ...shortDeadline }));
  });

  it.each([
    ['conflicts', cancelTransaction('TransactionConflict')],
    ['throttling', refuseCall('ThrottlingException')],
    ['a cancellation without reasons', refuseCall('TransactionCanceledException')],
    [
      'a cancellation whose reasons are null',
      refuseCall('TransactionCanceledException', { CancellationReasons: null }),
    ],
    ['a reason that is null', refuseCall('TransactionCanceledException', { CancellationReasons: [null, null, null] })],
    ['a reason we do not know', cancelTransaction('Whatever')],
    ['access is denied', refuseCall('AccessDeniedException')],
    ['the table is missing', refuseCall('ResourceNotFoundException')],
    ['the request is not valid', refuseCall('ValidationException')],
    ['a write is not valid', cancelTransaction('None', 'ValidationError')],
    ['the signature is wrong', refuseCall('InvalidSignatureException')],
    ['the signature is too old', refuseCall('InvalidSignatureException', { message: 'Signature expired: …' })],
  ] as [string, NetworkFault][])(
    'is never told that nothing was done: an unknown send, then %s',
    async (_what, fault) => {
      await haveCommandFixtures(world);
      world.network.failNextOf('TransactWriteItems', timeOutCall);
      world.network.failAlways('TransactWriteItems', fault);
      expectOutcomeUnknown(await world.call(operation, { ...request, ...keyed, ...shortDeadline }));
    },
  );
});

describe('with a key, after an unknown send that was not applied', () => {
  const { operation } = cancelLicenseCommand;
  /** Until its second read, a request lives through an unknown send and a refusal. */
  const untilSecondRead = (event: () => unknown) => {
    world.network.failNextOf('TransactWriteItems', loseCall, cancelTransaction('TransactionConflict'));
    world.network.failNextOf(
      'BatchGetItem',
      beforeExecution(() => {}),
      beforeExecution(event),
    );
  };
  const record = () => recordRef(world.tenantId, 'k');
  const license = () => licenseRef(world.tenantId, 'license');

  it.each([
    ['the API key is revoked', () => world.revokeApiKey()],
    ['the tenant is gone', () => world.remove(tenantRef(world.tenantId))],
    ['a day has begun, so that the date is in the past', () => {}],
    ['reads fail', () => world.network.failAlways('BatchGetItem', refuseCall('InternalServerError', {}, 500))],
    ['reads are denied', () => world.network.failAlways('BatchGetItem', refuseCall('AccessDeniedException'))],
    ['the license does not parse', () => world.overwrite(license(), { starts: 'soon' })],
    [
      'the answer has grown too large',
      () => world.overwrite(license(), { details: JSON.stringify({ a: 'x'.repeat(380_000) }) }),
    ],
    ['the record does not parse', () => world.overwrite(record(), { status: 'fine' })],
    ['the record is of a later release', () => world.overwrite(record(), laterRecord())],
  ])('it ends as unknown when %s', async (_what, event) => {
    await haveCommandFixtures(world);
    world.clock = Date.parse('2024-02-29T23:59:59.990Z');
    startedAt = world.clock;
    untilSecondRead(event);
    expectOutcomeUnknown(
      await world.call(operation, {
        ...cancelLicenseCommand.request,
        body: { scheduledAt: '2024-02-29' },
        idempotencyKey: 'k',
      }),
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
    await haveCommandFixtures(world);
    world.network.failNextOf(
      'TransactWriteItems',
      loseCall,
      beforeExecution(() => world.call(operation, { path: { licenseId: 'license' } })),
    );
    const answer = await world.call(operation, { ...cancelLicenseCommand.request, idempotencyKey: 'k' });
    expect(answer.json.code).toBe('license_already_cancelled');
    expect(await cancelLicenseCommand.effects(world)).toBe(1);
    expectReplay(answer, await world.call(operation, { ...cancelLicenseCommand.request, idempotencyKey: 'k' }));
  });

  it('a mismatch is its answer when another request took the key', async () => {
    await haveCommandFixtures(world);
    world.network.failNextOf(
      'TransactWriteItems',
      loseCall,
      beforeExecution(() => world.call(operation, { ...cancelLicenseCommand.otherRequest, idempotencyKey: 'k' })),
    );
    const answer = await world.call(operation, { ...cancelLicenseCommand.request, idempotencyKey: 'k' });
    expect(answer.json.code).toBe('idempotency_key_mismatch');
    expect(await cancelLicenseCommand.effects(world)).toBe(1);
  });
});

describe('without a key, after an unknown send', () => {
  const { operation, request, otherRequest: other } = cancelLicenseCommand;

  it('conflict and throttling lead to the same transaction again', async () => {
    await haveCommandFixtures(world);
    world.network.failNextOf(
      'TransactWriteItems',
      loseCall,
      cancelTransaction('TransactionConflict'),
      refuseCall('ThrottlingException'),
      loseCall,
    );
    expect((await world.call(operation, request)).status).toBe(200);
    expect(new Set(world.network.commits.map(({ input }) => JSON.stringify(input)))).toHaveProperty('size', 1);
    expect(world.network.commits).toHaveLength(5);
    expect(await cancelLicenseCommand.effects(world)).toBe(1);
  });

  it.each([
    ['it was not applied', loseCall],
    ['it was applied', loseResponse],
  ])('a failed condition is unknown when another wrote the item since and %s', async (_what, fault) => {
    await haveCommandFixtures(world);
    const anotherThenThis: NetworkFault = async (call, send) => {
      await world.call(operation, other);
      return withRequestToken(randomUUID())(call, send);
    };
    world.network.failNextOf('TransactWriteItems', fault, anotherThenThis);
    const answer = await world.call(operation, request);
    expect([answer.status, answer.json.code]).toEqual([503, 'outcome_unknown']);
    expect(JSON.stringify(world.lastReport)).not.toContain('Ada Ltd');
  });

  it.each([
    ['does not come with it', {}],
    ['cannot be read', { Item: { requestId: { ZZ: 'x' } } }],
  ])('a failed condition is unknown when the item %s', async (_what, item) => {
    await haveCommandFixtures(world);
    world.network.failNextOf(
      'TransactWriteItems',
      loseResponse,
      cancelTransaction({ Code: 'ConditionalCheckFailed', ...item }),
    );
    expectOutcomeUnknown(await world.call(operation, request));
  });
});
