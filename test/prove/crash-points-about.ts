import { type Command, haveAll } from '../support/commands.ts';
import type { LedgerWorld } from '../support/ledger-world.ts';
import { type Network, pass } from '../support/network.ts';
import type { Failure, Scene } from './crash-points-failures.ts';

/** A call to DynamoDB of an attempt: the n-th of its operation, from 0. */
export interface Point {
  operation: string;
  nth: number;
}

export interface CrashCase {
  /** Which of all cases: some checks are made of every second or fourth only. */
  index: number;
  command: Command;
  which: 'request' | 'hopeless' | 'past';
  keyed: boolean;
  /** What the key has seen before: nothing, this request, or another one so long ago that its record has expired. */
  before: 'nothing' | 'this' | 'expired';
  faults: { point: Point; failure: Failure }[];
}

export const titleOf = ({ command, which, keyed, before, faults }: CrashCase): string =>
  [
    `${command.operation}, its ${which}, ${keyed ? 'with' : 'without'} a key that has seen ${before}`,
    ...faults.map(({ point, failure }) => `${point.operation} number ${point.nth + 1}: ${failure.name}`),
  ].join('; ');

/** A new tenant with everything that the commands are about, in one call. */
export const settleWithAll = (world: LedgerWorld) => Promise.all([world.settle(), haveAll(world)]);

/** Lets the calls of the next request meet their failures. */
export function arm(network: Network, faults: CrashCase['faults'], scene: Scene): void {
  for (const operation of new Set(faults.map(({ point }) => point.operation))) {
    const queue = Array.from({ length: 1 + Math.max(...faults.map(({ point }) => point.nth)) }, () => pass);
    for (const { point, failure } of faults) {
      if (point.operation !== operation) continue;
      queue[point.nth] = failure.fault(scene);
      if (failure.lasts) network.always(operation, failure.fault(scene));
    }
    network.nextOf(operation, ...queue);
  }
}
