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

/** Advances the clock while the client signs the call after this number of calls. */
const freezeAfter = (sent: number, ms: number) => {
  world.onSigning = () => {
    if (world.network.calls.length < sent) return;
    world.clock += ms;
    world.onSigning = () => {};
  };
};

describe.each(withAndWithoutIdempotencyKey(cancelAddonCommand))('$title', command => {
  const { operation, request, keyOption, readCalls } = command;
  const send = { ...request, ...keyOption };

  it.each([
    ['until the deadline', 8000],
    ['for a day', dayMs],
  ])('sends nothing when the process freezes %s while it signs a read', async (_description, ms) => {
    await haveCommandFixtures(world);
    freezeAfter(0, ms);
    expect(toStatusAndCode(await world.call(operation, send))).toEqual(unavailable);
    expect(world.network.calls).toEqual([]);
  });

  it.each([
    ['until the deadline', 8000],
    ['for a day', dayMs],
  ])('has no side effects when the process freezes %s while it signs the transaction', async (_description, ms) => {
    await haveCommandFixtures(world);
    freezeAfter(readCalls, ms);
    expect(toStatusAndCode(await world.call(operation, send))).toEqual(unavailable);
    expect(world.network.commits).toEqual([]);
    await expectNoSideEffects(world, command);
  });

  it('reports the error of the last read, not the deadline, as the cause when it freezes after a failed read', async () => {
    await haveCommandFixtures(world);
    world.network.failNextOf('BatchGetItem', refuseCall('ThrottlingException'));
    freezeAfter(readCalls, dayMs);
    expect(toStatusAndCode(await world.call(operation, send))).toEqual(unavailable);
    expect(String(world.lastReport.cause)).toContain('ThrottlingException');
  });

  it('continues after a freeze that ends before the deadline', async () => {
    await haveCommandFixtures(world);
    freezeAfter(readCalls, 7999);
    expect((await world.call(operation, send)).status).toBe(200);
  });

  it.each([
    ['was applied', loseResponse, 1],
    ['was not applied', loseCall, 0],
  ])(
    'returns outcome_unknown and sends nothing more when it freezes after a commit of unknown outcome that %s',
    async (_description, fault, effects) => {
      await haveCommandFixtures(world);
      world.network.failNextOf('TransactWriteItems', fault);
      freezeAfter(readCalls + 1, dayMs);
      expect(toStatusAndCode(await world.call(operation, send))).toEqual(outcomeUnknown);
      expect(world.network.commits).toHaveLength(1);
      expect(await command.effects(world)).toBe(effects);
    },
  );

  it('returns outcome_unknown when it freezes in the round after a commit of unknown outcome', async () => {
    await haveCommandFixtures(world);
    world.network.failNextOf('TransactWriteItems', loseResponse, cancelTransaction('TransactionConflict'));
    freezeAfter(readCalls + 2, dayMs);
    expect(toStatusAndCode(await world.call(operation, send))).toEqual(outcomeUnknown);
  });

  it('succeeds when the response to its commit arrives after the deadline', async () => {
    await haveCommandFixtures(world);
    const freeze = afterExecution(() => {
      world.clock += dayMs;
    });
    world.network.failNextOf('TransactWriteItems', freeze);
    expect((await world.call(operation, send)).status).toBe(200);
  });

  it('has an earlier deadline when the function has less time left', async () => {
    await haveCommandFixtures(world);
    const start = world.clock;
    world.network.failAlways('TransactWriteItems', cancelTransaction('TransactionConflict'));
    const response = await world.call(operation, { ...send, remainingMs: 4000 });
    expect(toStatusAndCode(response)).toEqual(keyOption.idempotencyKey ? [409, 'idempotency_key_locked'] : unavailable);
    expect(world.clock - start).toBe(1500);
  });

  it.each([2500, 100, 0, -5])('sends nothing when the function has only %d ms left', async remainingMs => {
    await haveCommandFixtures(world);
    expect(toStatusAndCode(await world.call(operation, { ...send, remainingMs }))).toEqual(unavailable);
    expect(world.network.calls).toEqual([]);
  });

  /** Makes loading credentials fail while the predicate is true. */
  const withoutCredentials = (isMissing: () => boolean) => {
    world.loadCredentials = async () => {
      if (isMissing()) throw new Error('no credentials');
    };
  };

  it('waits until credentials are available', async () => {
    await haveCommandFixtures(world);
    const start = world.clock;
    withoutCredentials(
      () => world.clock < start + 100 || (world.network.calls.length > 0 && world.clock < start + 400),
    );
    expect((await world.call(operation, send)).status).toBe(200);
    expect(world.network.calls).toHaveLength(readCalls + 1);
    expect(await command.effects(world)).toBe(1);
  });

  it('sends nothing without credentials', async () => {
    await haveCommandFixtures(world);
    withoutCredentials(() => true);
    expect(toStatusAndCode(await world.call(operation, send))).toEqual(unavailable);
    expect(world.network.calls).toEqual([]);
  });

  it('has no side effects when the credentials are missing for its transaction', async () => {
    await haveCommandFixtures(world);
    withoutCredentials(() => world.network.calls.length === readCalls);
    expect(toStatusAndCode(await world.call(operation, send))).toEqual(unavailable);
    expect(world.network.commits).toEqual([]);
    await expectNoSideEffects(world, command);
  });

  it('returns outcome_unknown when the credentials are missing after a commit of unknown outcome', async () => {
    await haveCommandFixtures(world);
    world.network.failNextOf('TransactWriteItems', loseResponse);
    withoutCredentials(() => world.network.commits.length > 0);
    expect(toStatusAndCode(await world.call(operation, send))).toEqual(outcomeUnknown);
    expect(await command.effects(world)).toBe(1);
  });
});
