import { Duration } from 'aws-cdk-lib';
import type { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { Alias } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { outcomeMetrics } from '../lib/middleware/metric.ts';
import type { Endpoint } from '../lib/schemas/endpoint.ts';
import type { TableNames } from '../lib/store/table.ts';
import type { AlarmBell } from './alarm-bell.ts';
import type { StageSettings } from './context.ts';
import { folderOf } from './folder-of.ts';
import { functionMetric } from './metrics.ts';
import { StageFunction } from './stage-function.ts';
import { functionTimeoutMs } from './time-outs.ts';

export interface EndpointFunctionProps {
  endpoint: Endpoint;
  /** The folder with its bundle. */
  bundle: string;
  stage: StageSettings;
  tableNames: TableNames;
  bell: AlarmBell;
}

/** The function of one endpoint: its versions and what tells that a new one is bad. */
export class EndpointFunction extends Construct {
  readonly function: StageFunction;
  /** What the gateway calls. It moves from version to version. */
  readonly alias: Alias;
  /** A release that makes one of them ring is rolled back. */
  readonly releaseAlarms: Alarm[];

  constructor(scope: Construct, { endpoint, bundle, stage, tableNames, bell }: EndpointFunctionProps) {
    const name = folderOf(endpoint.operation);
    super(scope, name);
    const { reservedConcurrency } = stage.config;
    this.function = new StageFunction(this, {
      name,
      description: `${endpoint.method} ${endpoint.path}: ${endpoint.summary}`,
      timeoutMs: functionTimeoutMs,
      access: endpoint.access,
      ...(endpoint.indexes && { indexes: endpoint.indexes }),
      bundle,
      stage,
      tableNames,
      ...(reservedConcurrency !== undefined && { reservedConcurrentExecutions: reservedConcurrency }),
    });
    this.alias = this.function.addAlias('live');
    this.releaseAlarms = this.watch(bell, stage.name, endpoint.operation, name);
  }

  private watch(bell: AlarmBell, stage: string, operation: string, name: string): Alarm[] {
    bell.add(this, `${name}-throttled`, {
      metric: this.function.metricThrottles({ period: Duration.minutes(5) }),
      threshold: 1,
      meaning: `Lambda refused calls of ${operation}: too many at once.`,
    });
    const crashes = bell.add(this, `${name}-crashes`, {
      metric: this.alias.metricErrors({ period: Duration.minutes(1) }),
      threshold: 1,
      meaning: `${operation} ended without an answer: it crashed, did not start or ran out of time.`,
    });
    // Not added up in one alarm: each is emitted only when it happens, and a sum with nothing is nothing.
    const perMinute = { operation, period: Duration.minutes(1) };
    const failures = bell.add(this, `${name}-failures`, {
      metric: functionMetric(stage, outcomeMetrics.failed, perMinute),
      threshold: 3,
      meaning: `${operation} fails by a defect of ours or because DynamoDB cannot be reached.`,
    });
    const unknown = bell.add(this, `${name}-unknown`, {
      metric: functionMetric(stage, outcomeMetrics.unknown, perMinute),
      threshold: 3,
      meaning: `${operation} cannot tell clients whether their command was carried out.`,
    });
    return [crashes, failures, unknown];
  }
}
