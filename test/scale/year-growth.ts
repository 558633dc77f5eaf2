import { type LatencySummary, summarizeCalls } from './latency-summary.ts';
import { ScaleWorld } from './scale-world.ts';

/** A year in which the largest tenant grows while other tenants stay as they are. Each month is represented by seconds of its busiest hour. */
export interface YearGrowthPlan {
  seed: number;
  /** Calls per second of the largest tenant in the first and in the last month. It grows by the same factor each month. */
  firstRate: number;
  lastRate: number;
  otherTenants: number;
  /** Calls per second of each other tenant. */
  callsPerSecond: number;
  secondsPerMonth: number;
}

export interface MonthResult {
  month: number;
  callsPerSecond: number;
  largest: LatencySummary;
  others: LatencySummary;
  throttled: number;
  /** Highest write units per second of one partition, and where. */
  hottest: { space: string; writes: number };
}

const startMs = Date.parse('2026-01-15T12:00:00.000Z');
const months = 12;
const largestTenant = 'largest';

export async function runYearGrowth(plan: YearGrowthPlan): Promise<MonthResult[]> {
  const world = new ScaleWorld({ seed: plan.seed, startMs, burstSeconds: 0, publishes: false, due: [] });
  const largest = world.createClient(largestTenant);
  const others = Array.from({ length: plan.otherTenants }, (_, number) => world.createClient(`tenant-${number}`));
  const results: MonthResult[] = [];
  for (let month = 1; month <= months; month++) {
    const callsPerSecond = plan.firstRate * (plan.lastRate / plan.firstRate) ** ((month - 1) / (months - 1));
    world.calls.length = 0;
    world.partitions.resetLoads();
    const throttledBefore = countThrottled(world);
    const until = world.scheduler.now + plan.secondsPerMonth * 1000;
    largest.run(callsPerSecond, until);
    for (const client of others) client.run(plan.callsPerSecond, until);
    // One more minute, in which the last calls end.
    await world.advanceTo(until + 60_000);
    const hottest = world.partitions
      .listLoads()
      .map(([space, { peakWrites }]) => ({ space, writes: peakWrites }))
      .sort((a, b) => b.writes - a.writes)[0];
    results.push({
      ...{ month, callsPerSecond, throttled: countThrottled(world) - throttledBefore },
      largest: summarizeCalls(world.calls.filter(({ tenantId }) => tenantId === largestTenant)),
      others: summarizeCalls(world.calls.filter(({ tenantId }) => tenantId !== largestTenant)),
      hottest: hottest ?? { space: '', writes: 0 },
    });
  }
  return results;
}

const countThrottled = ({ throttled }: ScaleWorld): number =>
  Object.values(throttled).reduce((sum, count) => sum + count, 0);
