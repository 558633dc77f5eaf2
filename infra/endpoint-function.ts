import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  type Alias,
  ApplicationLogLevel,
  Architecture,
  Code,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  SystemLogLevel,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { outcomeMetrics } from '../lib/middleware/metric.ts';
import type { Endpoint, TableName } from '../lib/schemas/endpoint.ts';
import { type TableNames, tableVariables } from '../lib/store/table.ts';
import { acknowledge } from './acknowledge.ts';
import type { AlarmBell } from './alarm-bell.ts';
import type { StageSettings } from './context.ts';
import { folderOf } from './folder-of.ts';
import { functionMetric } from './metrics.ts';
import { serviceNameOf } from './names.ts';
import { functionTimeoutMs } from './time-outs.ts';

export interface EndpointFunctionProps {
  endpoint: Endpoint;
  /** The folder with its bundle. */
  bundle: string;
  stage: StageSettings;
  tableNames: TableNames;
  bell: AlarmBell;
}

/** The function of one endpoint: its permissions, its log, its versions and what tells that a new one is bad. */
export class EndpointFunction extends Construct {
  readonly function: LambdaFunction;
  /** What the gateway calls. It moves from version to version. */
  readonly alias: Alias;
  /** A release that makes one of them ring is rolled back. */
  readonly releaseAlarms: Alarm[];

  constructor(scope: Construct, { endpoint, bundle, stage, tableNames, bell }: EndpointFunctionProps) {
    const name = folderOf(endpoint.operation);
    super(scope, name);
    const { memoryMb, reservedConcurrency, logRetentionDays } = stage.config;
    const logGroup = new LogGroup(this, 'log', { retention: logRetentionDays });
    const role = new Role(this, 'role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(role);
    this.allow(role, endpoint, tableNames);

    this.function = new LambdaFunction(this, 'function', {
      functionName: `connect-${stage.name}-${name}`,
      description: `${endpoint.method} ${endpoint.path}: ${endpoint.summary}`,
      code: Code.fromAsset(bundle),
      handler: 'handler.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: memoryMb,
      timeout: Duration.millis(functionTimeoutMs),
      ...(reservedConcurrency !== undefined && { reservedConcurrentExecutions: reservedConcurrency }),
      role,
      environment: {
        ...environmentOf(tableNames),
        POWERTOOLS_SERVICE_NAME: serviceNameOf(stage.name),
      },
      tracing: Tracing.ACTIVE,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      applicationLogLevelV2: ApplicationLogLevel.INFO,
      // Start, end and report of every call would cost more than our own line and say less.
      systemLogLevelV2: SystemLogLevel.WARN,
      // A version that is gone cannot be rolled back to.
      currentVersionOptions: { removalPolicy: RemovalPolicy.RETAIN },
    });
    this.alias = this.function.addAlias('live');
    this.releaseAlarms = this.watch(bell, stage.name, endpoint.operation, name);
  }

  /** Exactly what the endpoint names. A transaction needs the permission of each of its writes and none of its own. */
  private allow(role: Role, { access, indexes = [] }: Endpoint, tableNames: TableNames): void {
    for (const [table, actions] of Object.entries(access) as [TableName, Endpoint['access'][TableName]][]) {
      const tableArn = Stack.of(this).formatArn({
        service: 'dynamodb',
        resource: 'table',
        resourceName: tableNames[table],
      });
      role.addToPolicy(
        new PolicyStatement({ actions: (actions ?? []).map(action => `dynamodb:${action}`), resources: [tableArn] }),
      );
    }
    for (const index of indexes) {
      const indexArn = Stack.of(this).formatArn({
        service: 'dynamodb',
        resource: 'table',
        resourceName: `${tableNames.connect}/index/${index}`,
      });
      role.addToPolicy(new PolicyStatement({ actions: ['dynamodb:Query'], resources: [indexArn] }));
    }
    acknowledge(role, {
      'AwsSolutions-IAM5[Resource::*]':
        'X-Ray has no resources to name: sending a trace is allowed on all or not at all.',
    });
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

const environmentOf = (tableNames: TableNames): Record<string, string> =>
  Object.fromEntries(
    (Object.keys(tableVariables) as TableName[]).map(table => [tableVariables[table], tableNames[table]]),
  );
