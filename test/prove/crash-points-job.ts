import { isDeepStrictEqual } from 'node:util';
import { Applier, april, march } from '../apply/applier.ts';
import type { TestEngine } from '../support/engine.ts';
import { LedgerWorld } from '../support/ledger-world.ts';
import { pass } from '../support/network.ts';
import type { Point } from './crash-points-about.ts';
import type { Failure, Scene } from './crash-points-failures.ts';
import { failuresAt } from './crash-points-plan.ts';
import { Story } from './crash-points-story.ts';

/** What is due by then: two ends of licenses, a beginning, one of both, and two changes of one subscription. */
const now = Date.parse('2024-05-01T00:00:00.000Z');
const june = { on: '2024-06-01', at: '2024-06-01T00:00:00.000Z' };

/** A job that is repeated until all is done: what it leaves must not depend on what failed. */
export class JobSweep {
  private readonly world: LedgerWorld;
  private readonly engine: TestEngine;
  private readonly applier: Applier;
  /** What a run leaves that nothing disturbs. */
  private done: unknown;

  constructor(engine: TestEngine) {
    this.engine = engine;
    this.world = new LedgerWorld(engine);
    this.applier = new Applier(engine).open();
  }

  /** Every call of a run, and every way in which it can fail. */
  async cases(): Promise<{ point: Point; failure: Failure }[]> {
    await this.settle();
    this.applier.network.reset();
    await this.applier.run({ lines: await this.lines() });
    const operations = [...this.applier.network.operations];
    this.done = await this.state();
    return operations
      .map((operation, index) => ({
        operation,
        nth: operations.slice(0, index).filter(each => each === operation).length,
      }))
      .flatMap(point =>
        failuresAt(point)
          .filter(({ isDefect, name }) => !isDefect && !name.includes('ValidationError'))
          .map(failure => ({ point, failure })),
      );
  }

  /** @throws Violated */
  async fail({ point, failure }: { point: Point; failure: Failure }): Promise<void> {
    // One of its own: of a process that is dead, calls may still be under way.
    const applier = new Applier(this.engine).open();
    applier.clock = now;
    const story = new Story();
    story.tell(`the applier; ${point.operation} number ${point.nth + 1}: ${failure.name}`);
    await this.settle();
    const lines = await this.lines();
    let isDead = () => {};
    const death = new Promise<undefined>(resolve => {
      isDead = () => resolve(undefined);
    });
    const scene: Scene = {
      die: () => {
        isDead();
        return new Promise(() => {});
      },
      park: async (_call, send) => send(),
      wait: ms => {
        applier.clock += ms;
      },
      meanwhile: () => this.anotherRun(lines),
    };
    const fault = failure.fault(scene);
    applier.network.nextOf(point.operation, ...Array.from({ length: point.nth }, () => pass), fault);
    if (failure.lasts) applier.network.always(point.operation, fault);
    const report = await Promise.race([applier.run({ lines }), death]);
    story.tell(report ? `reports ${JSON.stringify(report)}` : 'the process is dead');
    applier.network.heal();
    await this.anotherRun(lines);
    const state = await this.state();
    story.hold(
      'I10 I13: the next run leaves what one that nothing disturbs leaves',
      isDeepStrictEqual(state, this.done),
      state,
    );
  }

  private async anotherRun(lines: string[]): Promise<void> {
    const another = new Applier(this.engine).open();
    another.clock = now;
    await another.run({ lines });
    another.close();
  }

  private async settle(): Promise<void> {
    const { world, applier } = this;
    await Promise.all([
      world.settle(),
      world.haveLicense({ licenseId: 'ends', ends: march }),
      world.haveLicense({ licenseId: 'begins', starts: march, ends: june }),
      world.haveLicense({ licenseId: 'both', starts: march, ends: april }),
      world.haveLicense({ licenseId: 'later', ends: june }),
      world.haveSubscription([{ ends: march }, { offeringId: 'addon-2', starts: april }, { offeringId: 'addon-3' }]),
    ]);
    applier.clock = now;
  }

  private async lines(): Promise<string[]> {
    return [...new Set((await this.world.items()).flatMap(({ dueShard }) => (dueShard ? [String(dueShard)] : [])))];
  }

  /** Everything as it is stored, but for whose it is and who wrote it. */
  /** Everything as it is stored, but for whose it is and who wrote it. */
  private async state(): Promise<unknown> {
    const { tenantId } = this.world;
    const items = (await this.world.items()).map(({ requestId: _, dueShard: __, ...item }) => [
      `${item.pk} ${item.sk}`,
      item,
    ]);
    return JSON.parse(JSON.stringify(Object.fromEntries(items)).replaceAll(tenantId, 't'));
  }

  close(): void {
    this.applier.close();
    this.world.close();
  }
}
