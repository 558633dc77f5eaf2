import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  briefly,
  cancelAddon,
  commands,
  commandsKeyedOrNot,
  expectReplay,
  haveAll,
  withAndWithoutKey,
} from '../support/commands.ts';
import { useEngine } from '../support/engine.ts';
import {
  cancel,
  cutAnswer,
  doneBut,
  type Fault,
  loseAnswer,
  loseCall,
  onArrival,
  Parked,
  pass,
  refuse,
  respond,
  textOf,
  timeOut,
  withToken,
} from '../support/network.ts';
import { useWorld } from '../support/world.ts';

const world = useWorld(useEngine());

/** The transaction is applied, and this is what is heard of it. */
const lost: [string, Fault][] = [
  ['nothing, the connection drops', loseAnswer],
  ['nothing in time', doneBut(timeOut)],
  ['half of the answer', cutAnswer],
  ['a failure inside DynamoDB', doneBut(refuse('InternalServerError', {}, 500))],
  ['a 500 without a body', doneBut(respond(500, ''))],
  ['a 503', doneBut(refuse('ServiceUnavailable', {}, 503))],
  ['a web page of something between', doneBut(respond(502, '<html>Bad Gateway</html>'))],
  ['half of a refusal', doneBut(respond(400, '{"__type":"com.amazonaws.dynamodb.v20120810#Transac'))],
  ['a refusal without a name', doneBut(respond(400, '{}'))],
  ['a refusal of a name we do not know', doneBut(refuse('ReplicatedWriteConflictException'))],
  ['throttling, but as a failure', doneBut(refuse('ThrottlingException', {}, 500))],
  ['that it is in progress', doneBut(refuse('TransactionInProgressException'))],
  ['that the token was used otherwise', doneBut(refuse('IdempotentParameterMismatchException'))],
];

const tokens = () => world.network.commits.map(({ input }) => input.ClientRequestToken);

/** I1, I2, I3: one effect, and the answer of the first call, not of a repeat. */
describe.each(commandsKeyedOrNot)('$title', ({ operation, request, keyed, ...command }) => {
  const expectDone = async () => {
    const answer = await world.call(operation, { ...request, ...keyed });
    expect(answer.status).toBeLessThan(300);
    expect(answer.headers).not.toHaveProperty('Idempotent-Replayed');
    expect(world.network.unmet).toBe(0);
    expect(world.lastReport.outcome).toBe('executed');
    expect(await command.effects(world)).toBe(1);
    if (keyed.key) expectReplay(answer, await world.call(operation, { ...request, ...keyed }));
    return answer;
  };

  it('sends the identical transaction again, whatever it hears, as often as it takes', async () => {
    await haveAll(world);
    world.network.nextOf('TransactWriteItems', loseCall, ...lost.map(([, fault]) => fault), loseCall);
    await expectDone();
    expect(new Set(world.network.commits.map(({ input }) => JSON.stringify(input)))).toHaveProperty('size', 1);
  });

  it('knows its own commit when DynamoDB has forgotten the token', async () => {
    await haveAll(world);
    world.network.nextOf('TransactWriteItems', loseAnswer, withToken(randomUUID()));
    await expectDone();
    expect(world.network.commits).toHaveLength(2);
  });

  it('knows its own commit when all it hears is that it came a second time', async () => {
    await haveAll(world);
    world.network.nextOf('TransactWriteItems', async (_call, send) => {
      await textOf(await send());
      return send({ ClientRequestToken: randomUUID() });
    });
    await expectDone();
  });

  it('knows its own commit after a conflict with it', async () => {
    await haveAll(world);
    const conflict = cancel('TransactionConflict');
    world.network.nextOf('TransactWriteItems', loseAnswer, conflict, ...(keyed.key ? [] : [withToken(randomUUID())]));
    await expectDone();
  });
});

describe.each(withAndWithoutKey(cancelAddon))('$title', ({ operation, request, keyed }) => {
  it.each(lost)('sends the identical transaction again when it hears %s', async (_what, fault) => {
    await haveAll(world);
    world.network.nextOf('TransactWriteItems', fault);
    expect((await world.call(operation, { ...request, ...keyed })).status).toBe(200);
    const [first, second, ...more] = world.network.commits.map(({ input }) => input);
    expect(second).toEqual(first);
    expect(more).toEqual([]);
    expect(await cancelAddon.effects(world)).toBe(1);
  });
});

describe.each(commands)('$operation with a key', ({ operation, request, ...command }) => {
  it('looks again, and takes a new token, when a transaction of unknown fate is refused', async () => {
    await haveAll(world);
    world.network.nextOf('TransactWriteItems', loseCall, cancel('TransactionConflict'));
    await world.call(operation, { ...request, key: 'k' });
    const [first, second, third] = tokens();
    expect(second).toBe(first);
    expect(third).not.toBe(first);
    expect(world.lastReport).toMatchObject({ outcome: 'executed', rounds: 2 });
    expect(await command.effects(world)).toBe(1);
  });

  it('answers what is kept, not what it has in hand, when its first transaction overtakes its second', async () => {
    await haveAll(world);
    const parked = new Parked();
    const { scheduledAt, ...now } = request.body as { scheduledAt: string };
    world.network.nextOf(
      'TransactWriteItems',
      parked.fault,
      cancel('TransactionConflict'),
      onArrival(() => parked.release()),
    );
    const decidedAt = world.now;
    const answer = await world.call(operation, { ...request, body: now, key: 'k' });
    expect(world.now > decidedAt).toBe(true);
    expect(answer.body).toContain(decidedAt);
    expect(answer.headers).not.toHaveProperty('Idempotent-Replayed');
    expect(answer.body).toBe((await world.records())[0]?.body);
    expect(world.lastReport).toMatchObject({ outcome: 'executed', rounds: 3 });
    expect(await command.effects(world)).toBe(1);
  });

  it('leaves open what became of it when it hears that it came a second time and nothing can be read after that', async () => {
    await haveAll(world);
    world.network.nextOf('TransactWriteItems', async (call, send) => {
      await textOf(await send());
      return withToken(randomUUID())(call, send);
    });
    world.network.nextOf('BatchGetItem', pass);
    world.network.always('BatchGetItem', loseCall);
    const answer = await world.call(operation, { ...request, key: 'k', ...briefly });
    expect([answer.status, answer.json.code]).toEqual([503, 'outcome_unknown']);
    expect(await command.effects(world)).toBe(1);
  });
});
