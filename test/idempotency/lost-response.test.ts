import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
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
  commandsWithAndWithoutIdempotencyKey,
  expectReplay,
  haveCommandFixtures,
  shortDeadline,
  testCommands,
  withAndWithoutIdempotencyKey,
} from '../support/test-commands.ts';
import { useEngine } from '../support/test-engine.ts';
import { useWorld } from '../support/test-world.ts';

const world = useWorld(useEngine());

/** The transaction is applied, and this is what is heard of it. */
const lostResponses: [string, NetworkFault][] = [
  ['nothing, the connection drops', loseResponse],
  ['nothing in time', executeThen(timeOutCall)],
  ['half of the answer', truncateResponse],
  ['a failure inside DynamoDB', executeThen(refuseCall('InternalServerError', {}, 500))],
  ['a 500 without a body', executeThen(respondWith(500, ''))],
  ['a 503', executeThen(refuseCall('ServiceUnavailable', {}, 503))],
  ['a web page of something between', executeThen(respondWith(502, '<html>Bad Gateway</html>'))],
  ['half of a refusal', executeThen(respondWith(400, '{"__type":"com.amazonaws.dynamodb.v20120810#Transac'))],
  ['a refusal without a name', executeThen(respondWith(400, '{}'))],
  ['a refusal of a name we do not know', executeThen(refuseCall('ReplicatedWriteConflictException'))],
  ['throttling, but as a failure', executeThen(refuseCall('ThrottlingException', {}, 500))],
  ['that it is in progress', executeThen(refuseCall('TransactionInProgressException'))],
  ['that the token was used otherwise', executeThen(refuseCall('IdempotentParameterMismatchException'))],
];

const listTokens = () => world.network.commits.map(({ input }) => input.ClientRequestToken);

/** I1, I2, I3: one effect, and the answer of the first call, not of a repeat. */
describe.each(commandsWithAndWithoutIdempotencyKey)('$title', ({ operation, request, keyed, ...command }) => {
  const expectDone = async () => {
    const answer = await world.call(operation, { ...request, ...keyed });
    expect(answer.status).toBeLessThan(300);
    expect(answer.headers).not.toHaveProperty('Idempotent-Replayed');
    expect(world.network.pendingFaultCount).toBe(0);
    expect(world.lastReport.outcome).toBe('executed');
    expect(await command.effects(world)).toBe(1);
    if (keyed.idempotencyKey) expectReplay(answer, await world.call(operation, { ...request, ...keyed }));
    return answer;
  };

  it('sends the identical transaction again, whatever the responses, up to the limit of calls', async () => {
    await haveCommandFixtures(world);
    world.network.failNextOf('TransactWriteItems', loseCall, loseResponse, truncateResponse);
    await expectDone();
    expect(new Set(world.network.commits.map(({ input }) => JSON.stringify(input)))).toHaveProperty('size', 1);
  });

  it('knows its own commit when DynamoDB has forgotten the token', async () => {
    await haveCommandFixtures(world);
    world.network.failNextOf('TransactWriteItems', loseResponse, withRequestToken(randomUUID()));
    await expectDone();
    expect(world.network.commits).toHaveLength(2);
  });

  it('knows its own commit when all it hears is that it came a second time', async () => {
    await haveCommandFixtures(world);
    world.network.failNextOf('TransactWriteItems', async (_call, send) => {
      await readResponseText(await send());
      return send({ ClientRequestToken: randomUUID() });
    });
    await expectDone();
  });

  it('knows its own commit after a conflict with it', async () => {
    await haveCommandFixtures(world);
    const conflict = cancelTransaction('TransactionConflict');
    world.network.failNextOf(
      'TransactWriteItems',
      loseResponse,
      conflict,
      ...(keyed.idempotencyKey ? [] : [withRequestToken(randomUUID())]),
    );
    await expectDone();
  });
});

describe.each(withAndWithoutIdempotencyKey(cancelAddonCommand))('$title', ({ operation, request, keyed }) => {
  it.each(lostResponses)('sends the identical transaction again when it hears %s', async (_what, fault) => {
    await haveCommandFixtures(world);
    world.network.failNextOf('TransactWriteItems', fault);
    expect((await world.call(operation, { ...request, ...keyed })).status).toBe(200);
    const [first, second, ...more] = world.network.commits.map(({ input }) => input);
    expect(second).toEqual(first);
    expect(more).toEqual([]);
    expect(await cancelAddonCommand.effects(world)).toBe(1);
  });
});

describe.each(testCommands)('$operation with a key', ({ operation, request, ...command }) => {
  it('looks again, and takes a new token, when a transaction of unknown fate is refused', async () => {
    await haveCommandFixtures(world);
    world.network.failNextOf('TransactWriteItems', loseCall, cancelTransaction('TransactionConflict'));
    await world.call(operation, { ...request, idempotencyKey: 'k' });
    const [first, second, third] = listTokens();
    expect(second).toBe(first);
    expect(third).not.toBe(first);
    expect(world.lastReport).toMatchObject({ outcome: 'executed', rounds: 2 });
    expect(await command.effects(world)).toBe(1);
  });

  it('answers what is kept, not what it has in hand, when its first transaction overtakes its second', async () => {
    await haveCommandFixtures(world);
    const parked = new DelayedCall();
    const { scheduledAt, ...now } = request.body as { scheduledAt: string };
    world.network.failNextOf(
      'TransactWriteItems',
      parked.fault,
      cancelTransaction('TransactionConflict'),
      beforeExecution(() => parked.release()),
    );
    const decidedAt = world.now;
    const answer = await world.call(operation, { ...request, body: now, idempotencyKey: 'k' });
    expect(world.now > decidedAt).toBe(true);
    expect(answer.body).toContain(decidedAt);
    expect(answer.headers).not.toHaveProperty('Idempotent-Replayed');
    expect(answer.body).toBe((await world.records())[0]?.body);
    expect(world.lastReport).toMatchObject({ outcome: 'executed', rounds: 3 });
    expect(await command.effects(world)).toBe(1);
  });

  it('leaves open what became of it when it hears that it came a second time and nothing can be read after that', async () => {
    await haveCommandFixtures(world);
    world.network.failNextOf('TransactWriteItems', async (call, send) => {
      await readResponseText(await send());
      return withRequestToken(randomUUID())(call, send);
    });
    world.network.failNextOf('BatchGetItem', passThrough);
    world.network.failAlways('BatchGetItem', loseCall);
    const answer = await world.call(operation, { ...request, idempotencyKey: 'k', ...shortDeadline });
    expect([answer.status, answer.json.code]).toEqual([503, 'outcome_unknown']);
    expect(await command.effects(world)).toBe(1);
  });
});
