import { join } from 'node:path';
import { CfnOutput, Stack } from 'aws-cdk-lib';
import { LambdaApplication, LambdaDeploymentConfig, LambdaDeploymentGroup } from 'aws-cdk-lib/aws-codedeploy';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { docsFunction } from '../functions/docs/routes.ts';
import { allEndpoints } from '../functions/endpoints.ts';
import { toFunctionFolder } from '../functions/function-folder.ts';
import { jobs } from '../functions/jobs.ts';
import type { TableNames } from '../lib/dynamodb/tables.ts';
import { acknowledgeFindings } from './acknowledge-findings.ts';
import { ApiGateway } from './api-gateway.ts';
import { addCustomDomain } from './custom-domain.ts';
import { addDocsPages } from './docs-pages.ts';
import { EndpointFunction } from './endpoint-function.ts';
import { JobFunction } from './job-function.ts';
import { AlarmTopic } from './monitoring/alarm-topic.ts';
import { apiUrlOutput, toApiStackName } from './resource-names.ts';
import type { StageSettings } from './stage-settings.ts';
import { WebAcl } from './web-acl.ts';

/** The stack that serves a stage. It stores no data, so it can be deleted and created again at any time. */
export class ApiStack extends Stack {
  /** The output with the address of the API, for the checks after a deployment. */
  readonly urlOutput: CfnOutput;
  /** The alarms that roll back a release, and those of event publishing. */
  readonly alarmNames: string[];

  /** @param bundles - the output folder of `bundleFunctions` */
  constructor(scope: Construct, stage: StageSettings, tableNames: TableNames, bundles: string) {
    const { name, config, env } = stage;
    super(scope, toApiStackName(name), {
      stackName: toApiStackName(name),
      description: `Connect API, ${name}: gateway and functions`,
      env,
    });
    const alarmTopic = AlarmTopic.create(this, 'alarms', name, config.alarmEmail);
    const gateway = new ApiGateway(this, 'gateway', stage);
    const functions = new Map<string, EndpointFunction>();
    for (const endpoint of allEndpoints) {
      const bundle = join(bundles, toFunctionFolder(endpoint.operation));
      const endpointFunction = new EndpointFunction(this, { endpoint, bundle, stage, tableNames, alarmTopic });
      gateway.addRoute(endpoint, endpointFunction.alias);
      functions.set(endpoint.operation, endpointFunction);
    }
    for (const job of jobs) {
      const bundle = join(bundles, toFunctionFolder(job.name));
      new JobFunction(this, { job, bundle, stage, tableNames, alarmTopic });
    }
    addDocsPages(this, gateway, { bundle: join(bundles, toFunctionFolder(docsFunction)), stage, tableNames });
    this.addDeploymentGroups(functions.values(), config.release);

    const { api } = gateway;
    new WebAcl(this, 'web-acl', stage, api.deploymentStage.stageArn);
    this.alarmNames = alarmTopic.alarmNames;

    const { stageName } = api.deploymentStage;
    const url = config.domain
      ? addCustomDomain(this, config.domain, api)
      : `https://${api.restApiId}.execute-api.${this.region}.${this.urlSuffix}/${stageName}`;
    this.urlOutput = new CfnOutput(this, apiUrlOutput, { value: url });
  }

  /** Shifts traffic to new versions step by step, and rolls back when an alarm fires. */
  private addDeploymentGroups(
    functions: Iterable<EndpointFunction>,
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
