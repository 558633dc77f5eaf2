import { Duration } from 'aws-cdk-lib';
import { Metric, type MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { metricDimensions, metricNamespace } from '../lib/middleware/metric.ts';
import { indexDefinitions } from '../lib/store/table.ts';
import { serviceNameOf } from './names.ts';

/** A metric of a stage's functions, of one operation or of all together. `metricName` comes from `lib/middleware/metric.ts`. */
export const functionMetric = (
  stage: string,
  metricName: string,
  { operation, ...options }: MetricOptions & { operation?: string } = {},
): Metric =>
  new Metric({
    namespace: metricNamespace,
    metricName,
    dimensionsMap: {
      [metricDimensions.service]: serviceNameOf(stage),
      ...(operation !== undefined && { [metricDimensions.operation]: operation }),
    },
    statistic: 'Sum',
    period: Duration.minutes(5),
    ...options,
  });

const ofTable =
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
export const tableThrottles = ofTable('ReadThrottleEvents', 'WriteThrottleEvents');

/** Requests that DynamoDB held back because an index of the table was at its limit: they count for the index alone. */
export const indexThrottles = (tableName: string): Metric[] =>
  Object.keys(indexDefinitions).flatMap(index =>
    tableThrottles(tableName).map(metric =>
      metric.with({
        dimensionsMap: { TableName: tableName, GlobalSecondaryIndexName: index },
        label: `${index} ${metric.metricName}`,
      }),
    ),
  );

/** What SQS measures of a queue. */
export const queueMetric = (queue: string, metricName: string): Metric =>
  new Metric({
    namespace: 'AWS/SQS',
    metricName,
    dimensionsMap: { QueueName: queue },
    statistic: 'Maximum',
    period: Duration.minutes(5),
    label: `${queue} ${metricName}`,
  });

/** Capacity units that a table used: what it costs. */
export const tableUnits = ofTable('ConsumedReadCapacityUnits', 'ConsumedWriteCapacityUnits');
