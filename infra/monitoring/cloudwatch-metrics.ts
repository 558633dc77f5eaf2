import { Duration } from 'aws-cdk-lib';
import { Metric, type MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { indexDefinitions } from '../../lib/dynamodb/tables.ts';
import { metricDimensions, metricNamespace } from '../../lib/observability/metrics.ts';
import { toServiceName } from '../resource-names.ts';

/** A metric of a stage's functions, of one operation or of all together. `metricName` comes from `lib/observability/metrics.ts`. */
export const createFunctionMetric = (
  stage: string,
  metricName: string,
  { operation, ...options }: MetricOptions & { operation?: string } = {},
): Metric =>
  new Metric({
    namespace: metricNamespace,
    metricName,
    dimensionsMap: {
      [metricDimensions.service]: toServiceName(stage),
      ...(operation !== undefined && { [metricDimensions.operation]: operation }),
    },
    statistic: 'Sum',
    period: Duration.minutes(5),
    ...options,
  });

const createTableMetrics =
  (...metricNames: string[]) =>
  (tableName: string): Metric[] =>
    metricNames.map(
      metricName =>
        new Metric({
          namespace: 'AWS/DynamoDB',
          metricName,
          dimensionsMap: { TableName: tableName },
          statistic: 'Sum',
          period: Duration.minutes(5),
          label: `${tableName} ${metricName}`,
        }),
    );

/** Requests of one table that DynamoDB held back. */
export const createTableThrottleMetrics = createTableMetrics('ReadThrottleEvents', 'WriteThrottleEvents');

/** Requests that DynamoDB held back because an index of the table was at its limit: they count for the index alone. */
export const createIndexThrottleMetrics = (tableName: string): Metric[] =>
  Object.keys(indexDefinitions).flatMap(index =>
    createTableThrottleMetrics(tableName).map(metric =>
      metric.with({
        dimensionsMap: { TableName: tableName, GlobalSecondaryIndexName: index },
        label: `${index} ${metric.metricName}`,
      }),
    ),
  );

/** What SQS measures of a queue. */
export const createQueueMetric = (queue: string, metricName: string): Metric =>
  new Metric({
    namespace: 'AWS/SQS',
    metricName,
    dimensionsMap: { QueueName: queue },
    statistic: 'Maximum',
    period: Duration.minutes(5),
    label: `${queue} ${metricName}`,
  });

/** Capacity units that a table used: what it costs. */
export const createTableCapacityMetrics = createTableMetrics('ConsumedReadCapacityUnits', 'ConsumedWriteCapacityUnits');
