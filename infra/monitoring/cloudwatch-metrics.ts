import { Duration } from 'aws-cdk-lib';
import { Metric, type MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import { indexDefinitions, type TableNames } from '../../lib/dynamodb/tables.ts';
import { metricDimensions, metricNamespace } from '../../lib/observability/metrics.ts';
import { gatewayStageName, toGatewayName, toServiceName } from '../resource-names.ts';

/** Creates a metric of a stage's functions, for one operation or for all together, or for one version of an operation's function. `metricName` comes from `lib/observability/metrics.ts`. */
export const createFunctionMetric = (
  stage: string,
  metricName: string,
  { operation, version, ...options }: MetricOptions & { operation?: string; version?: string } = {},
): Metric =>
  new Metric({
    namespace: metricNamespace,
    metricName,
    dimensionsMap: {
      [metricDimensions.service]: toServiceName(stage),
      ...(operation !== undefined && { [metricDimensions.operation]: operation }),
      ...(version !== undefined && { [metricDimensions.version]: version }),
    },
    statistic: 'Sum',
    period: Duration.minutes(5),
    ...options,
  });

/** The metrics of a stage's gateway. */
export interface GatewayMetrics {
  requests: Metric;
  clientErrors: Metric;
  serverErrors: Metric;
}

export function createGatewayMetrics(stage: string): GatewayMetrics {
  const createMetric = (metricName: string, statistic: string): Metric =>
    new Metric({
      namespace: 'AWS/ApiGateway',
      metricName,
      dimensionsMap: { ApiName: toGatewayName(stage), Stage: gatewayStageName },
      statistic,
      period: Duration.minutes(5),
    });
  return {
    requests: createMetric('Count', 'SampleCount'),
    clientErrors: createMetric('4XXError', 'Sum'),
    serverErrors: createMetric('5XXError', 'Sum'),
  };
}

/** Returns a function that creates metrics of a table by their names. */
export const createTableMetrics =
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

/** Throttled requests of one table. */
export const createTableThrottleMetrics = createTableMetrics('ReadThrottleEvents', 'WriteThrottleEvents');

/** Requests that were throttled because of an index of the table. DynamoDB counts them for the index only. */
export const createIndexThrottleMetrics = (tables: TableNames): Metric[] =>
  Object.entries(indexDefinitions).flatMap(([index, { table }]) =>
    createTableThrottleMetrics(tables[table]).map(metric =>
      metric.with({
        dimensionsMap: { TableName: tables[table], GlobalSecondaryIndexName: index },
        label: `${index} ${metric.metricName}`,
      }),
    ),
  );

/** Creates a metric of an SQS queue. */
export const createQueueMetric = (queue: string, metricName: string): Metric =>
  new Metric({
    namespace: 'AWS/SQS',
    metricName,
    dimensionsMap: { QueueName: queue },
    statistic: 'Maximum',
    period: Duration.minutes(5),
    label: `${queue} ${metricName}`,
  });

/** Consumed capacity units of a table, which determine its cost. */
export const createTableCapacityMetrics = createTableMetrics('ConsumedReadCapacityUnits', 'ConsumedWriteCapacityUnits');
