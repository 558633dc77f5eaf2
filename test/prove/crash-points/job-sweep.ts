import { isDeepStrictEqual } from 'node:util';
import {
  firstOfApril,
  firstOfMarch,
  ScheduledChangesHarness,
} from '../../jobs/scheduled-changes/scheduled-changes-harness.ts';
import { passThrough } from '../../support/faulty-network.ts';
import { ItemTrackingWorld } from '../../support/item-tracking-world.ts';
import type { TestEngine } from '../../support/test-engine.ts';
import type { FailureScene, InjectedFailure } from './call-failures.ts';
import type { CallPoint } from './crash-case.ts';
import { listFailuresAt } from './crash-cases.ts';
import { ScenarioLog } from './scenario-log.ts';

/** Time of the job run. Due by then: the ends of two licenses, the starts of two, and two changes of one subscription. */
const now = Date.parse('2024-05-01T00:00:00.000Z');
const june = { on: '2024-06-01', at: '2024-06-01T00:00:00.000Z' };

/** Runs the job for scheduled changes with failures until all is applied. The final state must not depend on the failures. */
export class JobSweep {
  private readonly world: ItemTrackingWorld;
  private readonly engine: TestEngine;
  private readonly harness: ScheduledChangesHarness;
  /** Final state after a run without failures. */
  private expectedState: unknown;

  constructor(engine: TestEngine) {
    this.engine = engine;
    this.world = new ItemTrackingWorld(engine);
    this.harness = new ScheduledChangesHarness(engine).open();
  }

  /** Lists every call of a run with every way in which it can fail. */
  async listCases(): Promise<{ point: CallPoint; failure: InjectedFailure }[]> {
    await this.reset();
    this.harness.network.reset();
    await this.harness.run({ shards: await this.shards() });
    const operations = [...this.harness.network.operations];
    this.expectedState = await this.readState();
    return operations
      .map((operation, index) => ({
        operation,
        nth: operations.slice(0, index).filter(each => each === operation).length,
      }))
      .flatMap(point =>
        listFailuresAt(point)
          .filter(({ isDefect, name }) => !isDefect && !name.includes('ValidationError'))
          .map(failure => ({ point, failure })),
      );
  }

  /** Runs the job with one failure, then once without. @throws InvariantViolation */
  async runFailure({ point, failure }: { point: CallPoint; failure: InjectedFailure }): Promise<void> {
    // Each failure has a harness of its own, because calls of a crashed process may still be in flight.
    const failingHarness = new ScheduledChangesHarness(this.engine).open();
    failingHarness.clock = now;
    const scenarioLog = new ScenarioLog();
    scenarioLog.log(`apply-due; ${point.operation} ${point.nth + 1}: ${failure.name}`);
    await this.reset();
    const shards = await this.shards();
    let resolveCrash = () => {};
    const crashed = new Promise<undefined>(resolve => {
      resolveCrash = () => resolve(undefined);
    });
    const scene: FailureScene = {
      crash: () => {
        resolveCrash();
        return new Promise(() => {});
      },
      delay: async (_call, send) => send(),
      advanceClock: ms => {
        failingHarness.clock += ms;
      },
      runConcurrently: () => this.runUndisturbed(shards),
    };
    const fault = failure.fault(scene);
    failingHarness.network.failNextOf(point.operation, ...Array.from({ length: point.nth }, () => passThrough), fault);
    if (failure.isPersistent) failingHarness.network.failAlways(point.operation, fault);
    const report = await Promise.race([failingHarness.run({ shards }), crashed]);
    scenarioLog.log(report ? `report: ${JSON.stringify(report)}` : 'the process crashed');
    failingHarness.network.heal();
    await this.runUndisturbed(shards);
    const state = await this.readState();
    scenarioLog.assert(
      'I10 I13: after the next run, the state equals the state after a run without failures',
      isDeepStrictEqual(state, this.expectedState),
      state,
    );
  }

  private async runUndisturbed(shards: string[]): Promise<void> {
    const harness = new ScheduledChangesHarness(this.engine).open();
    harness.clock = now;
    await harness.run({ shards });
    harness.close();
  }

  private async reset(): Promise<void> {
    const { world, harness } = this;
    await Promise.all([
      world.reset(),
      world.haveLicense({ licenseId: 'ends', ends: firstOfMarch }),
      world.haveLicense({ licenseId: 'begins', starts: firstOfMarch, ends: june }),
      world.haveLicense({ licenseId: 'both', starts: firstOfMarch, ends: firstOfApril }),
      world.haveLicense({ licenseId: 'later', ends: june }),
      world.haveSubscription([
        { ends: firstOfMarch },
        { offeringId: 'addon-2', starts: firstOfApril },
        { offeringId: 'addon-3' },
      ]),
    ]);
    harness.clock = now;
  }

  private async shards(): Promise<string[]> {
    return [...new Set((await this.world.items()).flatMap(({ dueShard }) => (dueShard ? [String(dueShard)] : [])))];
  }

  /** Reads all stored items, without the tenant and the request that wrote them. */
  private async readState(): Promise<unknown> {
    const { tenantId } = this.world;
    const items = (await this.world.items()).map(({ requestId: _, dueShard: __, ...item }) => [
      `${item.pk} ${item.sk}`,
      item,
    ]);
    return JSON.parse(JSON.stringify(Object.fromEntries(items)).replaceAll(tenantId, 't'));
  }

  close(): void {
    this.harness.close();
    this.world.close();
  }
}
