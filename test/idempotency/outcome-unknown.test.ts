import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { licenseRef } from '../../lib/dynamodb/items/license.ts';
import { tenantRef } from '../../lib/dynamodb/items/tenant.ts';
import { recordRef } from '../../lib/idempotency/idempotency-record.ts';
import { haveExampleFixtures } from '../support/example-requests.ts';
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

const expectOutcomeUnknown = (response: TestResponse) => {
  expect([response.status, response.json.code]).toEqual([503, 'outcome_unknown']);
  expect(response.headers['Retry-After']).toBe('1');
  expect(world.lastReport.outcome).toBe('unknown');
  expect(world.clock - startedAt).toBeLessThanOrEqual(1000);
};

/** Guarantees I6 and I7. */
describe.each(commandsWithAndWithoutIdempotencyKey)('$title', ({ operation, request, keyOption, ...command }) => {
  it.each([
    ['every response is lost', loseResponse, 1],
    ['no call arrives', loseCall, 0],
  ] as [string, NetworkFault, number][])(
    'returns outcome_unknown when %s, and a repeat with the key has one effect',
    async (_description, fault, applied) => {
      await haveExampleFixtures(world);
      world.network.failAlways('TransactWriteItems', fault);
      expectOutcomeUnknown(await world.call(operation, { ...request, ...keyOption, ...shortDeadline }));
      expect(new Set(world.network.commits.map(({ input }) => JSON.stringify(input)))).toHaveProperty('size', 1);
      world.network.heal();
      expect(await command.effects(world)).toBe(applied);
      if (!keyOption.idempotencyKey) return;
      const repeat = await world.call(operation, { ...request, ...keyOption });
      expect(repeat.status).toBeLessThan(300);
      expect(await command.effects(world)).toBe(1);
      expectReplay(repeat, await world.call(operation, { ...request, ...keyOption, ...shortDeadline }));
    },
  );
});

describe.each(withAndWithoutIdempotencyKey(cancelAddonCommand))('$title', ({ operation, request, keyOption }) => {
  it.each([
    ['every response is truncated', truncateResponse],
    ['every call times out', timeOutCall],
    ['DynamoDB returns an internal error', refuseCall('InternalServerError', {}, 500)],
    ['the transaction is always in progress', refuseCall('TransactionInProgressException')],
    ['the response does not come from DynamoDB', respondWith(404, '<html>')],
  ] as [string, NetworkFault][])('returns outcome_unknown by the deadline when %s', async (_description, fault) => {
    await haveCommandFixtures(world);
    world.network.failAlways('TransactWriteItems', fault);
    expectOutcomeUnknown(await world.call(operation, { ...request, ...keyOption, ...shortDeadline }));
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
    ['an unknown reason', cancelTransaction('Whatever')],
    ['denied access', refuseCall('AccessDeniedException')],
    ['a missing table', refuseCall('ResourceNotFoundException')],
    ['an invalid request', refuseCall('ValidationException')],
    ['an invalid write', cancelTransaction('None', 'ValidationError')],
    ['a wrong signature', refuseCall('InvalidSignatureException')],
    ['an expired signature', refuseCall('InvalidSignatureException', { message: 'Signature expired: …' })],
  ] as [string, NetworkFault][])(
    'returns outcome_unknown after a commit of unknown outcome, followed by %s',
    async (_description, fault) => {
      await haveCommandFixtures(world);
      world.network.failNextOf('TransactWriteItems', timeOutCall);
      world.network.failAlways('TransactWriteItems', fault);
      expectOutcomeUnknown(await world.call(operation, { ...request, ...keyOption, ...shortDeadline }));
    },
  );
});

describe('with a key, after a commit of unknown outcome that was not applied', () => {
  const { operation } = cancelLicenseCommand;
  /** Runs a function before the second read of a request whose first commit has an unknown outcome and whose second is refused. */
  const failUntilSecondRead = (event: () => unknown) => {
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
    ['the tenant was deleted', () => world.remove(tenantRef(world.tenantId))],
    ['a new day has begun, so that the date is in the past', () => {}],
    ['reads fail', () => world.network.failAlways('BatchGetItem', refuseCall('InternalServerError', {}, 500))],
    ['reads are denied', () => world.network.failAlways('BatchGetItem', refuseCall('AccessDeniedException'))],
    ['the license is invalid', () => world.overwrite(license(), { starts: 'soon' })],
    [
      'the response is too large to be stored',
      () => world.overwrite(license(), { details: JSON.stringify({ a: 'x'.repeat(380_000) }) }),
    ],
    ['the record is invalid', () => world.overwrite(record(), { status: 'fine' })],
    ['the record comes from a later release', () => world.overwrite(record(), createLaterRecord())],
  ])('returns outcome_unknown when %s', async (_description, event) => {
    await haveCommandFixtures(world);
    world.clock = Date.parse('2024-02-29T23:59:59.990Z');
    startedAt = world.clock;
    failUntilSecondRead(event);
    expectOutcomeUnknown(
      await world.call(operation, {
        ...cancelLicenseCommand.request,
        body: { scheduledAt: '2024-02-29' },
        idempotencyKey: 'k',
      }),
    );
  });

  const createLaterRecord = () => ({
    fingerprint: 'f',
    fingerprintVersion: 99,
    requestId: 'another',
    status: 200,
    headers: {},
    body: '{}',
    expiresAt: 9999999999,
  });

  it('returns a rejection caused by a later change, whose record also prevents the first transaction', async () => {
    await haveCommandFixtures(world);
    world.network.failNextOf(
      'TransactWriteItems',
      loseCall,
      beforeExecution(() => world.call(operation, { path: { licenseId: 'license' } })),
    );
    const response = await world.call(operation, { ...cancelLicenseCommand.request, idempotencyKey: 'k' });
    expect(response.json.code).toBe('license_already_cancelled');
    expect(await cancelLicenseCommand.effects(world)).toBe(1);
    expectReplay(response, await world.call(operation, { ...cancelLicenseCommand.request, idempotencyKey: 'k' }));
  });

  it('returns a mismatch when another request has used the key', async () => {
    await haveCommandFixtures(world);
    world.network.failNextOf(
      'TransactWriteItems',
      loseCall,
      beforeExecution(() => world.call(operation, { ...cancelLicenseCommand.otherRequest, idempotencyKey: 'k' })),
    );
    const response = await world.call(operation, { ...cancelLicenseCommand.request, idempotencyKey: 'k' });
    expect(response.json.code).toBe('idempotency_key_mismatch');
    expect(await cancelLicenseCommand.effects(world)).toBe(1);
  });
});

describe('without a key, after a commit of unknown outcome', () => {
  const { operation, request, otherRequest: other } = cancelLicenseCommand;

  it('sends the same transaction again after a conflict or throttling', async () => {
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
    ['was not applied', loseCall],
    ['was applied', loseResponse],
  ])(
    'returns outcome_unknown when another request has written the item and the first commit %s',
    async (_description, fault) => {
      await haveCommandFixtures(world);
      const sendOtherFirst: NetworkFault = async (call, send) => {
        await world.call(operation, other);
        return withRequestToken(randomUUID())(call, send);
      };
      world.network.failNextOf('TransactWriteItems', fault, sendOtherFirst);
      const response = await world.call(operation, request);
      expect([response.status, response.json.code]).toEqual([503, 'outcome_unknown']);
      expect(JSON.stringify(world.lastReport)).not.toContain('Ada Ltd');
    },
  );

  it.each([
    ['is not returned', {}],
    ['cannot be parsed', { Item: { requestId: { ZZ: 'x' } } }],
  ])('returns outcome_unknown when a condition failed and its item %s', async (_description, item) => {
    await haveCommandFixtures(world);
    world.network.failNextOf(
      'TransactWriteItems',
      loseResponse,
      cancelTransaction({ Code: 'ConditionalCheckFailed', ...item }),
    );
    expectOutcomeUnknown(await world.call(operation, request));
  });
});
