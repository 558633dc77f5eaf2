import { join } from 'node:path';
import { CfnOutput, Stack } from 'aws-cdk-lib';
import { LambdaApplication, LambdaDeploymentConfig, LambdaDeploymentGroup } from 'aws-cdk-lib/aws-codedeploy';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { pagesFunction } from '../functions/docs/routes.ts';
import { endpoints } from '../functions/endpoints.ts';
import { jobs } from '../functions/jobs.ts';
import type { TableNames } from '../lib/store/table.ts';
import { acknowledge } from './acknowledge.ts';
import { AlarmBell } from './alarm-bell.ts';
import type { StageSettings } from './context.ts';
import { addCustomDomain } from './custom-domain.ts';
import { EndpointFunction } from './endpoint-function.ts';
import { folderOf } from './folder-of.ts';
import { Gateway } from './gateway.ts';
import { addJobAlarms } from './job-alarms.ts';
import { JobFunction } from './job-function.ts';
import { addressOutput, apiStackName } from './names.ts';
import { addPages } from './pages.ts';
import { addStageAlarms } from './stage-alarms.ts';
import { addDashboard } from './stage-dashboard.ts';
import { WebAcl } from './web-acl.ts';

/** Serves a stage. It keeps nothing, so it can be made anew at any time. */
export class ApiStack extends Stack {
  /** Where clients find the stage, for those who call it after a deployment. */
  readonly address: CfnOutput;

  /** @param bundles - the folder that `bundleFunctions` filled */
  constructor(scope: Construct, stage: StageSettings, tableNames: TableNames, bundles: string) {
    const { name, config, env } = stage;
    super(scope, apiStackName(name), {
      stackName: apiStackName(name),
      description: `Connect API, ${name}: what serves it`,
      env,
    });
    const bell = new AlarmBell(this, 'alarms', name, config.alarmEmail);
    const gateway = new Gateway(this, 'gateway', stage);
    const functions = new Map<string, EndpointFunction>();
    for (const endpoint of endpoints) {
      const bundle = join(bundles, folderOf(endpoint.operation));
      const served = new EndpointFunction(this, { endpoint, bundle, stage, tableNames, bell });
      gateway.addRoute(endpoint, served.alias);
      functions.set(endpoint.operation, served);
    }
    const workers = jobs.map(
      job => new JobFunction(this, { job, bundle: join(bundles, folderOf(job.name)), stage, tableNames, bell }),
    );
    addPages(this, gateway, { bundle: join(bundles, folderOf(pagesFunction)), stage, tableNames, bell });
    this.release(functions.values(), config.release);

    const { api } = gateway;
    const webAcl = new WebAcl(this, 'web-acl', stage, api.deploymentStage.stageArn);
    addStageAlarms(this, bell, name, api, tableNames);
    addJobAlarms(this, bell, name);
    addDashboard(this, { stage: name, api, webAcl: webAcl.name, functions, jobs: workers, tables: tableNames, bell });

    const { stageName } = api.deploymentStage;
    const address = config.domain
      ? addCustomDomain(this, config.domain, api)
      : `https://${api.restApiId}.execute-api.${this.region}.${this.urlSuffix}/${stageName}`;
    this.address = new CfnOutput(this, addressOutput, { value: address });
  }

  /** New versions take over step by step, and step back when an alarm rings. */
  private release(functions: Iterable<EndpointFunction>, how: StageSettings['config']['release']): void {
    const application = new LambdaApplication(this, 'application');
    const role = new Role(this, 'release-role', { assumedBy: new ServicePrincipal('codedeploy.amazonaws.com') });
    for (const { node, alias, releaseAlarms } of functions) {
      new LambdaDeploymentGroup(this, `${node.id}-release`, {
        application,
        role,
        alias,
        deploymentConfig: LambdaDeploymentConfig[how],
        alarms: releaseAlarms,
        autoRollback: { failedDeployment: true, stoppedDeployment: true, deploymentInAlarm: true },
      });
    }
    acknowledge(role, {
      'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSCodeDeployRoleForLambdaLimited]':
        'Made for this and nothing else: it moves aliases and reads alarms. AWS keeps it in step with CodeDeploy.',
    });
  }
}
