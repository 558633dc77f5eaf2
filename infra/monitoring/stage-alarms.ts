import { MathExpression, type Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { TableNames } from '../../lib/dynamodb/tables.ts';
import { clockSkewMetric, outcomeMetrics, requestMetrics } from '../../lib/observability/metrics.ts';
import type { AlarmTopic } from './alarm-topic.ts';
import {
  createFunctionMetric,
  createIndexThrottleMetrics,
  createTableMetrics,
  type GatewayMetrics,
} from './cloudwatch-metrics.ts';

/** Adds the alarms over all operations of a stage. Each function has alarms of its own too. */
export function addStageAlarms(
  scope: Construct,
  alarmTopic: AlarmTopic,
  stage: string,
  gateway: GatewayMetrics,
  tables: TableNames,
): void {
  alarmTopic.addAlarm(scope, 'server-errors', {
    metric: gateway.serverErrors,
    threshold: 5,
    group: 'outage',
    description: 'The gateway returns 5xx responses, including its own failures.',
  });
  alarmTopic.addAlarm(scope, 'slow', {
    metric: createFunctionMetric(stage, requestMetrics.latency, { statistic: 'p99' }),
    threshold: 1500,
    periods: 3,
    group: 'slow-requests',
    description: 'The p99 latency has been above 1.5 s for 15 minutes.',
  });
  alarmTopic.addAlarm(scope, 'unknown-outcomes', {
    metric: createFunctionMetric(stage, outcomeMetrics.unknown),
    threshold: 3,
    group: 'outage',
    description: 'Clients get outcome_unknown: it is not known whether their commands were executed.',
  });
  alarmTopic.addAlarm(scope, 'failures', {
    metric: createFunctionMetric(stage, outcomeMetrics.failed),
    threshold: 3,
    group: 'outage',
    description: 'Requests fail: there is a defect in the code, or DynamoDB is not reachable.',
  });
  alarmTopic.addAlarm(scope, 'clock-skew', {
    metric: createFunctionMetric(stage, clockSkewMetric),
    threshold: 1,
    description: 'DynamoDB refused signatures because the clock of a function is wrong. Its requests get 503.',
  });
  alarmTopic.addAlarm(scope, 'locked-keys', {
    metric: createFunctionMetric(stage, outcomeMetrics.locked),
    threshold: 20,
    group: 'slow-requests',
    description: 'Commands give up because other requests keep changing the same item or use the same idempotency key.',
  });
  alarmTopic.addAlarm(scope, 'mismatches', {
    metric: createFunctionMetric(stage, outcomeMetrics.mismatch),
    threshold: 20,
    description: 'A client reuses idempotency keys for different requests.',
  });
  // An alarm can add up ten metrics, so reads and writes have an alarm each.
  for (const access of ['Read', 'Write'] as const) {
    alarmTopic.addAlarm(scope, `table-${access.toLowerCase()}-throttles`, {
      metric: sumMetrics(Object.values(tables).flatMap(createTableMetrics(`${access}ThrottleEvents`))),
      threshold: 10,
      group: 'slow-requests',
      description: `DynamoDB throttles ${access.toLowerCase()}s: a partition is hot, or traffic grew faster than the capacity of the table.`,
    });
  }
  alarmTopic.addAlarm(scope, 'index-throttles', {
    metric: sumMetrics(createIndexThrottleMetrics(tables)),
    threshold: 10,
    group: 'slow-requests',
    description: 'DynamoDB throttles requests: a partition of an index is hot.',
  });
}

const sumMetrics = (throttles: Metric[]): MathExpression =>
  new MathExpression({
    // Alarms on DynamoDB metrics keep their state while data is missing, whatever `treatMissingData` says, so missing values become 0.
    expression: 'SUM(FILL(METRICS(), 0))',
    usingMetrics: Object.fromEntries(throttles.map((metric, index) => [`throttles${index}`, metric])),
  });
