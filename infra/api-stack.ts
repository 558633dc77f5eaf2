import { join } from 'node:path';
import { CfnOutput, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { healthCheckFunction } from '../functions/deployment-checks.ts';
import { docsFunction } from '../functions/docs/routes.ts';
import { allEndpoints } from '../functions/endpoints.ts';
import { toFunctionFolder } from '../functions/function-folder.ts';
import { jobs } from '../functions/jobs.ts';
import { portalFunction } from '../functions/portal/routes.ts';
import type { TableNames } from '../lib/dynamodb/tables.ts';
import { ApiGateway } from './api-gateway.ts';
import { addCustomDomain } from './custom-domain.ts';
import { addHealthMonitor } from './health-monitor.ts';
import { JobFunction } from './job-function.ts';
import { addMethodNotAllowed } from './method-not-allowed.ts';
import { AlarmTopic, type StageAlarm } from './monitoring/alarm-topic.ts';
import { addPages } from './pages-function.ts';
import { buildPortalPageVariables } from './portal-settings.ts';
import { addReleaseRole } from './release-role.ts';
import { apiUrlOutput, toApiStackName } from './resource-names.ts';
import type { StageSettings } from './stage-settings.ts';
import { WebAcl } from './web-acl.ts';

/** The stack that serves a stage. It stores no data, so it can be deleted and created again at any time. */
export class ApiStack extends Stack {
  /** The output with the address of the API, for the checks after a deployment. */
  readonly urlOutput: CfnOutput;
  /** The alarms of event publishing. */
  readonly alarms: readonly StageAlarm[];

  /** @param bundles - the output folder of `bundleFunctions` */
  constructor(scope: Construct, stage: StageSettings, tableNames: TableNames, bundles: string) {
    const { name, config, env } = stage;
    super(scope, toApiStackName(name), {
      stackName: toApiStackName(name),
      description: `Connect API, ${name}: gateway, jobs and pages`,
      env,
    });
    const alarmTopic = config.alarms ? AlarmTopic.import(this, 'alarms', name) : undefined;
    const gateway = new ApiGateway(this, 'gateway', stage);
    for (const endpoint of allEndpoints) gateway.addEndpointRoute(endpoint);
    for (const job of jobs) {
      const bundle = join(bundles, toFunctionFolder(job.name));
      new JobFunction(this, { job, bundle, stage, tableNames, ...(alarmTopic && { alarmTopic }) });
    }
    addPages(this, gateway, {
      name: docsFunction,
      description: 'The API documentation and the start page',
      ...{ bundle: join(bundles, docsFunction), stage, tableNames },
    });
    addPages(this, gateway, {
      name: portalFunction,
      description: 'The pages of the portal',
      environment: buildPortalPageVariables(this, name),
      ...{ bundle: join(bundles, portalFunction), stage, tableNames },
    });

    if (stage.pipelineAccount !== undefined && config.keep) addReleaseRole(this, name, stage.pipelineAccount);

    const { api } = gateway;
    addMethodNotAllowed(api);
    if (config.firewall) new WebAcl(this, 'web-acl', stage, api.deploymentStage.stageArn);
    this.alarms = alarmTopic?.alarms ?? [];

    const { stageName } = api.deploymentStage;
    const url = config.domain
      ? addCustomDomain(this, config.domain, api)
      : `https://${api.restApiId}.execute-api.${this.region}.${this.urlSuffix}/${stageName}`;
    this.urlOutput = new CfnOutput(this, apiUrlOutput, { value: url });
    if (config.alarms)
      addHealthMonitor(this, url, { bundle: join(bundles, toFunctionFolder(healthCheckFunction)), stage, tableNames });
  }
}
