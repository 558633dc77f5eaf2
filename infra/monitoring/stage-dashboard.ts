import { Stack } from 'aws-cdk-lib';
import { Alarm, AlarmStatusWidget, Dashboard, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { TableNames } from '../../lib/dynamodb/tables.ts';
import { initDurationMetric, outcomeMetrics, requestMetrics } from '../../lib/observability/metrics.ts';
import { toGatewayName } from '../resource-names.ts';
import {
  createFunctionMetric,
  createIndexThrottleMetrics,
  createTableCapacityMetrics,
  createTableThrottleMetrics,
  type GatewayMetrics,
} from './cloudwatch-metrics.ts';
import { createGraph } from './dashboard-graph.ts';
import { createJobGraphs, type WatchedJob } from './job-graphs.ts';

export interface DashboardProps {
  stage: string;
  gateway: GatewayMetrics;
  /** The functions of the endpoints by operation. */
  functions: ReadonlyMap<string, IFunction>;
  jobs: readonly WatchedJob[];
  tables: TableNames;
  /** At most 100, the limit of a dashboard. */
  alarmNames: readonly string[];
}

/** Adds the dashboard of a stage, from the alarms down to the tables. */
export function addDashboard(
  scope: Construct,
  { stage, gateway, functions, jobs, tables, alarmNames }: DashboardProps,
): void {
  const operations = [...functions.keys()];
  const blocked = new Metric({
    namespace: 'AWS/WAFV2',
    metricName: 'BlockedRequests',
    dimensionsMap: { WebACL: toGatewayName(stage), Rule: 'ALL', Region: Stack.of(scope).region },
    statistic: 'Sum',
  });
  const tableNames = Object.values(tables);
  const alarms = alarmNames.map(name => Alarm.fromAlarmName(scope, `shown-${name}`, name));
  new Dashboard(scope, 'dashboard', {
    dashboardName: `connect-${stage}`,
    widgets: [
      ...(alarms.length > 0 ? [[new AlarmStatusWidget({ title: 'Alarms', alarms, width: 24, height: 4 })]] : []),
      [
        createGraph(
          'Requests by outcome',
          Object.values(outcomeMetrics).map(metric => createFunctionMetric(stage, metric)),
        ),
        createGraph('Gateway', [gateway.requests, gateway.clientErrors, gateway.serverErrors], [blocked]),
      ],
      [
        createGraph('Latency of the functions, ms', [
          ...['p50', 'p90', 'p99'].map(statistic =>
            createFunctionMetric(stage, requestMetrics.latency, { statistic, label: statistic }),
          ),
        ]),
        createGraph(
          'p99 by operation, ms',
          operations.map(operation =>
            createFunctionMetric(stage, requestMetrics.latency, { operation, statistic: 'p99', label: operation }),
          ),
        ),
      ],
      [
        createGraph('Rounds and DynamoDB calls per request', [
          createFunctionMetric(stage, requestMetrics.rounds, { statistic: 'Average' }),
          createFunctionMetric(stage, requestMetrics.dynamoDbCalls, { statistic: 'Average' }),
          createFunctionMetric(stage, requestMetrics.rounds, { statistic: 'Maximum', label: 'Rounds, maximum' }),
        ]),
        createGraph(
          'Cold starts, and their duration in ms',
          [createFunctionMetric(stage, initDurationMetric, { statistic: 'SampleCount', label: 'Cold starts' })],
          ['p50', 'p99'].map(statistic =>
            createFunctionMetric(stage, initDurationMetric, { statistic, label: statistic }),
          ),
        ),
      ],
      [
        createGraph(
          'Functions: throttles and errors',
          [...functions.values()].flatMap(fn => [fn.metricThrottles(), fn.metricErrors()]),
        ),
        createGraph('DynamoDB throttles', [
          ...tableNames.flatMap(createTableThrottleMetrics),
          ...createIndexThrottleMetrics(tables),
        ]),
      ],
      ...createJobGraphs(stage, jobs),
      [createGraph('Consumed capacity units', tableNames.flatMap(createTableCapacityMetrics))],
    ],
  });
}
