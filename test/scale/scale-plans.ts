import type { PeakDayPlan } from './peak-day.ts';
import type { YearGrowthPlan } from './year-growth.ts';

const peakDay: PeakDayPlan = {
  ...{ seed: 1, changes: 1_000_000, changesOfOthers: 50, otherTenants: 10, callsPerSecond: 1 },
  ...{ workers: 1, publishes: false, burstSeconds: 0, calmMinutes: 2 },
};

/** The plans of `npm run scale`, whose results docs/scale.md contains. */
export const completePlans = {
  /** A million changes, without their events. */
  million: peakDay,
  /** A sample of the same day with its events: the rate is steady after the first seconds. */
  events: { ...peakDay, changes: 20_000, publishes: true },
  /** The same with a table `activity` that was warmed up to 16 partitions. */
  warmEvents: { ...peakDay, changes: 20_000, publishes: true, warmPartitions: { activity: 16 } },
  year: {
    ...{ seed: 1, firstRate: 5, lastRate: 400, otherTenants: 10, callsPerSecond: 1, secondsPerMonth: 10 },
  } satisfies YearGrowthPlan,
};

/** Shorter plans of the same shape, for the test suite. */
export const shortPlans = {
  peak: { ...peakDay, changes: 3000, changesOfOthers: 10, otherTenants: 5, publishes: true, calmMinutes: 1 },
  year: { ...completePlans.year, lastRate: 50, otherTenants: 5, secondsPerMonth: 2 },
};
