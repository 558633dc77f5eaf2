import { Duration } from 'aws-cdk-lib';
import { Metric, type MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { metricDimensions, metricNamespace } from '../lib/middleware/metric.ts';
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

/** Capacity units that a table used: what it costs. */
export const tableUnits = ofTable('ConsumedReadCapacityUnits', 'ConsumedWriteCapacityUnits');
