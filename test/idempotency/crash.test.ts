import { setImmediate } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import type { OperationName } from '../../functions/endpoints.ts';
import { haveExampleFixtures } from '../support/example-requests.ts';
import { type NetworkFault, readResponseText } from '../support/faulty-network.ts';
import { expectReplay, testCommands } from '../support/test-commands.ts';
import { useEngine } from '../support/test-engine.ts';
import { type SendOptions, useWorld } from '../support/test-world.ts';

const world = useWorld(useEngine());

/** Simulates a process that crashes at a call and never continues. Returns after the crash. */
async function crashAtCall(
  operation: OperationName,
  send: SendOptions,
  call: string,
  isExecuted: boolean,
): Promise<void> {
  let hasCrashed = false;
  const fault: NetworkFault = async (_call, pass) => {
    if (isExecuted) await readResponseText(await pass());
    hasCrashed = true;
    return new Promise(() => {});
  };
  world.network.failNextOf(call, fault);
  void world.call(operation, send);
  while (!hasCrashed) await setImmediate();
}

const crashPoints: [string, string, boolean][] = [
  ['before its read', 'BatchGetItem', false],
  ['after its read', 'BatchGetItem', true],
  ['before its commit', 'TransactWriteItems', false],
  ['after its commit', 'TransactWriteItems', true],
];

/** I1, I2, I7: no crash leaves a partly executed command or a blocked idempotency key, whenever it happens. */
describe.each(testCommands)('$operation', ({ operation, request, otherRequest: other, ...command }) => {
  it.each(crashPoints)(
    'is executed once if the process crashes %s and the client repeats the request',
    async (_when, call, isExecuted) => {
      await haveExampleFixtures(world);
      await crashAtCall(operation, { ...request, idempotencyKey: 'k' }, call, isExecuted);
      const isCommitted = call === 'TransactWriteItems' && isExecuted;
      expect(await command.effects(world)).toBe(isCommitted ? 1 : 0);
      expect(await world.records()).toHaveLength(isCommitted ? 1 : 0);

      const repeat = await world.call(operation, { ...request, idempotencyKey: 'k' });
      expect(repeat.status).toBeLessThan(300);
      expect(repeat.headers['Idempotent-Replayed']).toBe(isCommitted ? 'true' : undefined);
      expectReplay(repeat, await world.call(operation, { ...request, idempotencyKey: 'k' }));
      expect(await command.effects(world)).toBe(1);
      expect((await world.call(operation, { ...other, idempotencyKey: 'k' })).json.code).toBe(
        'idempotency_key_mismatch',
      );
    },
  );

  it.each(crashPoints)(
    'uses the idempotency key only if it was committed before the process crashed %s',
    async (_when, call, isExecuted) => {
      await haveExampleFixtures(world);
      await crashAtCall(operation, { ...request, idempotencyKey: 'k' }, call, isExecuted);
      const isCommitted = call === 'TransactWriteItems' && isExecuted;
      const response = await world.call(operation, { ...other, idempotencyKey: 'k' });
      expect(response.json.code).toBe(isCommitted ? 'idempotency_key_mismatch' : undefined);
      expect(await command.effects(world)).toBe(1);
    },
  );
});

it.each(testCommands)(
  '$operation returns its response although the log fails',
  async ({ operation, request, effects }) => {
    await haveExampleFixtures(world);
    const failure = new Error('no space left on device');
    world.observe = () => {
      world.observe = () => {};
      throw failure;
    };
    const consoleError = vi.spyOn(console, 'error').mockReturnValue();
    expect((await world.call(operation, { ...request, idempotencyKey: 'k' })).status).toBeLessThan(300);
    expect(await effects(world)).toBe(1);
    expect(consoleError).toHaveBeenCalledExactlyOnceWith(failure);
    consoleError.mockRestore();
  },
);
