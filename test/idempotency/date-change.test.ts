import { describe, expect, it } from 'vitest';
import { afterExecution, cancelTransaction, passThrough, refuseCall } from '../support/faulty-network.ts';
import {
  cancelAddonCommand,
  cancelLicenseCommand,
  expectNoSideEffects,
  haveCommandFixtures,
} from '../support/test-commands.ts';
import { useEngine } from '../support/test-engine.ts';
import { useWorld } from '../support/test-world.ts';

const world = useWorld(useEngine());

describe('midnight', () => {
  const today = { ...cancelLicenseCommand.request, body: { scheduledAt: '2024-02-29' }, idempotencyKey: 'k' };
  const setClockBeforeMidnight = () => {
    world.clock = Date.parse('2024-02-29T23:59:59.990Z');
  };
  const advanceClock = () => {
    world.clock += 1000;
  };

  it('between read and commit has no effect: the response and the stored item use the time of the round', async () => {
    await haveCommandFixtures(world);
    setClockBeforeMidnight();
    const signedAt = world.clock;
    world.network.failNextOf('TransactWriteItems', afterExecution(advanceClock));
    const response = await world.call('cancelLicense', today);
    expect([response.json.status, response.json.cancelledAt]).toEqual(['CANCELLED', new Date(signedAt).toISOString()]);
    expect(await world.licenses()).toMatchObject([
      { ends: { on: '2024-02-29', at: new Date(signedAt).toISOString() } },
    ]);
  });

  it('between two rounds makes the date a past one, which is rejected without side effects', async () => {
    await haveCommandFixtures(world);
    setClockBeforeMidnight();
    world.network.failNextOf('TransactWriteItems', cancelTransaction('TransactionConflict'), passThrough);
    expect((await world.call('cancelLicense', today)).status).toBe(400);
    expect(world.lastReport).toMatchObject({ rounds: 2, outcome: 'refused' });
    await expectNoSideEffects(world, cancelLicenseCommand);
  });

  it('between two attempts of a read makes the date a past one, because the last attempt counts', async () => {
    await haveCommandFixtures(world);
    setClockBeforeMidnight();
    world.network.failNextOf('BatchGetItem', refuseCall('ThrottlingException'));
    expect((await world.call('cancelLicense', today)).status).toBe(400);
  });
});

it.each([cancelLicenseCommand, cancelAddonCommand])(
  'an immediate end by $operation remains for a process whose clock is five minutes behind (I10)',
  async command => {
    const { operation, request, otherRequest: other } = command;
    const { scheduledAt, ...now } = request.body as { scheduledAt: string };
    await haveCommandFixtures(world);
    expect((await world.call(operation, { ...request, body: now, idempotencyKey: 'a' })).status).toBe(200);
    world.clock -= 5 * 60_000;
    const response = await world.call(operation, { ...other, idempotencyKey: 'b' });
    expect(response.json.code).toMatch(/already_cancelled$/);
    expect(await command.effects(world)).toBe(1);
  },
);
