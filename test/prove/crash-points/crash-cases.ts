import type { ItemTrackingWorld } from '../../support/item-tracking-world.ts';
import { cancelLicenseCommand, testCommands } from '../../support/test-commands.ts';
import type { ApiOperation, SendOptions } from '../../support/test-world.ts';
import { callFailures, type InjectedFailure } from './call-failures.ts';
import { type CallPoint, type CrashCase, resetWithFixtures } from './crash-case.ts';

/** What a call to DynamoDB is, by the name of its operation. */
const callKinds: Record<string, InjectedFailure['appliesTo'][]> = {
  BatchGetItem: ['any', 'read', 'batch'],
  Query: ['any', 'read'],
  TransactWriteItems: ['any', 'commit'],
  UpdateItem: ['any'],
};

export const listFailuresAt = ({ operation }: CallPoint): InjectedFailure[] =>
  callFailures.filter(({ appliesTo: of }) => callKinds[operation]?.includes(of));

/** Every call that a request makes when nothing fails. */
export async function recordCallPoints(
  world: ItemTrackingWorld,
  operation: ApiOperation,
  send: SendOptions,
): Promise<CallPoint[]> {
  world.network.reset();
  await world.call(operation, send);
  const { operations } = world.network;
  return operations.map((name, index) => ({
    operation: name,
    nth: operations.slice(0, index).filter(each => each === name).length,
  }));
}

/** Every failure at every call of every command: each of its requests, with and without a key, which is new or is not. */
export async function enumerateCrashCases(world: ItemTrackingWorld): Promise<CrashCase[]> {
  const cases: CrashCase[] = [];
  for (const command of testCommands) {
    for (const which of ['request', 'hopeless', 'past'] as const) {
      for (const [keyed, before] of [
        [true, 'nothing'],
        [true, 'this'],
        [true, 'expired'],
        [false, 'nothing'],
      ] as const) {
        if (which === 'past' && before === 'this') continue;
        await resetWithFixtures(world);
        const send = { ...command[which], ...(keyed && { key: 'k' }) };
        if (before === 'this') await world.call(command.operation, send);
        const points = await recordCallPoints(world, command.operation, send);
        for (const point of points) {
          for (const failure of listFailuresAt(point)) {
            cases.push({ index: cases.length, command, which, keyed, before, faults: [{ point, failure }] });
          }
        }
      }
    }
  }
  return cases;
}

/**
 * The heart: the first request under a key, of the command that makes something and of the one that changes several items. All
 * of it is in every run; of the rest a short run takes a part.
 */
export const isCoreCase = ({ command, which, keyed, before }: CrashCase): boolean =>
  command !== cancelLicenseCommand && which === 'request' && keyed && before === 'nothing';
