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

/** What is due by then: two ends of licenses, a beginning, one of both, and two changes of one subscription. */
const now = Date.parse('2024-05-01T00:00:00.000Z');
const june = { on: '2024-06-01', at: '2024-06-01T00:00:00.000Z' };

/** A job that is repeated until all is done: what it leaves must not depend on what failed. */
export class JobSweep {
  private readonly world: ItemTrackingWorld;
  private readonly engine: TestEngine;
  private readonly harness: ScheduledChangesHarness;
  /** What a run leaves that nothing disturbs. */
  private expectedState: unknown;

  constructor(engine: TestEngine) {
    this.engine = engine;
    this.world = new ItemTrackingWorld(engine);
    this.harness = new ScheduledChangesHarness(engine).open();
  }

  /** Every call of a run, and every way in which it can fail. */
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

  /** @throws InvariantViolation */
  async runFailure({ point, failure }: { point: CallPoint; failure: InjectedFailure }): Promise<void> {
    // One of its own: of a process that is dead, calls may still be under way.
    const applier = new ScheduledChangesHarness(this.engine).open();
    applier.clock = now;
    const story = new ScenarioLog();
    story.log(`the applier; ${point.operation} number ${point.nth + 1}: ${failure.name}`);
    await this.reset();
    const shards = await this.shards();
    let isDead = () => {};
    const death = new Promise<undefined>(resolve => {
      isDead = () => resolve(undefined);
    });
    const scene: FailureScene = {
      crash: () => {
        isDead();
        return new Promise(() => {});
      },
      delay: async (_call, send) => send(),
      advanceClock: ms => {
        applier.clock += ms;
      },
      runConcurrently: () => this.anotherRun(shards),
    };
    const fault = failure.fault(scene);
    applier.network.failNextOf(point.operation, ...Array.from({ length: point.nth }, () => passThrough), fault);
    if (failure.isPersistent) applier.network.failAlways(point.operation, fault);
    const report = await Promise.race([applier.run({ shards }), death]);
    story.log(report ? `reports ${JSON.stringify(report)}` : 'the process is dead');
    applier.network.heal();
    await this.anotherRun(shards);
    const state = await this.readState();
    story.assert(
      'I10 I13: the next run leaves what one that nothing disturbs leaves',
      isDeepStrictEqual(state, this.expectedState),
      state,
    );
  }

  private async anotherRun(shards: string[]): Promise<void> {
    const another = new ScheduledChangesHarness(this.engine).open();
    another.clock = now;
    await another.run({ shards });
    another.close();
  }

  private async reset(): Promise<void> {
    const { world, harness: applier } = this;
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
    applier.clock = now;
  }

  private async shards(): Promise<string[]> {
    return [...new Set((await this.world.items()).flatMap(({ dueShard }) => (dueShard ? [String(dueShard)] : [])))];
  }

  /** Everything as it is stored, but for whose it is and who wrote it. */
  /** Everything as it is stored, but for whose it is and who wrote it. */
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
