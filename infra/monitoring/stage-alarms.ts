import { Duration } from 'aws-cdk-lib';
import type { RestApi } from 'aws-cdk-lib/aws-apigateway';
import { MathExpression, type Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { TableNames } from '../../lib/dynamodb/tables.ts';
import { outcomeMetrics, requestMetrics } from '../../lib/observability/metrics.ts';
import type { AlarmTopic } from './alarm-topic.ts';
import { createFunctionMetric, createIndexThrottleMetrics, createTableThrottleMetrics } from './cloudwatch-metrics.ts';

/** What is watched over all operations of a stage; each function watches itself besides. */
export function addStageAlarms(
  scope: Construct,
  alarmTopic: AlarmTopic,
  stage: string,
  api: RestApi,
  tables: TableNames,
): void {
  alarmTopic.addAlarm(scope, 'server-errors', {
    metric: api.deploymentStage.metricServerError({ period: Duration.minutes(5) }),
    threshold: 5,
    description: 'The gateway answers 5xx, its own failures included.',
  });
  alarmTopic.addAlarm(scope, 'slow', {
    metric: createFunctionMetric(stage, requestMetrics.latency, { statistic: 'p99' }),
    threshold: 1500,
    periods: 3,
    description: 'One request in a hundred takes longer than 1.5 s.',
  });
  alarmTopic.addAlarm(scope, 'unknown-outcomes', {
    metric: createFunctionMetric(stage, outcomeMetrics.unknown),
    threshold: 3,
    description: 'Clients are told that we cannot tell whether their command was carried out.',
  });
  alarmTopic.addAlarm(scope, 'failures', {
    metric: createFunctionMetric(stage, outcomeMetrics.failed),
    threshold: 3,
    description: 'Requests fail by a defect of ours or because DynamoDB cannot be reached.',
  });
  alarmTopic.addAlarm(scope, 'locked-keys', {
    metric: createFunctionMetric(stage, outcomeMetrics.locked),
    threshold: 20,
    description: 'Commands give up because others are at work on the same item or key.',
  });
  alarmTopic.addAlarm(scope, 'mismatches', {
    metric: createFunctionMetric(stage, outcomeMetrics.mismatch),
    threshold: 20,
    description: 'A client uses idempotency keys again for other requests.',
  });
  alarmTopic.addAlarm(scope, 'table-throttles', {
    metric: sumMetrics(Object.values(tables).flatMap(createTableThrottleMetrics)),
    threshold: 10,
    description: 'DynamoDB holds requests back: a partition is hot or the traffic grew faster than the table.',
  });
  alarmTopic.addAlarm(scope, 'index-throttles', {
    metric: sumMetrics(createIndexThrottleMetrics(tables.connect)),
    threshold: 10,
    description: 'DynamoDB holds requests back: a partition of an index is hot.',
  });
}

const sumMetrics = (throttles: Metric[]): MathExpression =>
  new MathExpression({
    // Alarms on metrics of DynamoDB keep their state while data is missing, whatever they are told: no throttling is a zero.
    expression: 'SUM(FILL(METRICS(), 0))',
    usingMetrics: Object.fromEntries(throttles.map((metric, index) => [`throttles${index}`, metric])),
  });
