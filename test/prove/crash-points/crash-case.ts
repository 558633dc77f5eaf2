import { haveExampleFixtures } from '../../support/example-requests.ts';
import { type FaultyNetwork, passThrough } from '../../support/faulty-network.ts';
import type { ItemTrackingWorld } from '../../support/item-tracking-world.ts';
import type { TestCommand } from '../../support/test-commands.ts';
import type { FailureScene, InjectedFailure } from './call-failures.ts';

/** A DynamoDB call of an attempt: the n-th call of its operation, counted from 0. */
export interface CallPoint {
  operation: string;
  nth: number;
}

export interface CrashCase {
  /** Position in the list of all cases. Some checks run only for every second or fourth case. */
  index: number;
  command: TestCommand;
  variant: 'request' | 'byReference' | 'rejected' | 'pastDate';
  hasIdempotencyKey: boolean;
  /** Earlier use of the idempotency key: none, the same request, or another request whose record has expired. */
  earlierUse: 'unused' | 'sameRequest' | 'expired';
  faults: { point: CallPoint; failure: InjectedFailure }[];
}

export const describeCrashCase = ({ command, variant, hasIdempotencyKey, earlierUse, faults }: CrashCase): string =>
  [
    `${command.operation} (${variant}) ${hasIdempotencyKey ? `with an idempotency key (${earlierUse})` : 'without an idempotency key'}`,
    ...faults.map(({ point, failure }) => `${point.operation} ${point.nth + 1}: ${failure.name}`),
  ].join('; ');

/** Creates a new tenant with all resources that the test commands use. */
export const resetWithFixtures = (world: ItemTrackingWorld) => Promise.all([world.reset(), haveExampleFixtures(world)]);

/** Makes the calls of the next request fail as the case says. */
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
