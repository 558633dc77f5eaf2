import { describe, expect, it } from 'vitest';
import type { ItemAttributes } from '../../lib/dynamodb/item.ts';
import { ScheduledChangesHarness, useScheduledChanges } from '../jobs/scheduled-changes/scheduled-changes-harness.ts';
import { beforeExecution } from '../support/faulty-network.ts';
import { useEngine } from '../support/test-engine.ts';
import { useWorld } from '../support/test-world.ts';
import { crashAtCall } from './crash-at-call.ts';
import * as line from './sample-lines.ts';
import { TestImporter, useImporter } from './test-importer.ts';

const engine = useEngine();
const world = useWorld(engine);
const importer = useImporter(engine, world);
const job = useScheduledChanges(engine);

const sources = () => [line.aCustomerLine(), line.anAddonOfferingLine()];
const sourceNames = sources().map(({ name }) => name);

const importAll = () =>
  importer.importAll(
    ...[...sources(), line.anOfferingLine(), line.aSubscriptionOfferingLine()],
    line.aLicenseLine({ assignedTo: { type: 'CUSTOMER', customerId: 'customer' } }),
    line.aSubscriptionLine({ productOfferingId: 'mobile', addons: [line.anAddonEntry()] }),
  );

const renameAll = (suffix: string, by = importer) =>
  by.importAll(...sources().map(each => ({ ...each, name: each.name + suffix })));

/** Expects every name of the sources and of their copies to end with this suffix. */
async function expectNames(suffix: string): Promise<void> {
  const names = (await importer.items()).flatMap(listNames);
  expect(names.length).toBeGreaterThanOrEqual(6);
  expect(new Set(names)).toEqual(new Set(sourceNames.map(name => name + suffix)));
}

const nameFields = ['name', 'customerDisplay'];
const isSourceName = (text: string) => sourceNames.some(name => text.startsWith(name));
const listNames = (value: unknown): string[] =>
  typeof value !== 'object' || value === null
    ? []
    : Object.entries(value as ItemAttributes).flatMap(([field, inner]) =>
        nameFields.includes(field) ? [String(inner)].filter(isSourceName) : listNames(inner),
      );

const finalPassDelayMs = 20 * 60_000;
async function runFinalPass(): Promise<void> {
  job.clock = world.clock + finalPassDelayMs;
  await job.run();
}

const isFinished = async () => (await importer.items('rename')).every(({ dueAt }) => dueAt === undefined);

/** Runs a test for every call of an import that renames both sources: the process dies there, in a tenant of its own. */
async function forEachCrash(executed: boolean, check: () => Promise<void>): Promise<void> {
  await importAll();
  importer.network.reset();
  await renameAll(' (new)');
  const calls = importer.network.calls.length;
  expect(calls).toBeGreaterThan(10);
  for (let point = 0; point < calls; point++) {
    const leave = await world.enterTenant();
    await importAll();
    const victim = new TestImporter(engine, world);
    await crashAtCall(victim.network, () => renameAll(' (new)', victim), point, executed);
    await check();
    expect(await isFinished()).toBe(true);
    leave();
  }
}

describe.each([
  ['before', false],
  ['after', true],
])('an import that is interrupted %s any of its calls', (_when, executed) => {
  it('is finished by a repeated import; the last pass changes nothing', async () => {
    await forEachCrash(executed, async () => {
      await renameAll(' (new)');
      await expectNames(' (new)');
      await runFinalPass();
      await expectNames(' (new)');
    });
  });

  it('is finished by the job: every copy equals its source', async () => {
    await forEachCrash(executed, async () => {
      await runFinalPass();
      // The import may have renamed some of the sources only.
      const items = await importer.items();
      const ofSources = items.filter(({ sk }) => sk === 'customer' || sk === 'product-offering').flatMap(listNames);
      const ofCopies = items
        .filter(({ sk }) => /^(license|subscription|addon#.*)$/.test(String(sk)))
        .flatMap(listNames);
      expect(new Set(ofCopies)).toEqual(new Set(ofSources));
    });
  });

  it('may be corrected back by the next import', async () => {
    await forEachCrash(executed, async () => {
      await renameAll('');
      await runFinalPass();
      await expectNames('');
    });
  });
});

describe.each([
  ['before', false],
  ['after', true],
])('a run of the job that dies %s any of its calls', (_when, executed) => {
  /** Renames both sources while a command that read the old names is in flight. Returns the shards of the renames. */
  async function haveLateCommand(): Promise<{ shards: string[] }> {
    await importAll();
    world.network.failNextOf(
      'TransactWriteItems',
      beforeExecution(() => renameAll(' (new)')),
    );
    await world.call('createLicense', { body: { productOfferingId: 'offering', customerId: 'customer' } });
    await expect(expectNames(' (new)')).rejects.toThrow();
    job.clock = world.clock + finalPassDelayMs;
    job.network.reset();
    return { shards: [...new Set((await importer.items('rename')).map(({ dueShard }) => String(dueShard)))] };
  }

  it('is finished by the next run, also where a command in flight embedded the old names', async () => {
    await job.run(await haveLateCommand());
    const calls = job.network.calls.length;
    expect(calls).toBeGreaterThan(10);
    for (let point = 0; point < calls; point++) {
      const leave = await world.enterTenant();
      const options = await haveLateCommand();
      const victim = new ScheduledChangesHarness(engine).open();
      victim.clock = job.clock;
      await crashAtCall(victim.network, () => victim.run(options), point, executed);
      await job.run(options);
      await expectNames(' (new)');
      expect(await isFinished()).toBe(true);
      leave();
    }
  });
});
