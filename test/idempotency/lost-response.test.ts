import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { haveExampleFixtures } from '../support/example-requests.ts';
import {
  beforeExecution,
  cancelTransaction,
  DelayedCall,
  executeThen,
  loseCall,
  loseResponse,
  type NetworkFault,
  passThrough,
  readResponseText,
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
  createLicenseCommand,
  expectReplay,
  haveCommandFixtures,
  shortDeadline,
  testCommands,
  withAndWithoutIdempotencyKey,
} from '../support/test-commands.ts';
import { useEngine } from '../support/test-engine.ts';
import { useWorld } from '../support/test-world.ts';

const world = useWorld(useEngine());

/** Commands without a date respond with the time of their decision. */
const commandsWithTime = [createLicenseCommand, cancelLicenseCommand, cancelAddonCommand].map(each => each.operation);

/** Faults after which the transaction is applied, although its response is missing or wrong. */
const lostResponses: [string, NetworkFault][] = [
  ['the connection is closed', loseResponse],
  ['the call times out', executeThen(timeOutCall)],
  ['the response is truncated', truncateResponse],
  ['DynamoDB returns an internal error', executeThen(refuseCall('InternalServerError', {}, 500))],
  ['the response is a 500 without a body', executeThen(respondWith(500, ''))],
  ['the response is a 503', executeThen(refuseCall('ServiceUnavailable', {}, 503))],
  ['a proxy returns a web page', executeThen(respondWith(502, '<html>Bad Gateway</html>'))],
  [
    'the response is a truncated refusal',
    executeThen(respondWith(400, '{"__type":"com.amazonaws.dynamodb.v20120810#Transac')),
  ],
  ['the response is a refusal without a name', executeThen(respondWith(400, '{}'))],
  ['the response is a refusal with an unknown name', executeThen(refuseCall('ReplicatedWriteConflictException'))],
  ['the response is a throttling error with status 500', executeThen(refuseCall('ThrottlingException', {}, 500))],
  ['the transaction is in progress', executeThen(refuseCall('TransactionInProgressException'))],
  ['the token was used with other parameters', executeThen(refuseCall('IdempotentParameterMismatchException'))],
];

const listTokens = () => world.network.commits.map(({ input }) => input.ClientRequestToken);

/** I1, I2, I3: one effect, and the response of a first call, not of a replay. */
describe.each(commandsWithAndWithoutIdempotencyKey)('$title', ({ operation, request, keyOption, ...command }) => {
  const expectExecuted = async () => {
    const response = await world.call(operation, { ...request, ...keyOption });
    expect(response.status).toBeLessThan(300);
    expect(response.headers).not.toHaveProperty('Idempotent-Replayed');
    expect(world.network.pendingFaultCount).toBe(0);
    expect(world.lastReport.outcome).toBe('executed');
    expect(await command.effects(world)).toBe(1);
    if (keyOption.idempotencyKey) expectReplay(response, await world.call(operation, { ...request, ...keyOption }));
    return response;
  };

  it('sends the identical transaction again after each lost response', async () => {
    await haveExampleFixtures(world);
    world.network.failNextOf('TransactWriteItems', loseCall, loseResponse, truncateResponse);
    await expectExecuted();
    expect(new Set(world.network.commits.map(({ input }) => JSON.stringify(input)))).toHaveProperty('size', 1);
  });

  it('recognizes its own commit when DynamoDB no longer knows the token', async () => {
    await haveExampleFixtures(world);
    world.network.failNextOf('TransactWriteItems', loseResponse, withRequestToken(randomUUID()));
    await expectExecuted();
    expect(world.network.commits).toHaveLength(2);
  });

  it('recognizes its own commit when the network delivers the transaction twice', async () => {
    await haveExampleFixtures(world);
    world.network.failNextOf('TransactWriteItems', async (_call, send) => {
      await readResponseText(await send());
      return send({ ClientRequestToken: randomUUID() });
    });
    await expectExecuted();
  });

  it('recognizes its own commit after a conflict with it', async () => {
    await haveExampleFixtures(world);
    const conflict = cancelTransaction('TransactionConflict');
    world.network.failNextOf(
      'TransactWriteItems',
      loseResponse,
      conflict,
      ...(keyOption.idempotencyKey ? [] : [withRequestToken(randomUUID())]),
    );
    await expectExecuted();
  });
});

describe.each(withAndWithoutIdempotencyKey(cancelAddonCommand))('$title', ({ operation, request, keyOption }) => {
  it.each(lostResponses)('sends the identical transaction again when %s', async (_description, fault) => {
    await haveCommandFixtures(world);
    world.network.failNextOf('TransactWriteItems', fault);
    expect((await world.call(operation, { ...request, ...keyOption })).status).toBe(200);
    const [first, second, ...more] = world.network.commits.map(({ input }) => input);
    expect(second).toEqual(first);
    expect(more).toEqual([]);
    expect(await cancelAddonCommand.effects(world)).toBe(1);
  });
});

describe.each(testCommands)('$operation with a key', ({ operation, request, ...command }) => {
  it('begins a new round with a new token when a transaction of unknown outcome is refused on retry', async () => {
    await haveExampleFixtures(world);
    world.network.failNextOf('TransactWriteItems', loseCall, cancelTransaction('TransactionConflict'));
    await world.call(operation, { ...request, idempotencyKey: 'k' });
    const [first, second, third] = listTokens();
    expect(second).toBe(first);
    expect(third).not.toBe(first);
    expect(world.lastReport).toMatchObject({ outcome: 'executed', rounds: 2 });
    expect(await command.effects(world)).toBe(1);
  });

  it('returns the stored response, not that of its current round, when its first transaction is applied before its second', async () => {
    await haveExampleFixtures(world);
    const delayedCall = new DelayedCall();
    const { scheduledAt, ...now } = request.body as { scheduledAt: string };
    world.network.failNextOf(
      'TransactWriteItems',
      delayedCall.fault,
      cancelTransaction('TransactionConflict'),
      beforeExecution(() => delayedCall.release()),
    );
    const decidedAt = world.now;
    const response = await world.call(operation, { ...request, body: now, idempotencyKey: 'k' });
    expect(world.now > decidedAt).toBe(true);
    if (commandsWithTime.includes(operation)) expect(response.body).toContain(decidedAt);
    expect(response.headers).not.toHaveProperty('Idempotent-Replayed');
    expect(response.body).toBe((await world.records())[0]?.body);
    expect(world.lastReport).toMatchObject({ outcome: 'executed', rounds: 3 });
    expect(await command.effects(world)).toBe(1);
  });

  it('returns outcome_unknown when the transaction was delivered twice and every later read fails', async () => {
    await haveExampleFixtures(world);
    world.network.failNextOf('TransactWriteItems', async (call, send) => {
      await readResponseText(await send());
      return withRequestToken(randomUUID())(call, send);
    });
    const batchReads = command.reads.filter(name => name === 'BatchGetItem');
    world.network.failNextOf('BatchGetItem', ...batchReads.map(() => passThrough));
    world.network.failAlways('BatchGetItem', loseCall);
    const response = await world.call(operation, { ...request, idempotencyKey: 'k', ...shortDeadline });
    expect([response.status, response.json.code]).toEqual([503, 'outcome_unknown']);
    expect(await command.effects(world)).toBe(1);
  });
});
