import { cancelLicense, commands } from '../support/commands.ts';
import type { LedgerWorld } from '../support/ledger-world.ts';
import type { OperationName, Send } from '../support/world.ts';
import { type CrashCase, type Point, settleWithAll } from './crash-points-about.ts';
import { type Failure, failures } from './crash-points-failures.ts';

/** What a call to DynamoDB is, by the name of its operation. */
const kindsOf: Record<string, Failure['of'][]> = {
  BatchGetItem: ['any', 'read', 'batch'],
  Query: ['any', 'read'],
  TransactWriteItems: ['any', 'commit'],
  UpdateItem: ['any'],
};

export const failuresAt = ({ operation }: Point): Failure[] =>
  failures.filter(({ of }) => kindsOf[operation]?.includes(of));

/** Every call that a request makes when nothing fails. */
export async function pointsOf(world: LedgerWorld, operation: OperationName, send: Send): Promise<Point[]> {
  world.network.reset();
  await world.call(operation, send);
  const { operations } = world.network;
  return operations.map((name, index) => ({
    operation: name,
    nth: operations.slice(0, index).filter(each => each === name).length,
  }));
}

/** Every failure at every call of every command: each of its requests, with and without a key, which is new or is not. */
export async function allCases(world: LedgerWorld): Promise<CrashCase[]> {
  const cases: CrashCase[] = [];
  for (const command of commands) {
    for (const which of ['request', 'hopeless', 'past'] as const) {
      for (const [keyed, before] of [
        [true, 'nothing'],
        [true, 'this'],
        [true, 'expired'],
        [false, 'nothing'],
      ] as const) {
        if (which === 'past' && before === 'this') continue;
        await settleWithAll(world);
        const send = { ...command[which], ...(keyed && { key: 'k' }) };
        if (before === 'this') await world.call(command.operation, send);
        const points = await pointsOf(world, command.operation, send);
        for (const point of points) {
          for (const failure of failuresAt(point)) {
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
export const isHeart = ({ command, which, keyed, before }: CrashCase): boolean =>
  command !== cancelLicense && which === 'request' && keyed && before === 'nothing';
