import { Duration } from 'aws-cdk-lib';
import type { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { Alias } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { toFunctionFolder } from '../functions/function-folder.ts';
import type { Endpoint } from '../lib/contract/endpoint.ts';
import type { TableNames } from '../lib/dynamodb/tables.ts';
import { outcomeMetrics } from '../lib/observability/metrics.ts';
import type { AlarmTopic } from './monitoring/alarm-topic.ts';
import { createFunctionMetric } from './monitoring/cloudwatch-metrics.ts';
import { StageFunction } from './stage-function.ts';
import type { StageSettings } from './stage-settings.ts';
import { functionTimeoutMs } from './timeouts.ts';

export interface EndpointFunctionProps {
  endpoint: Endpoint;
  /** The folder with its bundle. */
  bundle: string;
  stage: StageSettings;
  tableNames: TableNames;
  alarmTopic: AlarmTopic;
}

/** The function of one endpoint: its versions and what tells that a new one is bad. */
export class EndpointFunction extends Construct {
  readonly function: StageFunction;
  /** What the gateway calls. It moves from version to version. */
  readonly alias: Alias;
  /** A release that makes one of them ring is rolled back. */
  readonly releaseAlarms: Alarm[];

  constructor(scope: Construct, { endpoint, bundle, stage, tableNames, alarmTopic }: EndpointFunctionProps) {
    const name = toFunctionFolder(endpoint.operation);
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
    this.releaseAlarms = this.addAlarms(alarmTopic, stage.name, endpoint.operation, name);
  }

  private addAlarms(alarmTopic: AlarmTopic, stage: string, operation: string, name: string): Alarm[] {
    alarmTopic.addAlarm(this, `${name}-throttled`, {
      metric: this.function.metricThrottles({ period: Duration.minutes(5) }),
      threshold: 1,
      description: `Lambda refused calls of ${operation}: too many at once.`,
    });
    const crashes = alarmTopic.addAlarm(this, `${name}-crashes`, {
      metric: this.alias.metricErrors({ period: Duration.minutes(1) }),
      threshold: 1,
      description: `${operation} ended without an answer: it crashed, did not start or ran out of time.`,
    });
    // Not added up in one alarm: each is emitted only when it happens, and a sum with nothing is nothing.
    const perMinute = { operation, period: Duration.minutes(1) };
    const failures = alarmTopic.addAlarm(this, `${name}-failures`, {
      metric: createFunctionMetric(stage, outcomeMetrics.failed, perMinute),
      threshold: 3,
      description: `${operation} fails by a defect of ours or because DynamoDB cannot be reached.`,
    });
    const outcomeUnknown = alarmTopic.addAlarm(this, `${name}-unknown`, {
      metric: createFunctionMetric(stage, outcomeMetrics.unknown, perMinute),
      threshold: 3,
      description: `${operation} cannot tell clients whether their command was carried out.`,
    });
    return [crashes, failures, outcomeUnknown];
  }
}
