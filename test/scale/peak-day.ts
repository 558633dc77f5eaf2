import { DueLicenses } from './due-licenses.ts';
import { type LatencySummary, summarizeCalls, summarizeLags } from './latency-summary.ts';
import type { PartitionModelOptions, SpaceLoad } from './partition-model.ts';
import { ScaleWorld } from './scale-world.ts';

/** A day on which changes of one tenant fall due at one midnight, while other tenants use the API. */
export interface PeakDayPlan extends PartitionModelOptions {
  seed: number;
  /** Changes of the largest tenant, and of each other tenant. */
  changes: number;
  changesOfOthers: number;
  otherTenants: number;
  /** Calls per second of each other tenant. */
  callsPerSecond: number;
  workers: number;
  /** False for a simulation without events. */
  publishes: boolean;
  /** Minutes before midnight, with which the time after it is compared. */
  calmMinutes: number;
}

/** Calls and events of other tenants in one phase. */
interface PhaseResult {
  calls: LatencySummary;
  /** Time from a command to its event on the bus. */
  events: LatencySummary;
}

export interface PeakDayResult {
  plan: PeakDayPlan;
  lost: string[];
  /** How other tenants were delayed beyond the limits. */
  delays: string[];
  /** Minutes from midnight until the last change was applied, and until its event was on the bus. */
  appliedMinutes: number;
  publishedMinutes: number;
  /** The same for the changes of other tenants. */
  othersAppliedMinutes: number;
  othersPublishedMinutes: number;
  peakWaitingRecords: number;
  calm: PhaseResult;
  busy: PhaseResult;
  throttled: Record<string, number>;
  loads: [string, SpaceLoad][];
}

const midnightMs = Date.parse('2027-01-01T00:00:00.000Z');
const minuteMs = 60_000;
const largestTenant = 'largest';
/** The p99 of other tenants' events during the backlog may exceed that of a calm day by this time. */
const maxAddedLagMs = 6000;
/** No correct run takes longer. */
const maxMinutes = 12 * 60;

export async function runPeakDay(plan: PeakDayPlan): Promise<PeakDayResult> {
  const others = Array.from({ length: plan.otherTenants }, (_, number) => `tenant-${number}`);
  const due = [
    new DueLicenses(largestTenant, plan.changes, midnightMs),
    ...others.map(tenantId => new DueLicenses(tenantId, plan.changesOfOthers, midnightMs)),
  ];
  const startMs = midnightMs - plan.calmMinutes * minuteMs;
  const world = new ScaleWorld({ ...plan, startMs, due });
  const clients = others.map(tenantId => world.createClient(tenantId));
  for (const client of clients) client.run(plan.callsPerSecond, midnightMs);
  world.startWorkers(plan.workers, midnightMs + maxMinutes * minuteMs);
  await world.advanceTo(midnightMs);
  world.partitions.resetLoads();
  const isFinished = () =>
    due.every(({ count, applied, published }) => (plan.publishes ? published : applied) === count);
  for (let minute = 1; minute <= maxMinutes && !isFinished(); minute++) {
    const until = midnightMs + minute * minuteMs;
    for (const client of clients) client.run(plan.callsPerSecond, until);
    await world.advanceTo(until);
  }
  return summarizePeakDay(plan, world, due);
}

function summarizePeakDay(plan: PeakDayPlan, world: ScaleWorld, due: DueLicenses[]): PeakDayResult {
  const [largest, ...ofOthers] = due;
  const toMinutes = (at: number) => Math.max(0, at - midnightMs) / minuteMs;
  const summarizePhase = (from: number, to: number): PhaseResult => ({
    calls: summarizeCalls(world.calls.filter(({ sentAt }) => sentAt >= from && sentAt < to)),
    events: summarizeLags(world.lags.filter(({ at, isScheduled }) => !isScheduled && at >= from && at < to)),
  });
  const calm = summarizePhase(midnightMs - plan.calmMinutes * minuteMs, midnightMs);
  const end = (plan.publishes ? largest?.lastPublishedAt : largest?.lastAppliedAt) ?? midnightMs;
  const busy = summarizePhase(midnightMs, end);
  return {
    plan,
    lost: listLost(world, due),
    appliedMinutes: toMinutes(largest?.lastAppliedAt ?? 0),
    publishedMinutes: toMinutes(end),
    othersAppliedMinutes: toMinutes(Math.max(0, ...ofOthers.map(({ lastAppliedAt }) => lastAppliedAt))),
    othersPublishedMinutes: toMinutes(Math.max(0, ...ofOthers.map(({ lastPublishedAt }) => lastPublishedAt))),
    peakWaitingRecords: world.stream.peakWaiting,
    ...{ calm, busy, delays: listDelays(calm, busy, world.throttled) },
    throttled: world.throttled,
    loads: world.partitions.listLoads(),
  };
}

function listDelays(calm: PhaseResult, busy: PhaseResult, throttled: Record<string, number>): string[] {
  const addedLagMs = busy.events.p99Ms - calm.events.p99Ms;
  return [
    ...(busy.calls.errors > 0 ? [`${busy.calls.errors} calls of other tenants failed.`] : []),
    ...(busy.calls.p99Ms > calm.calls.p99Ms * 1.1 ? ['Calls of other tenants were slower than before.'] : []),
    ...(addedLagMs > maxAddedLagMs
      ? [`Events of other tenants were ${Math.round(addedLagMs)} ms later than before; ${maxAddedLagMs} are allowed.`]
      : []),
    // Publishers that are throttled delay only events, which are checked above.
    ...Object.keys(throttled).flatMap(name => (name === 'publish-events' ? [] : [`${name} was throttled.`])),
  ];
}

/** Lists changes that were not applied or not published, and entries that are left in the index. */
function listLost(world: ScaleWorld, due: DueLicenses[]): string[] {
  const missing = due.flatMap(({ tenantId, count, applied, published }) => [
    ...(applied < count ? [`${count - applied} changes of ${tenantId} were not applied.`] : []),
    ...(world.publishes && published < count ? [`${count - published} events of ${tenantId} were not published.`] : []),
  ]);
  return [...missing, ...world.jobFailures];
}
