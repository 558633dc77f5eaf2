import { join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import { LambdaApplication, LambdaDeploymentConfig, LambdaDeploymentGroup } from 'aws-cdk-lib/aws-codedeploy';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { endpoints, portalEndpoints, publicEndpoints } from '../functions/endpoints.ts';
import { toFunctionFolder } from '../functions/function-folder.ts';
import type { Endpoint } from '../lib/contract/endpoint.ts';
import type { TableNames } from '../lib/dynamodb/tables.ts';
import { acknowledgeFindings } from './acknowledge-findings.ts';
import { EndpointFunction } from './endpoint-function.ts';
import { AlarmTopic } from './monitoring/alarm-topic.ts';
import { type FunctionGroup, toFunctionsStackName } from './resource-names.ts';
import type { StageSettings } from './stage-settings.ts';

const endpointsByGroup: Record<FunctionGroup, readonly Endpoint[]> = {
  api: [...endpoints, ...publicEndpoints],
  portal: portalEndpoints,
};

/**
 * A stack with the functions of a group of endpoints, their releases, and the alarms that roll back a release. CloudFormation allows 500
 * resources per stack, and an endpoint has ten of them here. The gateway finds the functions by name, so that it blocks no change of them.
 */
export class FunctionsStack extends Stack {
  /** The alarms that roll back a release. */
  readonly alarmNames: string[];

  /** @param bundles - the output folder of `bundleFunctions` */
  constructor(scope: Construct, stage: StageSettings, tableNames: TableNames, bundles: string, group: FunctionGroup) {
    const { name, config, env } = stage;
    const stackName = toFunctionsStackName(name, group);
    super(scope, stackName, {
      stackName,
      description: `Connect API, ${name}: functions of the ${group} endpoints`,
      env,
    });
    const alarmTopic = AlarmTopic.import(this, 'alarms', name);
    const functions = endpointsByGroup[group].map(endpoint => {
      const bundle = join(bundles, toFunctionFolder(endpoint.operation));
      return new EndpointFunction(this, { endpoint, bundle, stage, tableNames, alarmTopic });
    });
    this.addDeploymentGroups(functions, config.release);
    this.alarmNames = alarmTopic.alarmNames;
  }

  /** Shifts traffic to new versions step by step, and rolls back when an alarm fires. */
  private addDeploymentGroups(
    functions: EndpointFunction[],
    deploymentConfigName: StageSettings['config']['release'],
  ): void {
    const application = new LambdaApplication(this, 'application');
    const role = new Role(this, 'release-role', { assumedBy: new ServicePrincipal('codedeploy.amazonaws.com') });
    for (const { node, alias, releaseAlarms } of functions) {
      new LambdaDeploymentGroup(this, `${node.id}-release`, {
        application,
        role,
        alias,
        deploymentConfig: LambdaDeploymentConfig[deploymentConfigName],
        alarms: releaseAlarms,
        autoRollback: { failedDeployment: true, stoppedDeployment: true, deploymentInAlarm: true },
      });
    }
    acknowledgeFindings(role, {
      'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSCodeDeployRoleForLambdaLimited]':
        'The policy exists for this purpose only: it moves aliases and reads alarms. AWS maintains it for CodeDeploy.',
    });
  }
}
