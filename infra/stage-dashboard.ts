import type { RestApi } from 'aws-cdk-lib/aws-apigateway';
import { AlarmStatusWidget, Dashboard, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import { measureMetrics, outcomeMetrics } from '../lib/middleware/metric.ts';
import type { TableNames } from '../lib/store/table.ts';
import type { AlarmBell } from './alarm-bell.ts';
import type { EndpointFunction } from './endpoint-function.ts';
import { graph } from './graph.ts';
import type { JobFunction } from './job-function.ts';
import { jobGraphs } from './job-graphs.ts';
import { functionMetric, indexThrottles, tableThrottles, tableUnits } from './metrics.ts';

export interface Watched {
  stage: string;
  api: RestApi;
  webAcl: string;
  functions: ReadonlyMap<string, EndpointFunction>;
  jobs: readonly JobFunction[];
  tables: TableNames;
  bell: AlarmBell;
}

/** One page for the person on duty, from the alarms down to the tables. */
export function addDashboard(scope: Construct, { stage, api, webAcl, functions, jobs, tables, bell }: Watched): void {
  const operations = [...functions.keys()];
  const gateway = api.deploymentStage;
  const blocked = new Metric({
    namespace: 'AWS/WAFV2',
    metricName: 'BlockedRequests',
    dimensionsMap: { WebACL: webAcl, Rule: 'ALL', Region: api.env.region },
    statistic: 'Sum',
  });
  const tableNames = Object.values(tables);
  new Dashboard(scope, 'dashboard', {
    dashboardName: `connect-${stage}`,
    widgets: [
      [new AlarmStatusWidget({ title: 'Alarms', alarms: bell.alarms, width: 24, height: 4 })],
      [
        graph(
          'How requests end',
          Object.values(outcomeMetrics).map(metric => functionMetric(stage, metric)),
        ),
        graph('Gateway', [gateway.metricCount(), gateway.metricClientError(), gateway.metricServerError()], [blocked]),
      ],
      [
        graph('Latency of the functions, ms', [
          ...['p50', 'p90', 'p99'].map(statistic =>
            functionMetric(stage, measureMetrics.latency, { statistic, label: statistic }),
          ),
        ]),
        graph(
          'p99 by operation, ms',
          operations.map(operation =>
            functionMetric(stage, measureMetrics.latency, { operation, statistic: 'p99', label: operation }),
          ),
        ),
      ],
      [
        graph('Effort of one request', [
          functionMetric(stage, measureMetrics.rounds, { statistic: 'Average' }),
          functionMetric(stage, measureMetrics.dynamoDbCalls, { statistic: 'Average' }),
          functionMetric(stage, measureMetrics.rounds, { statistic: 'Maximum', label: 'Rounds, maximum' }),
        ]),
        graph(
          'Functions: throttled and crashed',
          [...functions.values()].flatMap(({ function: fn, alias }) => [fn.metricThrottles(), alias.metricErrors()]),
        ),
      ],
      ...jobGraphs(stage, jobs),
      [
        graph('Capacity units used', tableNames.flatMap(tableUnits)),
        graph('Throttled by DynamoDB', [...tableNames.flatMap(tableThrottles), ...indexThrottles(tables.connect)]),
      ],
    ],
  });
}
