import { Aws, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  ApplicationLogLevel,
  Architecture,
  Code,
  type FunctionOptions,
  Function as LambdaFunction,
  LoggingFormat,
  SystemLogLevel,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { DataAccess, TableAction, TableName } from '../lib/contract/endpoint.ts';
import { indexDefinitions, type TableNames, tableNameVariables } from '../lib/dynamodb/tables.ts';
import { acknowledgeFindings } from './acknowledge-findings.ts';
import { toFunctionName, toServiceName } from './resource-names.ts';
import { functionRuntime } from './runtime.ts';
import type { StageSettings } from './stage-settings.ts';

export interface StageFunctionProps
  extends DataAccess,
    Pick<
      FunctionOptions,
      'environment' | 'maxEventAge' | 'memorySize' | 'recursiveLoop' | 'reservedConcurrentExecutions' | 'retryAttempts'
    > {
  /** In lowercase with hyphens. */
  name: string;
  description: string;
  timeoutMs: number;
  /** The folder that contains the bundle. */
  bundle: string;
  stage: StageSettings;
  tableNames: TableNames;
}

/** A Lambda function with the settings of all functions of a stage, a log group, and a role with the minimum permissions. */
export class StageFunction extends LambdaFunction {
  constructor(
    scope: Construct,
    { name, bundle, stage, tableNames, access, indexes, timeoutMs, ...functionOptions }: StageFunctionProps,
  ) {
    const logGroup = new LogGroup(scope, 'log', { retention: stage.config.logRetentionDays });
    const role = new Role(scope, 'role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(role);
    grantTableAccess(role, { access, ...(indexes && { indexes }) }, tableNames);
    super(scope, 'function', {
      functionName: toFunctionName(stage.name, name),
      code: Code.fromAsset(bundle),
      handler: 'handler.handler',
      runtime: functionRuntime,
      architecture: Architecture.ARM_64,
      memorySize: stage.config.memoryMb,
      timeout: Duration.millis(timeoutMs),
      role,
      tracing: Tracing.ACTIVE,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      applicationLogLevelV2: ApplicationLogLevel.INFO,
      // The start, end and report lines of every call would cost more than our own line and contain less.
      systemLogLevelV2: SystemLogLevel.WARN,
      // A deleted version cannot be rolled back to.
      currentVersionOptions: { removalPolicy: RemovalPolicy.RETAIN },
      ...functionOptions,
      environment: {
        AWS_ENDPOINT_URL_DYNAMODB: `https://dynamodb.${Aws.REGION}.${Aws.URL_SUFFIX}`,
        ...toTableVariables(tableNames),
        POWERTOOLS_SERVICE_NAME: toServiceName(stage.name),
        // Each metric has a price, and here nobody looks at it.
        ...(!stage.config.alarms && !stage.config.dashboard && { POWERTOOLS_METRICS_DISABLED: 'true' }),
        ...functionOptions.environment,
      },
    });
  }
}

/** Grants exactly the given actions. A transaction needs the permission of each of its writes, and no other. */
function grantTableAccess(role: Role, { access, indexes = [] }: DataAccess, tableNames: TableNames): void {
  const arn = (resourceName: string) =>
    Stack.of(role).formatArn({ service: 'dynamodb', resource: 'table', resourceName });
  const grant = (actions: readonly TableAction[], resource: string) =>
    role.addToPolicy(
      new PolicyStatement({ actions: actions.map(action => `dynamodb:${action}`), resources: [arn(resource)] }),
    );
  for (const [table, actions] of Object.entries(access) as [TableName, TableAction[]][]) {
    grant(actions, tableNames[table]);
  }
  for (const index of indexes) grant(['Query'], `${tableNames[indexDefinitions[index].table]}/index/${index}`);
  acknowledgeFindings(role, {
    'AwsSolutions-IAM5[Resource::*]': 'X-Ray has no resource-level permissions for sending traces.',
  });
}

const toTableVariables = (tableNames: TableNames): Record<string, string> =>
  Object.fromEntries(
    (Object.keys(tableNameVariables) as TableName[]).map(table => [tableNameVariables[table], tableNames[table]]),
  );
