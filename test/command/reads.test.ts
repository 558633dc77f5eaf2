import { describe, expect, it } from 'vitest';
import {
  briefly,
  cancelAddon,
  cancelLicense,
  commands,
  expectNoTrace,
  expectReplay,
  haveAll,
} from '../support/commands.ts';
import { useEngine } from '../support/engine.ts';
import {
  cutAnswer,
  type Fault,
  leaveTables,
  leaveUnprocessed,
  loseAnswer,
  loseCall,
  pass,
  refuse,
  respond,
  timeOut,
} from '../support/network.ts';
import { useWorld } from '../support/world.ts';

const world = useWorld(useEngine());
const start = Date.parse('2024-01-15T09:30:00.000Z');

const failures: [string, Fault][] = [
  ['throttled', refuse('ThrottlingException')],
  ['over the throughput', refuse('ProvisionedThroughputExceededException')],
  ['failed inside DynamoDB', refuse('InternalServerError', {}, 500)],
  ['answered by a web page', respond(502, '<html>Bad Gateway</html>')],
  ['lost', loseCall],
  ['answered but the answer lost', loseAnswer],
  ['answered by half', cutAnswer],
  ['answered by nothing', respond(200, '')],
  ['answered by an empty object', respond(200, '{}')],
  ['too slow', timeOut],
  ['left unprocessed', leaveUnprocessed],
];

/** Nothing is decided on less than everything. */
describe.each(commands)('$operation', command => {
  const { operation, request } = command;

  it('reads again, whatever became of a read, as often as it takes', async () => {
    await haveAll(world);
    const faults = failures.map(([, fault]) => fault);
    world.network.nextOf('BatchGetItem', ...faults, pass, ...faults);
    const done = await world.call(operation, { ...request, key: 'k' });
    expect(done.status).toBeLessThan(300);
    expectReplay(done, await world.call(operation, { ...request, key: 'k' }));
    expect(world.network.unmet).toBe(0);
    expect(await command.effects(world)).toBe(1);
  });

  it.each(['connect', 'idempotency', 'api-keys'])(
    'asks again for what was not read of %s, and for nothing else',
    async table => {
      await haveAll(world);
      world.network.nextOf('BatchGetItem', leaveTables(table), leaveUnprocessed);
      const done = await world.call(operation, { ...request, key: 'k' });
      expect(done.status).toBeLessThan(300);
      const reads = world.network.calls.filter(call => call.operation === 'BatchGetItem');
      expect(reads.map(({ input }) => Object.keys(input.RequestItems))).toEqual([
        expect.arrayContaining(['connect', 'idempotency', 'api-keys']),
        [table],
        [table],
      ]);
      world.network.nextOf('BatchGetItem', leaveTables(table));
      expectReplay(done, await world.call(operation, { ...request, key: 'k' }));
    },
  );

  it.each(['connect', 'idempotency', 'api-keys'])(
    'is not available, and takes nothing for absent, while %s is not read',
    async table => {
      await haveAll(world);
      world.network.always('BatchGetItem', leaveTables(table));
      const answer = await world.call(operation, { ...request, key: 'k', ...briefly });
      expect([answer.status, answer.json.code]).toEqual([503, 'SERVICE_UNAVAILABLE']);
      expect(world.clock - start).toBeLessThanOrEqual(1000);
      expect(world.network.commits).toEqual([]);
      await expectNoTrace(world, command);
    },
  );
});

it.each([...failures, ['without credentials', pass]] as [string, Fault][])(
  'is not available by the deadline when every read is %s',
  async (what, fault) => {
    await haveAll(world);
    if (what === 'without credentials') world.credentials = () => Promise.reject(new Error('no credentials'));
    world.network.always('BatchGetItem', fault);
    const answer = await world.call('cancelLicense', { ...cancelLicense.request, key: 'k', ...briefly });
    expect([answer.status, answer.json.code, answer.headers['Retry-After']]).toEqual([503, 'SERVICE_UNAVAILABLE', '1']);
    expect(world.clock - start).toBeLessThanOrEqual(1000);
    await expectNoTrace(world, cancelLicense);
  },
);

it.each(['AccessDeniedException', 'ResourceNotFoundException', 'ValidationException'])(
  '%s on a read is a defect at once',
  async name => {
    await haveAll(world);
    world.network.always('BatchGetItem', refuse(name));
    const answer = await world.call('cancelLicense', { ...cancelLicense.request, key: 'k' });
    expect([answer.status, answer.json.code]).toEqual([500, 'INTERNAL_ERROR']);
    expect(answer.body).not.toContain(name);
    expect(world.network.calls).toHaveLength(1);
    await expectNoTrace(world, cancelLicense);
  },
);

describe('the add-ons of a subscription', () => {
  const { operation, request } = cancelAddon;
  const onePerPage: Fault = (_call, send) => send({ Limit: 1 });
  const queries = () => world.network.operations.filter(name => name === 'Query');

  it('are read to the last page', async () => {
    await haveAll(world);
    world.network.always('Query', onePerPage);
    const answer = await world.call(operation, request);
    expect(answer.json.addons).toHaveLength(2);
    expect(queries()).toHaveLength(3);
    expect(await cancelAddon.effects(world)).toBe(1);
  });

  it('are read once although other things have to be asked for again', async () => {
    await haveAll(world);
    world.network.nextOf('BatchGetItem', leaveTables('idempotency'), leaveTables('idempotency'));
    expect((await world.call(operation, { ...request, key: 'k' })).status).toBe(200);
    expect(queries()).toHaveLength(1);
  });

  it('are read from the first page again when a later one is lost', async () => {
    await haveAll(world);
    world.network.nextOf('Query', onePerPage, loseCall);
    const answer = await world.call(operation, request);
    expect(answer.json.addons).toHaveLength(2);
    expect(world.lastReport).toMatchObject({ outcome: 'executed', rounds: 1 });
  });

  it.each(failures.filter(([what]) => what !== 'left unprocessed'))(
    'are read again when their read is %s',
    async (_what, fault) => {
      await haveAll(world);
      world.network.nextOf('Query', fault);
      const answer = await world.call(operation, request);
      expect(answer.json.addons).toHaveLength(2);
      expect(world.network.unmet).toBe(0);
      expect(await cancelAddon.effects(world)).toBe(1);
    },
  );

  it('are given up when their pages never end', async () => {
    await haveAll(world);
    const endless = respond(200, '{"Items":[],"LastEvaluatedKey":{"pk":{"S":"a"},"sk":{"S":"b"}}}');
    world.network.always('Query', endless);
    expect((await world.call(operation, { ...request, key: 'k' })).json.code).toBe('SERVICE_UNAVAILABLE');
    expect(world.network.calls.length).toBeLessThanOrEqual(200);
    await expectNoTrace(world, cancelAddon);
  });

  it('are a defect when they may not be read', async () => {
    await haveAll(world);
    world.network.always('Query', refuse('AccessDeniedException'));
    expect((await world.call(operation, { ...request, key: 'k' })).status).toBe(500);
    await expectNoTrace(world, cancelAddon);
  });
});
