import { Duration } from 'aws-cdk-lib';
import type { RestApi } from 'aws-cdk-lib/aws-apigateway';
import { MathExpression, type Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { measureMetrics, outcomeMetrics } from '../lib/middleware/metric.ts';
import type { TableNames } from '../lib/store/table.ts';
import type { AlarmBell } from './alarm-bell.ts';
import { functionMetric, indexThrottles, tableThrottles } from './metrics.ts';

/** What is watched over all operations of a stage; each function watches itself besides. */
export function addStageAlarms(
  scope: Construct,
  bell: AlarmBell,
  stage: string,
  api: RestApi,
  tables: TableNames,
): void {
  bell.add(scope, 'server-errors', {
    metric: api.deploymentStage.metricServerError({ period: Duration.minutes(5) }),
    threshold: 5,
    meaning: 'The gateway answers 5xx, its own failures included.',
  });
  bell.add(scope, 'slow', {
    metric: functionMetric(stage, measureMetrics.latency, { statistic: 'p99' }),
    threshold: 1500,
    periods: 3,
    meaning: 'One request in a hundred takes longer than 1.5 s.',
  });
  bell.add(scope, 'unknown-outcomes', {
    metric: functionMetric(stage, outcomeMetrics.unknown),
    threshold: 3,
    meaning: 'Clients are told that we cannot tell whether their command was carried out.',
  });
  bell.add(scope, 'failures', {
    metric: functionMetric(stage, outcomeMetrics.failed),
    threshold: 3,
    meaning: 'Requests fail by a defect of ours or because DynamoDB cannot be reached.',
  });
  bell.add(scope, 'locked-keys', {
    metric: functionMetric(stage, outcomeMetrics.locked),
    threshold: 20,
    meaning: 'Commands give up because others are at work on the same item or key.',
  });
  bell.add(scope, 'mismatches', {
    metric: functionMetric(stage, outcomeMetrics.mismatch),
    threshold: 20,
    meaning: 'A client uses idempotency keys again for other requests.',
  });
  bell.add(scope, 'table-throttles', {
    metric: sumOf(Object.values(tables).flatMap(tableThrottles)),
    threshold: 10,
    meaning: 'DynamoDB holds requests back: a partition is hot or the traffic grew faster than the table.',
  });
  bell.add(scope, 'index-throttles', {
    metric: sumOf(indexThrottles(tables.connect)),
    threshold: 10,
    meaning: 'DynamoDB holds requests back: a partition of an index is hot.',
  });
}

const sumOf = (throttles: Metric[]): MathExpression =>
  new MathExpression({
    // Alarms on metrics of DynamoDB keep their state while data is missing, whatever they are told: no throttling is a zero.
    expression: 'SUM(FILL(METRICS(), 0))',
    usingMetrics: Object.fromEntries(throttles.map((metric, index) => [`throttles${index}`, metric])),
  });
