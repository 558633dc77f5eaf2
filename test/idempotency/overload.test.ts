import { describe, expect, it } from 'vitest';
import { createRetryQuota } from '../../lib/dynamodb/retry-quota.ts';
import { haveExampleFixtures } from '../support/example-requests.ts';
import {
  cancelTransaction,
  loseResponse,
  type NetworkFault,
  passThrough,
  refuseCall,
  timeOutCall,
} from '../support/faulty-network.ts';
import {
  cancelAddonCommand,
  cancelLicenseCommand,
  createLicenseCommand,
  expectNoSideEffects,
  expectReplay,
  haveCommandFixtures,
  testCommands,
} from '../support/test-commands.ts';
import { useEngine } from '../support/test-engine.ts';
import { useWorld } from '../support/test-world.ts';

const world = useWorld(useEngine());
const throttled = refuseCall('ThrottlingException');
const allCalls = ['BatchGetItem', 'Query', 'TransactWriteItems'];

const throttle = (operations = allCalls, fault: NetworkFault = throttled) => {
  for (const operation of operations) world.network.failAlways(operation, fault);
};
/** Records the delays between the calls of a request. */
const recordDelays = () => {
  const delays: number[] = [];
  world.sleep = async ms => {
    delays.push(ms);
    world.clock += ms;
  };
  return delays;
};
const path = { licenseId: 'license' };
const getLicense = () => world.call('getLicense', { path });

describe('on a throttled table', () => {
  it.each([
    ['getLicense', { path }, 6],
    ['getSubscription', { path: { subscriptionId: 'subscription' } }, 6],
    ['createLicense', { ...createLicenseCommand.request, idempotencyKey: 'k' }, 6],
    ['createLicense', createLicenseCommand.request, 6],
    ['cancelAddon', { ...cancelAddonCommand.request, idempotencyKey: 'k' }, 6],
  ] as const)('%s %o makes at most six calls and then returns 503', async (operation, send, calls) => {
    await haveCommandFixtures(world);
    throttle();
    const delays = recordDelays();
    expect((await world.call(operation, send)).json.code).toBe('SERVICE_UNAVAILABLE');
    expect(world.lastReport.calls).toBe(calls);
    expect(Math.max(...delays)).toBeLessThanOrEqual(2000);
  });

  it('doubles the delay before each retry', async () => {
    await haveCommandFixtures(world);
    throttle();
    const delays = recordDelays();
    await getLicense();
    expect(delays).toEqual([100, 200, 400, 800, 1600]);
  });

  it.each(testCommands)('$operation makes at most six calls when only writes are throttled', async command => {
    for (const fault of [throttled, cancelTransaction('None', 'ThrottlingError')]) {
      await world.reset();
      await haveExampleFixtures(world);
      throttle(['TransactWriteItems'], fault);
      const response = await world.call(command.operation, { ...command.request, idempotencyKey: 'k' });
      expect(response.json.code).toBe('SERVICE_UNAVAILABLE');
      // Complete reads that another one follows are not counted.
      const calls = command.earlierReadCalls + 6;
      expect(world.lastReport).toMatchObject({ calls, rounds: 1 });
      await expectNoSideEffects(world, command);
    }
  });
});

describe('an empty retry quota', () => {
  /** Empties the quota with two requests that take five tokens each. */
  const emptyQuota = async () => {
    throttle();
    await getLicense();
    await getLicense();
    expect(world.lastReport.calls).toBe(6);
    world.network.reset();
  };

  it('limits a throttled request to one call', async () => {
    await haveCommandFixtures(world);
    await emptyQuota();
    throttle();
    const start = world.clock;
    expect((await getLicense()).json.code).toBe('SERVICE_UNAVAILABLE');
    expect(world.lastReport.calls).toBe(1);
    expect(world.clock).toBe(start);
  });

  it('gains one token per success', async () => {
    await haveCommandFixtures(world);
    await emptyQuota();
    expect((await getLicense()).status).toBe(200);
    throttle();
    await getLicense();
    expect(world.lastReport.calls).toBe(2);
  });

  it.each([
    ['nothing was sent before', throttled, 'SERVICE_UNAVAILABLE', 0],
    ['the response was lost', loseResponse, 'outcome_unknown', 1],
    ['no response came in time', timeOutCall, 'outcome_unknown', 0],
  ] as const)(
    'ends a command with the error that matches its outcome when %s',
    async (_description, fault, code, effects) => {
      await haveCommandFixtures(world);
      world.retryQuota = createRetryQuota(0);
      world.network.failNextOf('TransactWriteItems', fault);
      const send = { ...cancelLicenseCommand.request, idempotencyKey: 'k' };
      expect((await world.call('cancelLicense', send)).json.code).toBe(code);
      expect(world.network.commits).toHaveLength(1);
      expect(await cancelLicenseCommand.effects(world)).toBe(effects);
      const repeat = await world.call('cancelLicense', send);
      expect(repeat.status).toBe(200);
      expect(await cancelLicenseCommand.effects(world)).toBe(1);
      expectReplay(repeat, await world.call('cancelLicense', send));
    },
  );

  it('does not stop a request that conflicts with others', async () => {
    await haveCommandFixtures(world);
    world.retryQuota = createRetryQuota(0);
    const conflict = cancelTransaction('TransactionConflict');
    world.network.failNextOf('TransactWriteItems', ...Array.from({ length: 12 }, () => conflict));
    expect((await world.call('cancelLicense', { ...cancelLicenseCommand.request, idempotencyKey: 'k' })).status).toBe(
      200,
    );
    expect(world.lastReport.rounds).toBe(13);
  });

  it('does not stop a request that waits for credentials', async () => {
    await haveCommandFixtures(world);
    world.retryQuota = createRetryQuota(0);
    const start = world.clock;
    world.loadCredentials = async () => {
      if (world.clock < start + 1000) throw new Error('no credentials');
    };
    expect((await getLicense()).status).toBe(200);
    expect(world.lastReport.calls).toBe(1);
  });
});

it('a conflict begins a new round, which may make six calls of its own', async () => {
  await haveCommandFixtures(world);
  const conflict = cancelTransaction('TransactionConflict');
  const faults = [throttled, throttled, throttled, conflict];
  world.network.failNextOf('TransactWriteItems', ...faults, ...faults, passThrough);
  expect((await world.call('cancelLicense', { ...cancelLicenseCommand.request, idempotencyKey: 'k' })).status).toBe(
    200,
  );
  expect(world.lastReport).toMatchObject({ rounds: 3, calls: 12 });
});
