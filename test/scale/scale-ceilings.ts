import { job as deliverWebhooks } from '../../functions/deliver-webhooks/job.ts';
import { dueShardCount } from '../../lib/dynamodb/items/index-keys.ts';
import { dueShardLimits } from '../../lib/jobs/scheduled-changes/apply-due-shard.ts';
import { renderMarkdownTable } from '../bench/markdown-table.ts';
import type { OperationUnits } from '../cost/measured-units.ts';
import { productionStage } from '../support/stage-context.ts';
import { scaleAssumptions } from './scale-assumptions.ts';

/** One limit of the system. */
interface ScaleCeiling {
  /** The thing that it limits. */
  limits: string;
  ceiling: string;
  /** The figures from which the ceiling is computed. */
  from: string;
  /** Alarms in docs/operate.md. Empty if there is none. */
  alarms: string[];
  step: string;
}

/** Default quotas of an AWS account. */
const quotas = {
  lambdaConcurrency: 1000,
  gatewayPerSecond: 10_000,
  tableWrites: 40_000,
  /** Events that match a rule, in eu-central-1. */
  busInvocations: 4500,
};

/** Assumed duration of a call, and of a delivery of a webhook. */
const callSeconds = 0.05;
const deliverySeconds = 0.2;

/** Computes every ceiling from units that tests measure, limits that AWS publishes, and the configuration of the production stage. */
export function computeCeilings(unitsOf: (operation: string) => OperationUnits): ScaleCeiling[] {
  const { partitionWrites, partitionReads, initialPartitions, readMs, transactionMs } = scaleAssumptions;
  const { readersPerShard, recordsPerBatch, applyCpuMs, cpuShare } = scaleAssumptions;
  const create = unitsOf('createLicense').first;
  // Two units of the record are written elsewhere.
  const ofAddon = unitsOf('addAddon').first.writes - 2;
  const ofCreate = create.writes - 2;
  const perMinute = productionStage.rateLimit.perKeyPerMinute;
  const changesPerSecond = dueShardLimits.unitsPerInterval * dueShardCount;
  const workerRate = 1000 / (applyCpuMs / cpuShare);
  return [
    {
      limits: 'one subscription or license',
      ceiling: `${format(1000 / (readMs + transactionMs))} commands a second, one after the other; ${format(partitionWrites / ofAddon)} by units`,
      from: `${readMs} ms for a read and ${transactionMs} ms for a commit; ${ofAddon} write units of \`addAddon\` in one partition`,
      alarms: ['locked-keys'],
      step: 'The client sends commands for one resource one after the other, or together in an order.',
    },
    {
      limits: 'one customer',
      ceiling: `${format(partitionWrites)} new licenses a second; ${format(partitionReads)} commands a second that name it`,
      from: 'one write unit in its partition of `byCustomer`; one read unit of the customer item',
      alarms: ['index-throttles', 'table-read-throttles'],
      step: 'Slow the import or the client down. A customer with more is split in Seamless OS.',
    },
    {
      limits: 'one API key',
      ceiling: `${format(perMinute / 60)} calls a second`,
      from: `the firewall: ${format(perMinute)} a minute (\`perKeyPerMinute\`)`,
      alarms: [],
      step: 'More API keys, or a higher `rateLimit` in `cdk.json`.',
    },
    {
      limits: 'one tenant: its items',
      ceiling: `${format(partitionReads)} calls a second`,
      from: 'one read unit of the tenant item per call, and one in the partition of its API keys',
      alarms: ['table-read-throttles'],
      step: 'A second tenant. The code would have to read the tenant with eventual consistency to double it.',
    },
    {
      limits: 'one index partition: the newest end of a tenant’s list',
      ceiling: `${format(partitionWrites)} new licenses a second`,
      from: 'one write unit in its partition of `byTenant`, which no split divides',
      alarms: ['index-throttles'],
      step: 'Slow the import down. Beyond it, shards of the list, which a page merges as `partitionValues` does now.',
    },
    {
      limits: 'one tenant: its event feed',
      ceiling: 'see the simulation below',
      from: 'all publishers take the next numbers at one item; a transaction of 24 events has 194 write units',
      alarms: ['events-behind', 'table-write-throttles'],
      step: 'Warm the table `activity` up before the day.',
    },
    {
      limits: 'one tenant: its scheduled changes',
      ceiling: `${format(changesPerSecond)} changes a second`,
      from: `${dueShardLimits.unitsPerInterval} per second in each of ${dueShardCount} shards, so that its feed keeps up`,
      alarms: ['due-behind'],
      step: 'None is needed: reads are correct, and no other tenant waits. To go faster: [scheduled-changes.md](scheduled-changes.md#pace-of-a-tenant).',
    },
    {
      limits: 'one index partition: a shard of due changes',
      ceiling: `${format(partitionWrites)} changes a second; ${format(partitionWrites * dueShardCount)} in ${dueShardCount} shards, of which a new index takes ${format(partitionWrites * initialPartitions)}`,
      from: 'one write unit for each change that leaves the index',
      alarms: ['index-throttles', 'due-behind'],
      step: '`dueShardCount`: [scheduled-changes.md](scheduled-changes.md#throughput).',
    },
    {
      limits: 'one worker of `apply-due`',
      ceiling: `${format(workerRate)} changes a second`,
      from: `${applyCpuMs} ms of CPU time per change, and ${(cpuShare * 100).toFixed(0)} % of a vCPU with 1,024 MB`,
      alarms: ['due-behind'],
      step: '`applyWorkers` up to 16, or more `memoryMb`, if many tenants have a backlog.',
    },
    {
      limits: 'one shard of the stream',
      ceiling: `${readersPerShard} readers with ${recordsPerBatch} records each; a shard per table partition`,
      from: '`parallelizationFactor` and `batchSize` in `infra/stream-source.ts`',
      alarms: ['events-behind'],
      step: '`parallelizationFactor` up to 10. A table that was warmed up has more shards.',
    },
    {
      limits: 'the bus',
      ceiling: `${format(quotas.busInvocations)} events a second that match a rule`,
      from: 'the quota of eu-central-1. Beyond it, EventBridge delays and loses nothing',
      alarms: ['events-behind'],
      step: 'Raise the quota.',
    },
    {
      limits: 'the webhook queue',
      ceiling: `${format((deliverWebhooks.trigger.maxConcurrency * deliverWebhooks.trigger.batchSize) / deliverySeconds)} deliveries a second`,
      from: `${deliverWebhooks.trigger.maxConcurrency} functions with ${deliverWebhooks.trigger.batchSize} messages, ${deliverySeconds * 1000} ms per delivery (assumed)`,
      alarms: ['webhooks-behind'],
      step: '`maxConcurrency` in `functions/deliver-webhooks/job.ts`.',
    },
    {
      limits: 'a new table `connect`',
      ceiling: `${format((partitionWrites * initialPartitions) / ofCreate)} new licenses a second; ${format(quotas.tableWrites / ofCreate)} by the quota`,
      from: `${ofCreate} of the ${create.writes} write units of \`createLicense\`; 4,000 units a second at first, ${format(quotas.tableWrites)} by the quota`,
      alarms: ['table-write-throttles'],
      step: 'Warm it up: [operate.md](operate.md#table-write-throttles). Raise the quota.',
    },
    {
      limits: 'the stage',
      ceiling: `${format(productionStage.throttle.ratePerSecond)} calls a second`,
      from: '`throttle` of the production stage',
      alarms: [],
      step: '`throttle` in `cdk.json`.',
    },
    {
      limits: 'the account',
      ceiling: `${format(Math.min(quotas.gatewayPerSecond, quotas.lambdaConcurrency / callSeconds))} calls a second`,
      from: `gateway ${format(quotas.gatewayPerSecond)}; Lambda ${format(quotas.lambdaConcurrency)} at once with ${callSeconds * 1000} ms per call (assumed): ${format(quotas.lambdaConcurrency / callSeconds)}`,
      alarms: ['operation-throttled'],
      step: 'Raise the quotas: [deploy.md](deploy.md#quotas).',
    },
  ];
}

const format = (value: number): string => Math.floor(value).toLocaleString('en-US');

const toAlarmLink = (name: string): string => `[${name}](operate.md#${name})`;

export const renderCeilings = (ceilings: ScaleCeiling[]): string =>
  renderMarkdownTable(
    ['limits', 'ceiling', 'from', 'alarm', 'step'],
    ceilings.map(({ limits, ceiling, from, alarms, step }) => [
      ...[limits, ceiling, from],
      ...[alarms.length === 0 ? 'none: 429 with `Retry-After`' : alarms.map(toAlarmLink).join(', '), step],
    ]),
  );
