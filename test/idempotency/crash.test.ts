import { setImmediate } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import type { OperationName } from '../../functions/endpoints.ts';
import { type NetworkFault, readResponseText } from '../support/faulty-network.ts';
import { expectReplay, haveCommandFixtures, testCommands } from '../support/test-commands.ts';
import { useEngine } from '../support/test-engine.ts';
import { type SendOptions, useWorld } from '../support/test-world.ts';

const world = useWorld(useEngine());

/** The process dies: nothing of it ever goes on. @returns once it is dead */
async function crashAtCall(
  operation: OperationName,
  send: SendOptions,
  call: string,
  carriedOut: boolean,
): Promise<void> {
  let dead = false;
  const fault: NetworkFault = async (_call, pass) => {
    if (carriedOut) await readResponseText(await pass());
    dead = true;
    return new Promise(() => {});
  };
  world.network.failNextOf(call, fault);
  void world.call(operation, send);
  while (!dead) await setImmediate();
}

const crashPoints: [string, string, boolean][] = [
  ['before its read', 'BatchGetItem', false],
  ['after its read', 'BatchGetItem', true],
  ['before its commit', 'TransactWriteItems', false],
  ['after its commit', 'TransactWriteItems', true],
];

/** I1, I2, I7: there is no moment at which a crash leaves half a command behind, or a key that is stuck. */
describe.each(testCommands)('$operation', ({ operation, request, otherRequest: other, ...command }) => {
  it.each(crashPoints)('that died %s is done once by its repeat', async (_when, call, carriedOut) => {
    await haveCommandFixtures(world);
    await crashAtCall(operation, { ...request, idempotencyKey: 'k' }, call, carriedOut);
    const isDone = call === 'TransactWriteItems' && carriedOut;
    expect(await command.effects(world)).toBe(isDone ? 1 : 0);
    expect(await world.records()).toHaveLength(isDone ? 1 : 0);

    const repeat = await world.call(operation, { ...request, idempotencyKey: 'k' });
    expect(repeat.status).toBeLessThan(300);
    expect(repeat.headers['Idempotent-Replayed']).toBe(isDone ? 'true' : undefined);
    expectReplay(repeat, await world.call(operation, { ...request, idempotencyKey: 'k' }));
    expect(await command.effects(world)).toBe(1);
    expect((await world.call(operation, { ...other, idempotencyKey: 'k' })).json.code).toBe('idempotency_key_mismatch');
  });

  it.each(crashPoints)('that died %s leaves the key to another request, or had it', async (_when, call, carriedOut) => {
    await haveCommandFixtures(world);
    await crashAtCall(operation, { ...request, idempotencyKey: 'k' }, call, carriedOut);
    const isDone = call === 'TransactWriteItems' && carriedOut;
    const answer = await world.call(operation, { ...other, idempotencyKey: 'k' });
    expect(answer.json.code).toBe(isDone ? 'idempotency_key_mismatch' : undefined);
    expect(await command.effects(world)).toBe(1);
  });
});

it.each(testCommands)(
  '$operation is answered as it was done although the log fails',
  async ({ operation, request, effects }) => {
    await haveCommandFixtures(world);
    const failure = new Error('there is no space left');
    world.observe = () => {
      world.observe = () => {};
      throw failure;
    };
    const said = vi.spyOn(console, 'error').mockReturnValue();
    expect((await world.call(operation, { ...request, idempotencyKey: 'k' })).status).toBeLessThan(300);
    expect(await effects(world)).toBe(1);
    expect(said).toHaveBeenCalledExactlyOnceWith(failure);
    said.mockRestore();
  },
);
