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

describe('a day that begins', () => {
  const today = { ...cancelLicenseCommand.request, body: { scheduledAt: '2024-02-29' }, idempotencyKey: 'k' };
  const tillMidnight = () => {
    world.clock = Date.parse('2024-02-29T23:59:59.990Z');
  };
  const later = () => {
    world.clock += 1000;
  };

  it('between read and commit changes nothing: the moment of the round counts, for the answer and for what is stored', async () => {
    await haveCommandFixtures(world);
    tillMidnight();
    const signed = world.clock;
    world.network.failNextOf('TransactWriteItems', afterExecution(later));
    const answer = await world.call('cancelLicense', today);
    expect([answer.json.status, answer.json.cancelledAt]).toEqual(['CANCELLED', new Date(signed).toISOString()]);
    expect(await world.licenses()).toMatchObject([{ ends: { on: '2024-02-29', at: new Date(signed).toISOString() } }]);
  });

  it('between two rounds makes the date one that is past, with no trace', async () => {
    await haveCommandFixtures(world);
    tillMidnight();
    world.network.failNextOf('TransactWriteItems', cancelTransaction('TransactionConflict'), passThrough);
    expect((await world.call('cancelLicense', today)).status).toBe(400);
    expect(world.lastReport).toMatchObject({ rounds: 2, outcome: 'refused' });
    await expectNoSideEffects(world, cancelLicenseCommand);
  });

  it('between two reads of one round counts with the later', async () => {
    await haveCommandFixtures(world);
    tillMidnight();
    world.network.failNextOf('BatchGetItem', refuseCall('ThrottlingException'));
    expect((await world.call('cancelLicense', today)).status).toBe(400);
  });
});

it.each([cancelLicenseCommand, cancelAddonCommand])(
  'what $operation ended at once stays so for a clock that is five minutes behind (I10)',
  async command => {
    const { operation, request, otherRequest: other } = command;
    const { scheduledAt, ...now } = request.body as { scheduledAt: string };
    await haveCommandFixtures(world);
    expect((await world.call(operation, { ...request, body: now, idempotencyKey: 'a' })).status).toBe(200);
    world.clock -= 5 * 60_000;
    const moved = await world.call(operation, { ...other, idempotencyKey: 'b' });
    expect(moved.json.code).toMatch(/already_cancelled$/);
    expect(await command.effects(world)).toBe(1);
  },
);
