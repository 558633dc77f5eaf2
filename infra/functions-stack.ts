import { join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import { LambdaApplication, LambdaDeploymentConfig, LambdaDeploymentGroup } from 'aws-cdk-lib/aws-codedeploy';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Alias, CfnAlias, CfnFunction, IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { releaseCheckFunction } from '../functions/deployment-checks.ts';
import { endpoints, portalEndpoints, publicEndpoints } from '../functions/endpoints.ts';
import { toFunctionFolder } from '../functions/function-folder.ts';
import type { Endpoint } from '../lib/contract/endpoint.ts';
import type { TableNames } from '../lib/dynamodb/tables.ts';
import { acknowledgeFindings } from './acknowledge-findings.ts';
import { EndpointFunction } from './endpoint-function.ts';
import { addReleaseCheck } from './release-check.ts';
import { type FunctionGroup, toFunctionName, toFunctionsStackName } from './resource-names.ts';
import type { StageSettings } from './stage-settings.ts';

const endpointsByGroup: Record<FunctionGroup, readonly Endpoint[]> = {
  api: [...endpoints, ...publicEndpoints],
  portal: portalEndpoints,
};

/**
 * A stack with the functions of a group of endpoints, their releases, and the alarms that roll back a release. CloudFormation allows 500
 * resources per stack, and an endpoint has eight of them here. The gateway finds the functions by name, so that it blocks no change of them.
 */
export class FunctionsStack extends Stack {
  /** @param bundles - the output folder of `bundleFunctions` */
  constructor(scope: Construct, stage: StageSettings, tableNames: TableNames, bundles: string, group: FunctionGroup) {
    const { name, env } = stage;
    const stackName = toFunctionsStackName(name, group);
    super(scope, stackName, {
      stackName,
      description: `Connect API, ${name}: functions of the ${group} endpoints`,
      env,
    });
    const functions = endpointsByGroup[group].map(endpoint => {
      const bundle = join(bundles, toFunctionFolder(endpoint.operation));
      return new EndpointFunction(this, { endpoint, bundle, stage, tableNames });
    });
    const preHook = addReleaseCheck(this, group, {
      bundle: join(bundles, toFunctionFolder(releaseCheckFunction)),
      ...{ stage, tableNames },
    });
    this.addDeploymentGroups(functions, stage, preHook);
  }

  /** Checks a new version, shifts traffic to it step by step, and rolls back when its alarm fires. */
  private addDeploymentGroups(
    functions: EndpointFunction[],
    { name: stage, config }: StageSettings,
    preHook: IFunction,
  ): void {
    const application = new LambdaApplication(this, 'application', { applicationName: this.stackName });
    const role = new Role(this, 'release-role', { assumedBy: new ServicePrincipal('codedeploy.amazonaws.com') });
    preHook.grantInvoke(role);
    for (const { node, alias, releaseAlarm } of functions) {
      new LambdaDeploymentGroup(this, `${node.id}-release`, {
        application,
        deploymentGroupName: toFunctionName(stage, node.id),
        role,
        alias,
        deploymentConfig: LambdaDeploymentConfig[config.release],
        ...(releaseAlarm && { alarms: [releaseAlarm] }),
        autoRollback: {
          failedDeployment: true,
          stoppedDeployment: true,
          deploymentInAlarm: releaseAlarm !== undefined,
        },
      });
      setPreHook(alias, preHook);
    }
    acknowledgeFindings(role, {
      [`AwsSolutions-IAM5[Resource::<${this.getLogicalId(preHook.node.defaultChild as CfnFunction)}.Arn>:*]`]:
        'The permission to start a function covers its versions. CodeDeploy starts the function that checks a release.',
      'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSCodeDeployRoleForLambdaLimited]':
        'The policy exists for this purpose only: it moves aliases and reads alarms. AWS maintains it for CodeDeploy.',
    });
  }
}

/** Makes CodeDeploy call a function before it moves an alias. The CDK's own property would add a permission per deployment group to its role. */
function setPreHook({ node }: Alias, { functionName }: IFunction): void {
  const { cfnOptions } = node.defaultChild as CfnAlias;
  const { codeDeployLambdaAliasUpdate: update } = cfnOptions.updatePolicy ?? {};
  if (!update) throw new Error(`${node.path} has no deployment group.`);
  cfnOptions.updatePolicy = { codeDeployLambdaAliasUpdate: { ...update, beforeAllowTrafficHook: functionName } };
}
