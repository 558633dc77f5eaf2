import { describe, expect, it } from 'vitest';
import { haveExampleFixtures } from '../support/example-requests.ts';
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
  ['refused because the throughput is exceeded', refuseCall('ProvisionedThroughputExceededException')],
  ['answered with an internal error', refuseCall('InternalServerError', {}, 500)],
  ['answered with a web page', respondWith(502, '<html>Bad Gateway</html>')],
  ['lost', loseCall],
  ['executed but the response lost', loseResponse],
  ['answered with a truncated response', truncateResponse],
  ['answered with an empty body', respondWith(200, '')],
  ['answered with an empty object', respondWith(200, '{}')],
  ['timed out', timeOutCall],
  ['left unprocessed', leaveUnprocessed],
];

/** A command is decided only after everything it needs was read. */
describe.each(testCommands)('$operation', command => {
  const { operation, request } = command;

  it.each(failures)('repeats a read that is %s, for the first call and for a replay', async (_description, fault) => {
    await haveExampleFixtures(world);
    world.network.failNextOf('BatchGetItem', fault, passThrough, fault, fault);
    const first = await world.call(operation, { ...request, idempotencyKey: 'k' });
    expect(first.status).toBeLessThan(300);
    expectReplay(first, await world.call(operation, { ...request, idempotencyKey: 'k' }));
    expect(world.network.pendingFaultCount).toBe(0);
    expect(await command.effects(world)).toBe(1);
  });

  it.each(['connect', 'idempotency', 'api-keys'])('reads only the unprocessed items of table %s again', async table => {
    await haveExampleFixtures(world);
    world.network.failNextOf('BatchGetItem', leaveTablesUnprocessed(table), leaveUnprocessed);
    const first = await world.call(operation, { ...request, idempotencyKey: 'k' });
    expect(first.status).toBeLessThan(300);
    const reads = world.network.calls.filter(call => call.operation === 'BatchGetItem');
    expect(reads.map(({ input }) => Object.keys(input.RequestItems))).toEqual([
      expect.arrayContaining(['connect', 'idempotency', 'api-keys']),
      [table],
      [table],
      ...command.reads.slice(command.firstReads.length).flatMap(name => (name === 'Query' ? [] : [['connect']])),
    ]);
    world.network.failNextOf('BatchGetItem', leaveTablesUnprocessed(table));
    expectReplay(first, await world.call(operation, { ...request, idempotencyKey: 'k' }));
  });

  it.each(['connect', 'idempotency', 'api-keys'])(
    'returns 503 while items of table %s stay unprocessed, and does not treat them as absent',
    async table => {
      await haveExampleFixtures(world);
      world.network.failAlways('BatchGetItem', leaveTablesUnprocessed(table));
      const response = await world.call(operation, { ...request, idempotencyKey: 'k', ...shortDeadline });
      expect([response.status, response.json.code]).toEqual([503, 'SERVICE_UNAVAILABLE']);
      expect(world.clock - start).toBeLessThanOrEqual(1000);
      expect(world.network.commits).toEqual([]);
      await expectNoSideEffects(world, command);
    },
  );
});

it.each([...failures, ['made without credentials', passThrough]] as [string, NetworkFault][])(
  'returns 503 by the deadline when every read is %s',
  async (description, fault) => {
    await haveCommandFixtures(world);
    if (description === 'made without credentials')
      world.loadCredentials = () => Promise.reject(new Error('no credentials'));
    world.network.failAlways('BatchGetItem', fault);
    const response = await world.call('cancelLicense', {
      ...cancelLicenseCommand.request,
      idempotencyKey: 'k',
      ...shortDeadline,
    });
    expect([response.status, response.json.code, response.headers['Retry-After']]).toEqual([
      503,
      'SERVICE_UNAVAILABLE',
      '1',
    ]);
    expect(world.clock - start).toBeLessThanOrEqual(1000);
    await expectNoSideEffects(world, cancelLicenseCommand);
  },
);

it.each(['AccessDeniedException', 'ResourceNotFoundException', 'ValidationException'])(
  '%s on a read causes a 500 without a retry',
  async name => {
    await haveCommandFixtures(world);
    world.network.failAlways('BatchGetItem', refuseCall(name));
    const response = await world.call('cancelLicense', { ...cancelLicenseCommand.request, idempotencyKey: 'k' });
    expect([response.status, response.json.code]).toEqual([500, 'INTERNAL_ERROR']);
    expect(response.body).not.toContain(name);
    expect(world.network.calls).toHaveLength(1);
    await expectNoSideEffects(world, cancelLicenseCommand);
  },
);

describe('the add-ons of a subscription', () => {
  const { operation, request } = cancelAddonCommand;
  const onePerPage: NetworkFault = (_call, send) => send({ Limit: 1 });
  const queries = () => world.network.operations.filter(name => name === 'Query');

  it('are read up to the last page', async () => {
    await haveCommandFixtures(world);
    world.network.failAlways('Query', onePerPage);
    const response = await world.call(operation, request);
    expect(response.json.addons).toHaveLength(2);
    expect(queries()).toHaveLength(3);
    expect(await cancelAddonCommand.effects(world)).toBe(1);
  });

  it('are not read again when only other items were left unprocessed', async () => {
    await haveCommandFixtures(world);
    world.network.failNextOf(
      'BatchGetItem',
      leaveTablesUnprocessed('idempotency'),
      leaveTablesUnprocessed('idempotency'),
    );
    expect((await world.call(operation, { ...request, idempotencyKey: 'k' })).status).toBe(200);
    expect(queries()).toHaveLength(1);
  });

  it('are read from the first page again when a later page is lost', async () => {
    await haveCommandFixtures(world);
    world.network.failNextOf('Query', onePerPage, loseCall);
    const response = await world.call(operation, request);
    expect(response.json.addons).toHaveLength(2);
    expect(world.lastReport).toMatchObject({ outcome: 'executed', rounds: 1 });
  });

  it.each(failures.filter(([description]) => description !== 'left unprocessed'))(
    'are read again when their query is %s',
    async (_description, fault) => {
      await haveCommandFixtures(world);
      world.network.failNextOf('Query', fault);
      const response = await world.call(operation, request);
      expect(response.json.addons).toHaveLength(2);
      expect(world.network.pendingFaultCount).toBe(0);
      expect(await cancelAddonCommand.effects(world)).toBe(1);
    },
  );

  it('cause a 503 when their pages never end', async () => {
    await haveCommandFixtures(world);
    const endless = respondWith(200, '{"Items":[],"LastEvaluatedKey":{"pk":{"S":"a"},"sk":{"S":"b"}}}');
    world.network.failAlways('Query', endless);
    expect((await world.call(operation, { ...request, idempotencyKey: 'k' })).json.code).toBe('SERVICE_UNAVAILABLE');
    expect(world.network.calls.length).toBeLessThanOrEqual(200);
    await expectNoSideEffects(world, cancelAddonCommand);
  });

  it('cause a 500 when access to them is denied', async () => {
    await haveCommandFixtures(world);
    world.network.failAlways('Query', refuseCall('AccessDeniedException'));
    expect((await world.call(operation, { ...request, idempotencyKey: 'k' })).status).toBe(500);
    await expectNoSideEffects(world, cancelAddonCommand);
  });
});
