import { beforeEach, describe, expect, it } from 'vitest';
import { crashAtCall, databaseOperations } from '../../import/crash-at-call.ts';
import {
  afterExecution,
  beforeExecution,
  cancelTransaction,
  loseCall,
  loseResponse,
  type NetworkFault,
  refuseCall,
  StaleRead,
} from '../../support/faulty-network.ts';
import { useEngine } from '../../support/test-engine.ts';
import { useWorld } from '../../support/test-world.ts';
import {
  emptyRunReport,
  firstOfApril,
  firstOfMarch,
  ScheduledChangesHarness,
  useScheduledChanges,
} from './scheduled-changes-harness.ts';

const engine = useEngine();
const world = useWorld(engine);
const applier = useScheduledChanges(engine);
const clockAtStart = Date.parse('2024-05-01T00:00:00.000Z');

/** Stores five due changes and two that are not due. */
const dueItemCount = 5;
async function haveDueItems(): Promise<void> {
  await Promise.all([
    world.haveLicense({ licenseId: 'ends', ends: firstOfMarch }),
    world.haveLicense({
      licenseId: 'begins',
      starts: firstOfMarch,
      ends: { on: '2024-06-01', at: '2024-06-01T00:00:00.000Z' },
    }),
    world.haveLicense({ licenseId: 'both', starts: firstOfMarch, ends: firstOfApril }),
    world.haveLicense({ licenseId: 'later', ends: { on: '2024-06-01', at: '2024-06-01T00:00:00.000Z' } }),
    world.haveSubscription([
      { ends: firstOfMarch },
      { offeringId: 'addon-2', starts: firstOfApril },
      { offeringId: 'addon-3' },
    ]),
  ]);
  applier.clock = clockAtStart;
  applier.network.reset();
}

/** Returns all stored items without their request IDs. */
const readState = async () =>
  (await world.items())
    .map(({ requestId: _, ...item }) => item)
    .sort((a, b) => (toItemPath(a) < toItemPath(b) ? -1 : 1));
const toItemPath = ({ pk, sk }: Record<string, unknown>) => `${pk} ${sk}`;

/** Returns the shards that are not empty, because reading the others takes longer. */
async function findShards(): Promise<string[]> {
  return [...new Set((await world.items()).flatMap(({ dueShard }) => (dueShard ? [String(dueShard)] : [])))];
}

let order: { shards: string[] };
let calls: number;
let stateWhenDone: object[];

beforeEach(async () => {
  await haveDueItems();
  order = { shards: await findShards() };
  expect(await applier.run(order)).toEqual({ ...emptyRunReport, applied: dueItemCount });
  calls = applier.network.calls.length;
  stateWhenDone = await readState();
  await haveDueItems();
});

describe('a run that crashes', () => {
  it.each([
    ['before', false],
    ['after', true],
  ])('%s any of its calls is finished by the next one', async (_when, carriedOut) => {
    for (let point = 0; point < calls; point++) {
      await haveDueItems();
      const victim = new ScheduledChangesHarness(engine).open();
      victim.clock = clockAtStart;
      await crashAtCall(victim.network, () => victim.run(order), point, carriedOut);
      await applier.run(order);
      expect(await readState()).toEqual(stateWhenDone);
    }
    expect(calls).toBeGreaterThan(10);
  });
});

describe('a run in which a call fails', () => {
  it.each<[string, NetworkFault]>([
    ['is lost', loseCall],
    ['loses its answer', loseResponse],
    ['is throttled', refuseCall('ThrottlingException')],
    ['meets a fault of DynamoDB', refuseCall('InternalServerError', {}, 500)],
  ])('that %s does everything, once', async (_what, fault) => {
    for (let point = 0; point < calls; point++) {
      await haveDueItems();
      applier.network.failNext(...Array.from({ length: point }, (): NetworkFault => (_call, send) => send()), fault);
      expect(await applier.run(order)).toEqual({ ...emptyRunReport, applied: dueItemCount });
      expect(await readState()).toEqual(stateWhenDone);
    }
  });

  it('repeatedly continues with the others and counts the failure', async () => {
    const isOfOne: NetworkFault = ({ input }, send) =>
      input.Key.pk.S.endsWith('#ends') ? refuseCall('ThrottlingException')({} as never, send) : send();
    applier.network.failAlways('UpdateItem', isOfOne);
    expect(await applier.run(order)).toEqual({ ...emptyRunReport, applied: dueItemCount - 1, failed: 1 });
    applier.network.heal();
    expect(await applier.run(order)).toEqual({ ...emptyRunReport, applied: 1 });
    expect(await readState()).toEqual(stateWhenDone);
  });

  it('and cannot read a page leaves the shard to the next run', async () => {
    applier.network.failAlways('Query', refuseCall('ThrottlingException'));
    expect(await applier.run(order)).toEqual({ ...emptyRunReport, failed: order.shards.length, stoppedEarly: true });
    expect(applier.reported.failed.map(([line]) => line).sort()).toEqual([...order.shards].sort());
  });
});

describe('several runs', () => {
  it('at the same time apply everything once', async () => {
    const appliers = Array.from({ length: 4 }, () => new ScheduledChangesHarness(engine).open());
    for (const each of appliers) each.clock = clockAtStart;
    const reports = await Promise.all(appliers.map(each => each.run(order)));
    for (const each of appliers) each.close();
    expect(reports.reduce((sum, { applied }) => sum + applied, 0)).toBe(dueItemCount);
    expect(await readState()).toEqual(stateWhenDone);
  });

  it('one after another apply nothing twice', async () => {
    await applier.run(order);
    expect(await applier.run(order)).toEqual(emptyRunReport);
    expect(await readState()).toEqual(stateWhenDone);
  });

  it('of which one reads a lagging index apply nothing twice', async () => {
    const stale = new StaleRead();
    applier.network.failAlways('Query', ({ input, ...call }, send) =>
      input.IndexName && input.ExpressionAttributeValues[':value'].S === order.shards[0]
        ? stale.fault({ input, ...call }, send)
        : send(),
    );
    const { applied } = await applier.run(order);
    expect(applied).toBe(dueItemCount);
    expect((await applier.run(order)).skipped).toBeGreaterThan(0);
    expect(await readState()).toEqual(stateWhenDone);
  });

  it('with too little time finish the work together', async () => {
    let applied = 0;
    let runs = 0;
    const tick = afterExecution(() => {
      applier.clock += 10;
    });
    for (const operation of databaseOperations) applier.network.failAlways(operation, tick);
    for (let left = true; left; runs++) {
      // The time is over after one call, then after two, then three …
      const report = await applier.run({ ...order, deadline: applier.clock + 10 * (runs + 1) });
      applied += report.applied;
      left = report.stoppedEarly;
      expect(report.failed).toBe(0);
    }
    expect(runs).toBeGreaterThan(5);
    expect(applied).toBe(dueItemCount);
    expect(await readState()).toEqual(stateWhenDone);
  });
});

describe('a command during a run', () => {
  const cancelLater = (scheduledAt: string) =>
    world.call('cancelLicense', { path: { licenseId: 'begins' }, body: { scheduledAt } });
  const license = async () => (await world.licenses()).find(({ licenseId }) => licenseId === 'begins');

  it('is not overwritten: the run skips the item, and the next run applies it', async () => {
    world.clock = Date.parse('2024-02-28T12:00:00.000Z');
    let came = false;
    applier.network.failAlways('UpdateItem', async (call, send) => {
      if (call.input.Key.pk.S.endsWith('#begins') && !came) {
        came = true;
        await cancelLater('2024-07-01');
      }
      return send();
    });
    const only = { shards: [String((await license())?.dueShard)] };
    const first = await applier.run(only);
    const second = await applier.run(only);
    expect([first.skipped, second.skipped]).toEqual([1, 0]);
    expect(await license()).toMatchObject({ starts: { applied: true }, ends: { on: '2024-07-01' }, version: 3 });
  });

  it('is decided again after the run applied the change', async () => {
    world.clock = clockAtStart;
    world.network.failNextOf(
      'TransactWriteItems',
      beforeExecution(() => applier.run(order)),
    );
    expect((await cancelLater('2024-07-01')).json).toMatchObject({ status: 'ACTIVE', activatedAt: firstOfMarch.at });
    expect(await license()).toMatchObject({ starts: { applied: true }, ends: { on: '2024-07-01' }, version: 3 });
  });

  it.each([
    ['TransactionConflict', 'None', 'None'],
    ['None', 'ConditionalCheckFailed', 'None'],
    ['None', 'DuplicateItem', 'None'],
  ])('leads to %s, %s, %s in the run, which skips the items', async (...codes) => {
    applier.network.failNextOf('TransactWriteItems', cancelTransaction(...codes));
    expect(await applier.run(order)).toEqual({ ...emptyRunReport, applied: 3, skipped: 2 });
    expect(await applier.run(order)).toEqual({ ...emptyRunReport, applied: 2 });
    expect(await readState()).toEqual(stateWhenDone);
  });
});
