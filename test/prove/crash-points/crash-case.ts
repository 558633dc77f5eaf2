import { type FaultyNetwork, passThrough } from '../../support/faulty-network.ts';
import type { ItemTrackingWorld } from '../../support/item-tracking-world.ts';
import { haveCommandFixtures, type TestCommand } from '../../support/test-commands.ts';
import type { FailureScene, InjectedFailure } from './call-failures.ts';

/** A call to DynamoDB of an attempt: the n-th of its operation, from 0. */
export interface CallPoint {
  operation: string;
  nth: number;
}

export interface CrashCase {
  /** Which of all cases: some checks are made of every second or fourth only. */
  index: number;
  command: TestCommand;
  which: 'request' | 'hopeless' | 'past';
  keyed: boolean;
  /** What the key has seen before: nothing, this request, or another one so long ago that its record has expired. */
  before: 'nothing' | 'this' | 'expired';
  faults: { point: CallPoint; failure: InjectedFailure }[];
}

export const describeCrashCase = ({ command, which, keyed, before, faults }: CrashCase): string =>
  [
    `${command.operation}, its ${which}, ${keyed ? 'with' : 'without'} a key that has seen ${before}`,
    ...faults.map(({ point, failure }) => `${point.operation} number ${point.nth + 1}: ${failure.name}`),
  ].join('; ');

/** A new tenant with everything that the commands are about, in one call. */
export const resetWithFixtures = (world: ItemTrackingWorld) => Promise.all([world.reset(), haveCommandFixtures(world)]);

/** Lets the calls of the next request meet their failures. */
export function armFaults(network: FaultyNetwork, faults: CrashCase['faults'], scene: FailureScene): void {
  for (const operation of new Set(faults.map(({ point }) => point.operation))) {
    const queue = Array.from({ length: 1 + Math.max(...faults.map(({ point }) => point.nth)) }, () => passThrough);
    for (const { point, failure } of faults) {
      if (point.operation !== operation) continue;
      queue[point.nth] = failure.fault(scene);
      if (failure.isPersistent) network.failAlways(operation, failure.fault(scene));
    }
    network.failNextOf(operation, ...queue);
  }
}
