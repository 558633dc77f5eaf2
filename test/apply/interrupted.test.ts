import { beforeEach, describe, expect, it } from 'vitest';
import { useEngine } from '../support/engine.ts';
import {
  cancel,
  type Fault,
  loseAnswer,
  loseCall,
  onAnswer,
  onArrival,
  refuse,
  Stale,
  textOf,
} from '../support/network.ts';
import { useWorld } from '../support/world.ts';
import { Applier, april, march, nothing, useApplier } from './applier.ts';

const engine = useEngine();
const world = useWorld(engine);
const applier = useApplier(engine);
const operations = ['Query', 'BatchGetItem', 'UpdateItem', 'TransactWriteItems'];
const clockAtStart = Date.parse('2024-05-01T00:00:00.000Z');

/** Five things that are due, and two that are not. */
const dueThings = 5;
async function haveSome(): Promise<void> {
  await Promise.all([
    world.haveLicense({ licenseId: 'ends', ends: march }),
    world.haveLicense({
      licenseId: 'begins',
      starts: march,
      ends: { on: '2024-06-01', at: '2024-06-01T00:00:00.000Z' },
    }),
    world.haveLicense({ licenseId: 'both', starts: march, ends: april }),
    world.haveLicense({ licenseId: 'later', ends: { on: '2024-06-01', at: '2024-06-01T00:00:00.000Z' } }),
    world.haveSubscription([{ ends: march }, { offeringId: 'addon-2', starts: april }, { offeringId: 'addon-3' }]),
  ]);
  applier.clock = clockAtStart;
  applier.network.reset();
}

/** Everything as it is stored, but for who wrote it. */
const state = async () =>
  (await world.items()).map(({ requestId: _, ...item }) => item).sort((a, b) => (key(a) < key(b) ? -1 : 1));
const key = ({ pk, sk }: Record<string, unknown>) => `${pk} ${sk}`;

/** The lines in which something stands: asking the others too would only take longer. */
async function lines(): Promise<string[]> {
  return [...new Set((await world.items()).flatMap(({ dueShard }) => (dueShard ? [String(dueShard)] : [])))];
}

let order: { lines: string[] };
let calls: number;
let done: object[];

beforeEach(async () => {
  await haveSome();
  order = { lines: await lines() };
  expect(await applier.run(order)).toEqual({ ...nothing, applied: dueThings });
  calls = applier.network.calls.length;
  done = await state();
  await haveSome();
});

/** The process dies at a call: nothing of it ever goes on. Calls that had left before it arrive. */
async function dieAt(point: number, carriedOut: boolean): Promise<void> {
  const under: Promise<unknown>[] = [];
  let sent = 0;
  const dead = new Promise<void>(die => {
    const fault: Fault = async (_call, send) => {
      const index = sent++;
      if (index < point || (index === point && carriedOut)) {
        const answer = send();
        under.push(answer);
        if (index < point) return answer;
        under.push(answer.then(textOf));
      }
      if (index === point) die();
      return new Promise(() => {});
    };
    for (const operation of operations) applier.network.always(operation, fault);
  });
  void applier.run(order);
  await dead;
  await Promise.all(under);
}

describe('a run that dies', () => {
  it.each([
    ['before', false],
    ['after', true],
  ])('%s any of its calls leaves what the next one finishes', async (_when, carriedOut) => {
    for (let point = 0; point < calls; point++) {
      await haveSome();
      await dieAt(point, carriedOut);
      applier.network.heal();
      await applier.run(order);
      expect(await state()).toEqual(done);
    }
    expect(calls).toBeGreaterThan(10);
  });
});

describe('a run of which one call goes wrong', () => {
  it.each<[string, Fault]>([
    ['is lost', loseCall],
    ['loses its answer', loseAnswer],
    ['is throttled', refuse('ThrottlingException')],
    ['meets a fault of DynamoDB', refuse('InternalServerError', {}, 500)],
  ])('that %s does everything, once', async (_what, fault) => {
    for (let point = 0; point < calls; point++) {
      await haveSome();
      applier.network.next(...Array.from({ length: point }, (): Fault => (_call, send) => send()), fault);
      expect(await applier.run(order)).toEqual({ ...nothing, applied: dueThings });
      expect(await state()).toEqual(done);
    }
  });

  it('again and again goes on with the others, and counts it', async () => {
    const isOfOne: Fault = ({ input }, send) =>
      input.Key.pk.S.endsWith('#ends') ? refuse('ThrottlingException')({} as never, send) : send();
    applier.network.always('UpdateItem', isOfOne);
    expect(await applier.run(order)).toEqual({ ...nothing, applied: dueThings - 1, failed: 1 });
    applier.network.heal();
    expect(await applier.run(order)).toEqual({ ...nothing, applied: 1 });
    expect(await state()).toEqual(done);
  });

  it('and cannot read a page leaves the line to the next run', async () => {
    applier.network.always('Query', refuse('ThrottlingException'));
    expect(await applier.run(order)).toEqual({ ...nothing, failed: order.lines.length, left: true });
    expect(applier.told.failed.map(([line]) => line).sort()).toEqual([...order.lines].sort());
  });
});

describe('several runs', () => {
  it('at once do everything once', async () => {
    const appliers = Array.from({ length: 4 }, () => new Applier(engine).open());
    for (const each of appliers) each.clock = clockAtStart;
    const reports = await Promise.all(appliers.map(each => each.run(order)));
    for (const each of appliers) each.close();
    expect(reports.reduce((sum, { applied }) => sum + applied, 0)).toBe(dueThings);
    expect(await state()).toEqual(done);
  });

  it('one after the other do nothing more', async () => {
    await applier.run(order);
    expect(await applier.run(order)).toEqual(nothing);
    expect(await state()).toEqual(done);
  });

  it('of which one looks into an index that lags behind do nothing more', async () => {
    const stale = new Stale();
    applier.network.always('Query', ({ input, ...call }, send) =>
      input.IndexName && input.ExpressionAttributeValues[':value'].S === order.lines[0]
        ? stale.fault({ input, ...call }, send)
        : send(),
    );
    const { applied } = await applier.run(order);
    expect(applied).toBe(dueThings);
    expect((await applier.run(order)).passedOver).toBeGreaterThan(0);
    expect(await state()).toEqual(done);
  });

  it('with too little time finish together', async () => {
    let applied = 0;
    let runs = 0;
    const tick = onAnswer(() => {
      applier.clock += 10;
    });
    for (const operation of operations) applier.network.always(operation, tick);
    for (let left = true; left; runs++) {
      // One call before the time is over, then two, then three …
      const report = await applier.run({ ...order, deadline: applier.clock + 10 * (runs + 1) });
      applied += report.applied;
      left = report.left;
      expect(report.failed).toBe(0);
    }
    expect(runs).toBeGreaterThan(5);
    expect(applied).toBe(dueThings);
    expect(await state()).toEqual(done);
  });
});

describe('a command that comes in between', () => {
  const cancelLater = (scheduledAt: string) =>
    world.call('cancelLicense', { path: { licenseId: 'begins' }, body: { scheduledAt } });
  const license = async () => (await world.licenses()).find(({ licenseId }) => licenseId === 'begins');

  it('is not overwritten: the run passes over, and the next one does it', async () => {
    world.clock = Date.parse('2024-02-28T12:00:00.000Z');
    let came = false;
    applier.network.always('UpdateItem', async (call, send) => {
      if (call.input.Key.pk.S.endsWith('#begins') && !came) {
        came = true;
        await cancelLater('2024-07-01');
      }
      return send();
    });
    const only = { lines: [String((await license())?.dueShard)] };
    const first = await applier.run(only);
    const second = await applier.run(only);
    expect([first.passedOver, second.passedOver]).toEqual([1, 0]);
    expect(await license()).toMatchObject({ starts: { inForce: true }, ends: { on: '2024-07-01' }, version: 3 });
  });

  it('is decided anew on what the run put in force', async () => {
    world.clock = clockAtStart;
    world.network.nextOf(
      'TransactWriteItems',
      onArrival(() => applier.run(order)),
    );
    expect((await cancelLater('2024-07-01')).json).toMatchObject({ status: 'ACTIVE', activatedAt: march.at });
    expect(await license()).toMatchObject({ starts: { inForce: true }, ends: { on: '2024-07-01' }, version: 3 });
  });

  it('conflicts with the run, which passes over', async () => {
    applier.network.nextOf('TransactWriteItems', cancel('TransactionConflict', 'None', 'None'));
    expect(await applier.run(order)).toEqual({ ...nothing, applied: 3, passedOver: 2 });
    expect(await applier.run(order)).toEqual({ ...nothing, applied: 2 });
    expect(await state()).toEqual(done);
  });
});
