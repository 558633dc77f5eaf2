import { Duration, Stack } from 'aws-cdk-lib';
import type { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Alias } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { toFunctionFolder } from '../functions/function-folder.ts';
import { type Endpoint, listTableAccess } from '../lib/contract/endpoint.ts';
import type { TableNames } from '../lib/dynamodb/tables.ts';
import { outcomeMetrics } from '../lib/observability/metrics.ts';
import { buildDestinationVariables, grantSending } from './message-destinations.ts';
import { type AlarmTopic, operationAlarmAnchors } from './monitoring/alarm-topic.ts';
import { createFunctionMetric } from './monitoring/cloudwatch-metrics.ts';
import { buildPortalVariables } from './portal-settings.ts';
import { liveAlias } from './resource-names.ts';
import { StageFunction } from './stage-function.ts';
import type { StageSettings } from './stage-settings.ts';
import { functionTimeoutMs } from './timeouts.ts';

export interface EndpointFunctionProps {
  endpoint: Endpoint;
  /** The folder that contains the bundle. */
  bundle: string;
  stage: StageSettings;
  tableNames: TableNames;
  alarmTopic: AlarmTopic;
}

/** The function of an endpoint, with its alias and the alarms that roll back a bad release. */
export class EndpointFunction extends Construct {
  readonly function: StageFunction;
  /** The target of the gateway. Each release moves it to a new version. */
  readonly alias: Alias;
  /** Alarms that roll back a release when they fire. */
  readonly releaseAlarms: Alarm[];

  constructor(scope: Construct, { endpoint, bundle, stage, tableNames, alarmTopic }: EndpointFunctionProps) {
    const name = toFunctionFolder(endpoint.operation);
    super(scope, name);
    const { reservedConcurrency } = stage.config;
    this.function = new StageFunction(this, {
      name,
      description: `${endpoint.method} ${endpoint.path}: ${endpoint.summary}`,
      timeoutMs: functionTimeoutMs,
      access: listTableAccess(endpoint),
      ...(endpoint.indexes && { indexes: endpoint.indexes }),
      environment: {
        ...buildPortalVariables(this, stage.name),
        ...buildDestinationVariables(this, stage.name, endpoint.sendsTo),
      },
      bundle,
      stage,
      tableNames,
      ...(reservedConcurrency !== undefined && { reservedConcurrentExecutions: reservedConcurrency }),
    });
    grantSending(this.function, stage.name, endpoint.sendsTo);
    if (endpoint.auth === undefined) grantLastUse(this.function, tableNames.apiKeys);
    this.alias = this.function.addAlias(liveAlias);
    this.releaseAlarms = this.addAlarms(alarmTopic, stage.name, endpoint.operation, name);
  }

  private addAlarms(alarmTopic: AlarmTopic, stage: string, operation: string, name: string): Alarm[] {
    const crashes = alarmTopic.addAlarm(this, `${name}-crashes`, {
      metric: this.alias.metricErrors({ period: Duration.minutes(1) }),
      threshold: 1,
      anchor: operationAlarmAnchors.crashes,
      description: `${operation} ended without a response: it crashed, failed to start or timed out.`,
    });
    // Separate alarms, not one on the sum: each metric exists only in minutes when it is emitted, and a sum with a missing value is missing.
    const perMinute = { operation, period: Duration.minutes(1) };
    const failures = alarmTopic.addAlarm(this, `${name}-failures`, {
      metric: createFunctionMetric(stage, outcomeMetrics.failed, perMinute),
      threshold: 3,
      anchor: operationAlarmAnchors.failures,
      description: `${operation} fails: there is a defect in the code, or DynamoDB is not reachable.`,
    });
    const outcomeUnknown = alarmTopic.addAlarm(this, `${name}-unknown`, {
      metric: createFunctionMetric(stage, outcomeMetrics.unknown, perMinute),
      threshold: 3,
      anchor: operationAlarmAnchors.unknown,
      description: `${operation} returns outcome_unknown: it is not known whether commands were executed.`,
    });
    return [crashes, failures, outcomeUnknown];
  }
}

/** Grants the update that records the last use of an API key, and no other attribute of it. */
function grantLastUse(fn: StageFunction, tableName: string): void {
  fn.addToRolePolicy(
    new PolicyStatement({
      actions: ['dynamodb:UpdateItem'],
      resources: [Stack.of(fn).formatArn({ service: 'dynamodb', resource: 'table', resourceName: tableName })],
      conditions: {
        'ForAllValues:StringEquals': { 'dynamodb:Attributes': ['tenantId', 'keyId', 'lastUsedOn'] },
        // The values of other attributes could be read through the response of an update.
        StringEqualsIfExists: { 'dynamodb:ReturnValues': ['NONE', 'UPDATED_OLD', 'UPDATED_NEW'] },
      },
    }),
  );
}
