import type { OperationName } from '../../../functions/endpoints.ts';
import type { ItemTrackingWorld } from '../../support/item-tracking-world.ts';
import { testCommands } from '../../support/test-commands.ts';
import type { SendOptions } from '../../support/test-world.ts';
import { callFailures, type InjectedFailure } from './call-failures.ts';
import { type CallPoint, type CrashCase, resetWithFixtures } from './crash-case.ts';

/** Kinds of a DynamoDB call, by the name of its operation. */
const callKinds: Record<string, InjectedFailure['appliesTo'][]> = {
  BatchGetItem: ['any', 'read', 'batch'],
  Query: ['any', 'read'],
  TransactWriteItems: ['any', 'commit'],
  UpdateItem: ['any'],
};

export const listFailuresAt = ({ operation }: CallPoint): InjectedFailure[] =>
  callFailures.filter(({ appliesTo }) => callKinds[operation]?.includes(appliesTo));

/** Records every call that a request makes when nothing fails. */
export async function recordCallPoints(
  world: ItemTrackingWorld,
  operation: OperationName,
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

/**
 * Lists every failure at every call of every command: for each variant of its request, with and without an idempotency key, and
 * for each earlier use of the key.
 */
export async function enumerateCrashCases(world: ItemTrackingWorld): Promise<CrashCase[]> {
  const cases: CrashCase[] = [];
  for (const command of testCommands) {
    for (const variant of ['request', 'byReference', 'rejected', 'pastDate'] as const) {
      if (!command[variant]) continue;
      for (const [hasIdempotencyKey, earlierUse] of [
        [true, 'unused'],
        [true, 'sameRequest'],
        [true, 'expired'],
        [false, 'unused'],
      ] as const) {
        if (variant === 'pastDate' && earlierUse === 'sameRequest') continue;
        // A second execution of such a command is refused or changes nothing.
        if (earlierUse === 'expired' && !command.isRepeatable) continue;
        await resetWithFixtures(world);
        const send = { ...command[variant], ...(hasIdempotencyKey && { idempotencyKey: 'k' }) };
        if (earlierUse === 'sameRequest') await world.call(command.operation, send);
        const points = await recordCallPoints(world, command.operation, send);
        for (const point of points) {
          for (const failure of listFailuresAt(point)) {
            cases.push({
              ...{ index: cases.length, command, variant, hasIdempotencyKey, earlierUse },
              faults: [{ point, failure }],
            });
          }
        }
      }
    }
  }
  return cases;
}

const coreOperations = new Set<string>(['createLicense', 'cancelAddon']);

/**
 * The core cases: the first request with an idempotency key, of the command that creates a resource and of one that changes a
 * subscription with its add-ons. Every run includes all of them; a short run takes a sample of the rest.
 */
export const isCoreCase = ({ command, variant, hasIdempotencyKey, earlierUse }: CrashCase): boolean =>
  coreOperations.has(command.operation) && variant === 'request' && hasIdempotencyKey && earlierUse === 'unused';
