import { describe, expect, it } from 'vitest';
import { afterExecution, cancelTransaction, loseCall, loseResponse, refuseCall } from '../support/faulty-network.ts';
import {
  cancelAddonCommand,
  expectNoSideEffects,
  haveCommandFixtures,
  withAndWithoutIdempotencyKey,
} from '../support/test-commands.ts';
import { useEngine } from '../support/test-engine.ts';
import { type TestResponse, useWorld } from '../support/test-world.ts';

const world = useWorld(useEngine());
const dayMs = 24 * 3600_000;

const toStatusAndCode = ({ status, json }: TestResponse) => [status, json.code];
const unavailable = [503, 'SERVICE_UNAVAILABLE'];
const outcomeUnknown = [503, 'outcome_unknown'];

/** After so many calls were sent, time passes while the next one is signed. */
const freezeAfter = (sent: number, ms: number) => {
  world.onSigning = () => {
    if (world.network.calls.length < sent) return;
    world.clock += ms;
    world.onSigning = () => {};
  };
};

describe.each(withAndWithoutIdempotencyKey(cancelAddonCommand))('$title', command => {
  const { operation, request, keyed, readCalls } = command;
  const send = { ...request, ...keyed };

  it.each([
    ['until the deadline', 8000],
    ['for a day', dayMs],
  ])('frozen %s while it signs a read, sends nothing', async (_what, ms) => {
    await haveCommandFixtures(world);
    freezeAfter(0, ms);
    expect(toStatusAndCode(await world.call(operation, send))).toEqual(unavailable);
    expect(world.network.calls).toEqual([]);
  });

  it.each([
    ['until the deadline', 8000],
    ['for a day', dayMs],
  ])('frozen %s while it signs its transaction, leaves no trace', async (_what, ms) => {
    await haveCommandFixtures(world);
    freezeAfter(readCalls, ms);
    expect(toStatusAndCode(await world.call(operation, send))).toEqual(unavailable);
    expect(world.network.commits).toEqual([]);
    await expectNoSideEffects(world, command);
  });

  it('frozen after a read that went wrong, tells what went wrong and not that the time was over', async () => {
    await haveCommandFixtures(world);
    world.network.failNextOf('BatchGetItem', refuseCall('ThrottlingException'));
    freezeAfter(readCalls, dayMs);
    expect(toStatusAndCode(await world.call(operation, send))).toEqual(unavailable);
    expect(String(world.lastReport.cause)).toContain('ThrottlingException');
  });

  it('frozen for less, goes on', async () => {
    await haveCommandFixtures(world);
    freezeAfter(readCalls, 7999);
    expect((await world.call(operation, send)).status).toBe(200);
  });

  it.each([
    ['applied', loseResponse, 1],
    ['not applied', loseCall, 0],
  ])(
    'frozen after an unknown send that was %s, does not know, and sends nothing more',
    async (_what, fault, effects) => {
      await haveCommandFixtures(world);
      world.network.failNextOf('TransactWriteItems', fault);
      freezeAfter(readCalls + 1, dayMs);
      expect(toStatusAndCode(await world.call(operation, send))).toEqual(outcomeUnknown);
      expect(world.network.commits).toHaveLength(1);
      expect(await command.effects(world)).toBe(effects);
    },
  );

  it('does not know either when it is frozen in the round after', async () => {
    await haveCommandFixtures(world);
    world.network.failNextOf('TransactWriteItems', loseResponse, cancelTransaction('TransactionConflict'));
    freezeAfter(readCalls + 2, dayMs);
    expect(toStatusAndCode(await world.call(operation, send))).toEqual(outcomeUnknown);
  });

  it('whose answer comes after the deadline is done', async () => {
    await haveCommandFixtures(world);
    const thaw = afterExecution(() => {
      world.clock += dayMs;
    });
    world.network.failNextOf('TransactWriteItems', thaw);
    expect((await world.call(operation, send)).status).toBe(200);
  });

  it('has less time where the function has', async () => {
    await haveCommandFixtures(world);
    const start = world.clock;
    world.network.failAlways('TransactWriteItems', cancelTransaction('TransactionConflict'));
    const answer = await world.call(operation, { ...send, remainingMs: 4000 });
    expect(toStatusAndCode(answer)).toEqual(keyed.idempotencyKey ? [409, 'idempotency_key_locked'] : unavailable);
    expect(world.clock - start).toBe(1500);
  });

  it.each([2500, 100, 0, -5])('sends nothing when the function has %d ms left', async remainingMs => {
    await haveCommandFixtures(world);
    expect(toStatusAndCode(await world.call(operation, { ...send, remainingMs }))).toEqual(unavailable);
    expect(world.network.calls).toEqual([]);
  });

  /** From then on there are no credentials. */
  const withoutCredentials = (since: () => boolean) => {
    world.loadCredentials = async () => {
      if (since()) throw new Error('no credentials');
    };
  };

  it('waits for credentials', async () => {
    await haveCommandFixtures(world);
    const start = world.clock;
    withoutCredentials(
      () => world.clock < start + 100 || (world.network.calls.length > 0 && world.clock < start + 400),
    );
    expect((await world.call(operation, send)).status).toBe(200);
    expect(world.network.calls).toHaveLength(readCalls + 1);
    expect(await command.effects(world)).toBe(1);
  });

  it('without credentials sends nothing', async () => {
    await haveCommandFixtures(world);
    withoutCredentials(() => true);
    expect(toStatusAndCode(await world.call(operation, send))).toEqual(unavailable);
    expect(world.network.calls).toEqual([]);
  });

  it('without credentials for its transaction leaves no trace', async () => {
    await haveCommandFixtures(world);
    withoutCredentials(() => world.network.calls.length === readCalls);
    expect(toStatusAndCode(await world.call(operation, send))).toEqual(unavailable);
    expect(world.network.commits).toEqual([]);
    await expectNoSideEffects(world, command);
  });

  it('that loses its credentials after an unknown send does not know', async () => {
    await haveCommandFixtures(world);
    world.network.failNextOf('TransactWriteItems', loseResponse);
    withoutCredentials(() => world.network.commits.length > 0);
    expect(toStatusAndCode(await world.call(operation, send))).toEqual(outcomeUnknown);
    expect(await command.effects(world)).toBe(1);
  });
});
