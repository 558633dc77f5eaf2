import type { RestApi } from 'aws-cdk-lib/aws-apigateway';
import { AlarmStatusWidget, Dashboard, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { TableNames } from '../../lib/dynamodb/tables.ts';
import { outcomeMetrics, requestMetrics } from '../../lib/observability/metrics.ts';
import type { EndpointFunction } from '../endpoint-function.ts';
import type { JobFunction } from '../job-function.ts';
import type { AlarmTopic } from './alarm-topic.ts';
import {
  createFunctionMetric,
  createIndexThrottleMetrics,
  createTableCapacityMetrics,
  createTableThrottleMetrics,
} from './cloudwatch-metrics.ts';
import { createGraph } from './dashboard-graph.ts';
import { createJobGraphs } from './job-graphs.ts';

export interface DashboardProps {
  stage: string;
  api: RestApi;
  webAclName: string;
  functions: ReadonlyMap<string, EndpointFunction>;
  jobs: readonly JobFunction[];
  tables: TableNames;
  alarmTopic: AlarmTopic;
}

/** Adds the dashboard of a stage, from the alarms down to the tables. */
export function addDashboard(
  scope: Construct,
  { stage, api, webAclName, functions, jobs, tables, alarmTopic }: DashboardProps,
): void {
  const operations = [...functions.keys()];
  const gateway = api.deploymentStage;
  const blocked = new Metric({
    namespace: 'AWS/WAFV2',
    metricName: 'BlockedRequests',
    dimensionsMap: { WebACL: webAclName, Rule: 'ALL', Region: api.env.region },
    statistic: 'Sum',
  });
  const tableNames = Object.values(tables);
  new Dashboard(scope, 'dashboard', {
    dashboardName: `connect-${stage}`,
    widgets: [
      [new AlarmStatusWidget({ title: 'Alarms', alarms: alarmTopic.alarms, width: 24, height: 4 })],
      [
        createGraph(
          'Requests by outcome',
          Object.values(outcomeMetrics).map(metric => createFunctionMetric(stage, metric)),
        ),
        createGraph(
          'Gateway',
          [gateway.metricCount(), gateway.metricClientError(), gateway.metricServerError()],
          [blocked],
        ),
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
          'Functions: throttles and errors',
          [...functions.values()].flatMap(({ function: fn, alias }) => [fn.metricThrottles(), alias.metricErrors()]),
        ),
      ],
      ...createJobGraphs(stage, jobs),
      [
        createGraph('Consumed capacity units', tableNames.flatMap(createTableCapacityMetrics)),
        createGraph('DynamoDB throttles', [
          ...tableNames.flatMap(createTableThrottleMetrics),
          ...createIndexThrottleMetrics(tables),
        ]),
      ],
    ],
  });
}
