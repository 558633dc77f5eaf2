import { describe, expect, it } from 'vitest';
import { cancelAddon, expectNoTrace, haveAll, withAndWithoutKey } from '../support/commands.ts';
import { useEngine } from '../support/engine.ts';
import { cancel, loseAnswer, loseCall, onAnswer, refuse } from '../support/network.ts';
import { type Reply, useWorld } from '../support/world.ts';

const world = useWorld(useEngine());
const day = 24 * 3600_000;

const told = ({ status, json }: Reply) => [status, json.code];
const nothingDone = [503, 'SERVICE_UNAVAILABLE'];
const unknown = [503, 'outcome_unknown'];

/** After so many calls were sent, time passes while the next one is signed. */
const freezeAfter = (sent: number, ms: number) => {
  world.whileSigning = () => {
    if (world.network.calls.length < sent) return;
    world.clock += ms;
    world.whileSigning = () => {};
  };
};

describe.each(withAndWithoutKey(cancelAddon))('$title', command => {
  const { operation, request, keyed, readCalls } = command;
  const send = { ...request, ...keyed };

  it.each([
    ['until the deadline', 8000],
    ['for a day', day],
  ])('frozen %s while it signs a read, sends nothing', async (_what, ms) => {
    await haveAll(world);
    freezeAfter(0, ms);
    expect(told(await world.call(operation, send))).toEqual(nothingDone);
    expect(world.network.calls).toEqual([]);
  });

  it.each([
    ['until the deadline', 8000],
    ['for a day', day],
  ])('frozen %s while it signs its transaction, leaves no trace', async (_what, ms) => {
    await haveAll(world);
    freezeAfter(readCalls, ms);
    expect(told(await world.call(operation, send))).toEqual(nothingDone);
    expect(world.network.commits).toEqual([]);
    await expectNoTrace(world, command);
  });

  it('frozen after a read that went wrong, tells what went wrong and not that the time was over', async () => {
    await haveAll(world);
    world.network.nextOf('BatchGetItem', refuse('ThrottlingException'));
    freezeAfter(readCalls, day);
    expect(told(await world.call(operation, send))).toEqual(nothingDone);
    expect(String(world.lastReport.cause)).toContain('ThrottlingException');
  });

  it('frozen for less, goes on', async () => {
    await haveAll(world);
    freezeAfter(readCalls, 7999);
    expect((await world.call(operation, send)).status).toBe(200);
  });

  it.each([
    ['applied', loseAnswer, 1],
    ['not applied', loseCall, 0],
  ])(
    'frozen after an unknown send that was %s, does not know, and sends nothing more',
    async (_what, fault, effects) => {
      await haveAll(world);
      world.network.nextOf('TransactWriteItems', fault);
      freezeAfter(readCalls + 1, day);
      expect(told(await world.call(operation, send))).toEqual(unknown);
      expect(world.network.commits).toHaveLength(1);
      expect(await command.effects(world)).toBe(effects);
    },
  );

  it('does not know either when it is frozen in the round after', async () => {
    await haveAll(world);
    world.network.nextOf('TransactWriteItems', loseAnswer, cancel('TransactionConflict'));
    freezeAfter(readCalls + 2, day);
    expect(told(await world.call(operation, send))).toEqual(unknown);
  });

  it('whose answer comes after the deadline is done', async () => {
    await haveAll(world);
    const thaw = onAnswer(() => {
      world.clock += day;
    });
    world.network.nextOf('TransactWriteItems', thaw);
    expect((await world.call(operation, send)).status).toBe(200);
  });

  it('has less time where the function has', async () => {
    await haveAll(world);
    const start = world.clock;
    world.network.always('TransactWriteItems', refuse('ThrottlingException'));
    expect(told(await world.call(operation, { ...send, remainingMs: 4000 }))).toEqual(nothingDone);
    expect(world.clock - start).toBe(1500);
  });

  it.each([2500, 100, 0, -5])('sends nothing when the function has %d ms left', async remainingMs => {
    await haveAll(world);
    expect(told(await world.call(operation, { ...send, remainingMs }))).toEqual(nothingDone);
    expect(world.network.calls).toEqual([]);
  });

  /** From then on there are no credentials. */
  const withoutCredentials = (since: () => boolean) => {
    world.credentials = async () => {
      if (since()) throw new Error('no credentials');
    };
  };

  it('waits for credentials', async () => {
    await haveAll(world);
    const start = world.clock;
    withoutCredentials(
      () => world.clock < start + 100 || (world.network.calls.length > 0 && world.clock < start + 400),
    );
    expect((await world.call(operation, send)).status).toBe(200);
    expect(world.network.calls).toHaveLength(readCalls + 1);
    expect(await command.effects(world)).toBe(1);
  });

  it('without credentials sends nothing', async () => {
    await haveAll(world);
    withoutCredentials(() => true);
    expect(told(await world.call(operation, send))).toEqual(nothingDone);
    expect(world.network.calls).toEqual([]);
  });

  it('without credentials for its transaction leaves no trace', async () => {
    await haveAll(world);
    withoutCredentials(() => world.network.calls.length === readCalls);
    expect(told(await world.call(operation, send))).toEqual(nothingDone);
    expect(world.network.commits).toEqual([]);
    await expectNoTrace(world, command);
  });

  it('that loses its credentials after an unknown send does not know', async () => {
    await haveAll(world);
    world.network.nextOf('TransactWriteItems', loseAnswer);
    withoutCredentials(() => world.network.commits.length > 0);
    expect(told(await world.call(operation, send))).toEqual(unknown);
    expect(await command.effects(world)).toBe(1);
  });
});
