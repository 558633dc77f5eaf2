import { allDueShards } from '../../lib/jobs/scheduled-changes/apply-due-changes.ts';
import { UserError } from '../../lib/user-error.ts';
import type { CapacityUnits } from '../bench/capacity-units.ts';
import { scaleAssumptions } from '../scale/scale-assumptions.ts';
import type { PriceName } from './aws-prices.ts';
import { type Charge, scaleCharges } from './charge.ts';
import { costAssumptions } from './cost-assumptions.ts';
import { listResourceCharges } from './resource-charges.ts';
import type { CpuTimes } from './run-durations.ts';
import type { FunctionRun, StageParts } from './stage-parts.ts';

const minutesPerMonth = costAssumptions.hoursPerMonth * 60;
/** While nobody uses a stage, it has less than one run per second, so that each trace is recorded. */
const idleTraceShare = 1;

/** The measured figures of the runs. */
export interface MeasuredRuns {
  units: (title: string) => CapacityUnits;
  cpu: CpuTimes;
}

/** A thing that costs something while nobody uses the stage. */
export interface IdleCost {
  item: string;
  charges: Charge[];
}

/** Lists the costs of a month in which nobody uses a stage: its resources, and its functions that run all the same. */
export function listIdleCosts(parts: StageParts, measured: MeasuredRuns): IdleCost[] {
  const runs = listIdleRuns(parts, measured);
  return [
    ...groupResourceCharges(listResourceCharges(parts.resources)),
    { item: 'custom metrics of the functions that run', charges: [listMetrics(parts, runs)] },
    ...listRunCosts(parts, runs),
  ];
}

/** The rows of the resources, each with its prices. */
const resourceRows: [item: string, ...prices: PriceName[]][] = [
  ['alarms', 'alarmMetric'],
  ['composite alarms', 'compositeAlarm'],
  ['dashboard', 'dashboard'],
  ['firewall', 'webAcl', 'webAclRule'],
  ['customer managed keys', 'encryptionKey'],
  ['Contributor Insights for throttled keys', 'insightsRule'],
  ['polling of the empty webhook queue', 'queueRequests'],
  ['metrics of the event source mapping of `publish-events`, at most', 'customMetric'],
];

/** Groups the charges of resources by row. @throws UserError for a price without a row, so that the sum is complete */
export function groupResourceCharges(charges: Charge[]): IdleCost[] {
  const known = resourceRows.flatMap(([, ...prices]) => prices);
  const other = charges.find(({ price }) => !known.includes(price));
  if (other) throw new UserError(`The price ${other.price} has no row. Add it to test/cost/idle-stage.ts.`);
  return resourceRows.map(([item, ...prices]) => ({
    item,
    charges: charges.filter(({ price }) => prices.includes(price)),
  }));
}

/** Lists the costs of each run, and those of all their traces. */
function listRunCosts(parts: StageParts, runs: IdleRun[]): IdleCost[] {
  const costs = runs.map(({ item, perMonth, run, isRequest }) => {
    const perMillion = [...parts.listRunCharges(run, idleTraceShare), ...(isRequest ? parts.listRequestCharges() : [])];
    return { item, charges: scaleCharges(perMillion, perMonth / 1e6) };
  });
  const isTrace = ({ price }: Charge): boolean => price === 'recordedTraces';
  return [
    ...costs.map(({ item, charges }) => ({ item, charges: charges.filter(charge => !isTrace(charge)) })),
    { item: 'traces of these runs', charges: costs.flatMap(({ charges }) => charges.filter(isTrace)) },
  ];
}

interface IdleRun {
  item: string;
  perMonth: number;
  run: FunctionRun;
  /** True if the gateway starts the function. */
  isRequest?: boolean;
}

/** Lists the runs that the schedules of a stage start, and those that follow from them. */
function listIdleRuns(parts: StageParts, measured: MeasuredRuns): IdleRun[] {
  const schedules = parts.resources.filter(({ properties }) => properties.ScheduleExpression !== undefined);
  return schedules.flatMap(({ properties: { ScheduleExpression, Targets } }) => {
    const name = parts.toFolder(Targets[0].Arn['Fn::GetAtt'][0]);
    const listRuns = scheduledRuns[name];
    if (!listRuns) throw new UserError(`The cost of a run of ${name} is not known. Add it to test/cost/idle-stage.ts.`);
    const perMonth = minutesPerMonth / parseMinutes(ScheduleExpression);
    return listRuns(measured).map(run => ({ ...run, perMonth }));
  });
}

function parseMinutes(expression: string): number {
  const [, minutes] = /^rate\((\d+) minutes?\)$/.exec(expression) ?? [];
  if (minutes === undefined) throw new UserError(`The schedule ${expression} is not known to test/cost/idle-stage.ts.`);
  return Number(minutes);
}

const { endpointCpuMs, publishCpuMs } = scaleAssumptions;
const nothing: CapacityUnits = { reads: 0, writes: 0 };

/** The runs that one start of a schedule causes, by the folder of the function. */
const scheduledRuns: Record<string, (measured: MeasuredRuns) => Omit<IdleRun, 'perMonth'>[]> = {
  'apply-due': ({ units }) => [
    {
      item: '`apply-due`, every minute',
      run: {
        name: 'apply-due',
        units: units('an idle run of apply-due'),
        // The heartbeat, then the shards with due changes and those with renames, each at the same time.
        steps: { writes: 1, reads: 2, cpuMs: (allDueShards.length + 1) * endpointCpuMs },
        log: 'applyDue',
      },
    },
    {
      item: '`publish-events`, for each heartbeat',
      run: { name: 'publish-events', units: nothing, steps: { cpuMs: publishCpuMs }, log: 'publishHeartbeat' },
    },
  ],
  'check-health': ({ units, cpu }) => [
    {
      item: '`check-health`, every minute',
      run: {
        name: 'check-health',
        units: nothing,
        steps: { waitMs: costAssumptions.healthRequestMs, cpuMs: endpointCpuMs },
      },
    },
    {
      item: '`GET /health`, which `check-health` calls',
      run: {
        name: 'get-health',
        units: units('GET /health'),
        steps: { reads: 1, cpuMs: cpu('read') },
        log: 'getHealth',
      },
      isRequest: true,
    },
  ],
};

const listMetrics = (parts: StageParts, runs: IdleRun[]): Charge => ({
  price: 'customMetric',
  amount: runs.reduce((sum, { run: { name, log } }) => sum + (log ? parts.measureLog(name, log).metrics : 0), 0),
});
