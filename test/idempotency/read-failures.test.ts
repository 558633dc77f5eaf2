import { describe, expect, it } from 'vitest';
import {
  leaveTablesUnprocessed,
  leaveUnprocessed,
  loseCall,
  loseResponse,
  type NetworkFault,
  passThrough,
  refuseCall,
  respondWith,
  timeOutCall,
  truncateResponse,
} from '../support/faulty-network.ts';
import {
  cancelAddonCommand,
  cancelLicenseCommand,
  expectNoSideEffects,
  expectReplay,
  haveCommandFixtures,
  shortDeadline,
  testCommands,
} from '../support/test-commands.ts';
import { useEngine } from '../support/test-engine.ts';
import { useWorld } from '../support/test-world.ts';

const world = useWorld(useEngine());
const start = Date.parse('2024-01-15T09:30:00.000Z');

const failures: [string, NetworkFault][] = [
  ['throttled', refuseCall('ThrottlingException')],
  ['over the throughput', refuseCall('ProvisionedThroughputExceededException')],
  ['failed inside DynamoDB', refuseCall('InternalServerError', {}, 500)],
  ['answered by a web page', respondWith(502, '<html>Bad Gateway</html>')],
  ['lost', loseCall],
  ['answered but the answer lost', loseResponse],
  ['answered by half', truncateResponse],
  ['answered by nothing', respondWith(200, '')],
  ['answered by an empty object', respondWith(200, '{}')],
  ['too slow', timeOutCall],
  ['left unprocessed', leaveUnprocessed],
];

/** Nothing is decided on less than everything. */
describe.each(testCommands)('$operation', command => {
  const { operation, request } = command;

  it.each(failures)('reads again when a read is %s, for the first call and for a replay', async (_what, fault) => {
    await haveCommandFixtures(world);
    world.network.failNextOf('BatchGetItem', fault, passThrough, fault, fault);
    const done = await world.call(operation, { ...request, idempotencyKey: 'k' });
    expect(done.status).toBeLessThan(300);
    expectReplay(done, await world.call(operation, { ...request, idempotencyKey: 'k' }));
    expect(world.network.pendingFaultCount).toBe(0);
    expect(await command.effects(world)).toBe(1);
  });

  it.each(['connect', 'idempotency', 'api-keys'])(
    'asks again for what was not read of %s, and for nothing else',
    async table => {
      await haveCommandFixtures(world);
      world.network.failNextOf('BatchGetItem', leaveTablesUnprocessed(table), leaveUnprocessed);
      const done = await world.call(operation, { ...request, idempotencyKey: 'k' });
      expect(done.status).toBeLessThan(300);
      const reads = world.network.calls.filter(call => call.operation === 'BatchGetItem');
      expect(reads.map(({ input }) => Object.keys(input.RequestItems))).toEqual([
        expect.arrayContaining(['connect', 'idempotency', 'api-keys']),
        [table],
        [table],
      ]);
      world.network.failNextOf('BatchGetItem', leaveTablesUnprocessed(table));
      expectReplay(done, await world.call(operation, { ...request, idempotencyKey: 'k' }));
    },
  );

  it.each(['connect', 'idempotency', 'api-keys'])(
    'is not available, and takes nothing for absent, while %s is not read',
    async table => {
      await haveCommandFixtures(world);
      world.network.failAlways('BatchGetItem', leaveTablesUnprocessed(table));
      const answer = await world.call(operation, { ...request, idempotencyKey: 'k', ...shortDeadline });
      expect([answer.status, answer.json.code]).toEqual([503, 'SERVICE_UNAVAILABLE']);
      expect(world.clock - start).toBeLessThanOrEqual(1000);
      expect(world.network.commits).toEqual([]);
      await expectNoSideEffects(world, command);
    },
  );
});

it.each([...failures, ['without credentials', passThrough]] as [string, NetworkFault][])(
  'is not available by the deadline when every read is %s',
  async (what, fault) => {
    await haveCommandFixtures(world);
    if (what === 'without credentials') world.loadCredentials = () => Promise.reject(new Error('no credentials'));
    world.network.failAlways('BatchGetItem', fault);
    const answer = await world.call('cancelLicense', {
      ...cancelLicenseCommand.request,
      idempotencyKey: 'k',
      ...shortDeadline,
    });
    expect([answer.status, answer.json.code, answer.headers['Retry-After']]).toEqual([503, 'SERVICE_UNAVAILABLE', '1']);
    expect(world.clock - start).toBeLessThanOrEqual(1000);
    await expectNoSideEffects(world, cancelLicenseCommand);
  },
);

it.each(['AccessDeniedException', 'ResourceNotFoundException', 'ValidationException'])(
  '%s on a read is a defect at once',
  async name => {
    await haveCommandFixtures(world);
    world.network.failAlways('BatchGetItem', refuseCall(name));
    const answer = await world.call('cancelLicense', { ...cancelLicenseCommand.request, idempotencyKey: 'k' });
    expect([answer.status, answer.json.code]).toEqual([500, 'INTERNAL_ERROR']);
    expect(answer.body).not.toContain(name);
    expect(world.network.calls).toHaveLength(1);
    await expectNoSideEffects(world, cancelLicenseCommand);
  },
);

describe('the add-ons of a subscription', () => {
  const { operation, request } = cancelAddonCommand;
  const onePerPage: NetworkFault = (_call, send) => send({ Limit: 1 });
  const queries = () => world.network.operations.filter(name => name === 'Query');

  it('are read to the last page', async () => {
    await haveCommandFixtures(world);
    world.network.failAlways('Query', onePerPage);
    const answer = await world.call(operation, request);
    expect(answer.json.addons).toHaveLength(2);
    expect(queries()).toHaveLength(3);
    expect(await cancelAddonCommand.effects(world)).toBe(1);
  });

  it('are read once although other things have to be asked for again', async () => {
    await haveCommandFixtures(world);
    world.network.failNextOf(
      'BatchGetItem',
      leaveTablesUnprocessed('idempotency'),
      leaveTablesUnprocessed('idempotency'),
    );
    expect((await world.call(operation, { ...request, idempotencyKey: 'k' })).status).toBe(200);
    expect(queries()).toHaveLength(1);
  });

  it('are read from the first page again when a later one is lost', async () => {
    await haveCommandFixtures(world);
    world.network.failNextOf('Query', onePerPage, loseCall);
    const answer = await world.call(operation, request);
    expect(answer.json.addons).toHaveLength(2);
    expect(world.lastReport).toMatchObject({ outcome: 'executed', rounds: 1 });
  });

  it.each(failures.filter(([what]) => what !== 'left unprocessed'))(
    'are read again when their read is %s',
    async (_what, fault) => {
      await haveCommandFixtures(world);
      world.network.failNextOf('Query', fault);
      const answer = await world.call(operation, request);
      expect(answer.json.addons).toHaveLength(2);
      expect(world.network.pendingFaultCount).toBe(0);
      expect(await cancelAddonCommand.effects(world)).toBe(1);
    },
  );

  it('are given up when their pages never end', async () => {
    await haveCommandFixtures(world);
    const endless = respondWith(200, '{"Items":[],"LastEvaluatedKey":{"pk":{"S":"a"},"sk":{"S":"b"}}}');
    world.network.failAlways('Query', endless);
    expect((await world.call(operation, { ...request, idempotencyKey: 'k' })).json.code).toBe('SERVICE_UNAVAILABLE');
    expect(world.network.calls.length).toBeLessThanOrEqual(200);
    await expectNoSideEffects(world, cancelAddonCommand);
  });

  it('are a defect when they may not be read', async () => {
    await haveCommandFixtures(world);
    world.network.failAlways('Query', refuseCall('AccessDeniedException'));
    expect((await world.call(operation, { ...request, idempotencyKey: 'k' })).status).toBe(500);
    await expectNoSideEffects(world, cancelAddonCommand);
  });
});
