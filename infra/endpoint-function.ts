import { Stack } from 'aws-cdk-lib';
import type { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Alias } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { toFunctionFolder } from '../functions/function-folder.ts';
import { type Endpoint, listTableAccess } from '../lib/contract/endpoint.ts';
import type { TableNames } from '../lib/dynamodb/tables.ts';
import { buildDestinationVariables, grantSending } from './message-destinations.ts';
import { addReleaseAlarm } from './monitoring/release-alarm.ts';
import { buildPortalVariables } from './portal-settings.ts';
import { liveAlias, toFunctionName } from './resource-names.ts';
import { StageFunction } from './stage-function.ts';
import type { StageSettings } from './stage-settings.ts';
import { functionTimeoutMs } from './timeouts.ts';

export interface EndpointFunctionProps {
  endpoint: Endpoint;
  /** The folder that contains the bundle. */
  bundle: string;
  stage: StageSettings;
  tableNames: TableNames;
}

/** The function of an endpoint, with its alias and the alarm that rolls back a bad release. */
export class EndpointFunction extends Construct {
  readonly function: StageFunction;
  /** The target of the gateway. Each release moves it to a new version. */
  readonly alias: Alias;
  /** The alarm that rolls back a release. Absent in a stage without alarms. */
  readonly releaseAlarm?: Alarm;

  constructor(scope: Construct, { endpoint, bundle, stage, tableNames }: EndpointFunctionProps) {
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
    if (stage.config.alarms) {
      const functionName = toFunctionName(stage.name, name);
      const { operation } = endpoint;
      const props = { stage: stage.name, operation, folder: name, functionName, alias: this.alias };
      this.releaseAlarm = addReleaseAlarm(this, props);
    }
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
