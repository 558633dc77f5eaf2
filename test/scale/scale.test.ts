import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { readOperationUnits } from '../cost/measured-units.ts';
import { PartitionModel } from './partition-model.ts';
import { type PeakDayResult, runPeakDay } from './peak-day.ts';
import { computeCeilings, renderCeilings } from './scale-ceilings.ts';
import { scaleDocument } from './scale-document.ts';
import { shortPlans } from './scale-plans.ts';
import { runYearGrowth } from './year-growth.ts';

describe('a day on which many changes of the largest tenant fall due', () => {
  let result: PeakDayResult;
  beforeAll(async () => {
    result = await runPeakDay(shortPlans.peak);
  });

  it('loses nothing: every change is applied once, and every event is published', () => {
    expect(result.lost).toEqual([]);
    expect(result.appliedMinutes).toBeGreaterThan(0);
    expect(result.publishedMinutes).toBeGreaterThanOrEqual(result.appliedMinutes);
  });

  it('slows no call of another tenant, and lets none fail', () => {
    const { calm, busy } = result;
    expect(calm.calls.count).toBeGreaterThan(100);
    expect(busy.calls.count).toBeGreaterThan(20);
    expect([calm.calls.errors, busy.calls.errors]).toEqual([0, 0]);
    expect(busy.calls.p99Ms).toBeLessThanOrEqual(calm.calls.p99Ms * 1.1);
    expect(Object.keys(result.throttled).filter(name => name !== 'publish-events')).toEqual([]);
  });

  it('delays no event of another tenant by more than a few seconds', () => {
    expect(result.busy.events.count).toBeGreaterThan(50);
    expect(result.delays).toEqual([]);
  });

  it('applies the changes of other tenants first, and publishes them within seconds', () => {
    expect(result.othersAppliedMinutes * 60).toBeLessThan(5);
    expect(result.othersPublishedMinutes).toBeLessThan(result.publishedMinutes / 2);
  });

  it('is repeated exactly by its seed', async () => {
    const plan = { ...shortPlans.peak, changes: 200 };
    expect(await runPeakDay(plan)).toEqual(await runPeakDay(plan));
  });
});

it('a year of growth of the largest tenant slows no other tenant', async () => {
  const months = await runYearGrowth(shortPlans.year);
  const [first, last] = [months[0], months.at(-1)];
  expect(months).toHaveLength(12);
  expect(last?.hottest.writes).toBeGreaterThan((first?.hottest.writes ?? 0) * 2);
  for (const { others, throttled } of months) {
    expect([others.errors, throttled]).toEqual([0, 0]);
    expect(others.p99Ms).toBeLessThanOrEqual((first?.others.p99Ms ?? 0) * 1.1);
  }
});

describe('the model of partitions', () => {
  const writeFor = (
    model: PartitionModel,
    partitionKeys: string[],
    seconds: number,
    unitsPerSecond: number,
  ): number => {
    let refused = 0;
    const stepMs = 100;
    for (let at = 0; at < seconds * 1000; at += stepMs) {
      for (let index = 0; index < (unitsPerSecond * stepMs) / 1000 / 10; index++) {
        const partitionKey = partitionKeys[index % partitionKeys.length] ?? '';
        if (model.consume([{ space: 'table', partitionKey, reads: 0, writes: 10 }], at)) refused += 1;
      }
    }
    return refused;
  };

  it('refuses more than 1,000 write units per second under one partition key, and never splits it', () => {
    const model = new PartitionModel({ burstSeconds: 0 });
    expect(writeFor(model, ['a'], 10, 900)).toBe(0);
    expect(writeFor(model, ['a'], 1000, 2000)).toBeGreaterThan(50_000);
    expect(new Map(model.listLoads()).get('table')).toMatchObject({ splits: 0 });
  });

  it('splits a partition that stays hot, so that its keys get a limit each', () => {
    const keys = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l'];
    const model = new PartitionModel({ burstSeconds: 0, warmPartitions: { table: 1 } });
    writeFor(model, keys, 900, 2000);
    const [[, load] = []] = model.listLoads();
    expect(load?.splits).toBeGreaterThan(0);
    expect(load?.partitions).toBe(1 + (load?.splits ?? 0));
  });

  it('keeps unused units for a burst if it may', () => {
    const withBurst = new PartitionModel({ burstSeconds: 300 });
    expect(writeFor(withBurst, ['a'], 60, 100)).toBe(0);
    expect(
      withBurst.consume([{ space: 'table', partitionKey: 'a', reads: 0, writes: 30_000 }], 60_000),
    ).toBeUndefined();
    expect(withBurst.consume([{ space: 'table', partitionKey: 'a', reads: 0, writes: 10 }], 60_100)).toBeUndefined();
  });
});

describe('docs/scale.md', () => {
  it('has the current ceilings; otherwise run "npm run scale -- --ceilings"', async () => {
    const expected = renderCeilings(computeCeilings(await readOperationUnits()));
    expect(await scaleDocument.read('ceilings')).toBe(expected);
  });

  it('names only alarms that docs/operate.md explains', async () => {
    const handbook = await readFile(new URL('../../docs/operate.md', import.meta.url), 'utf8');
    const alarms = computeCeilings(await readOperationUnits()).flatMap(ceiling => ceiling.alarms);
    expect(alarms.filter(name => !handbook.includes(`\n### ${name}\n`))).toEqual([]);
  });

  it('has the results of the simulations', async () => {
    expect(await scaleDocument.read('year')).toContain('| 12 | 400 |');
    expect(await scaleDocument.read('peak')).toMatch(
      /\| changes of the largest tenant \| 20,000 \| 20,000 \| 1,000,000 \|/,
    );
  });
});
