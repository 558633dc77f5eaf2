import { Stack } from 'aws-cdk-lib';
import { type IFunction, Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { docsFunction } from '../functions/docs/routes.ts';
import { allEndpoints } from '../functions/endpoints.ts';
import { toFunctionFolder } from '../functions/function-folder.ts';
import { jobs } from '../functions/jobs.ts';
import { portalFunction } from '../functions/portal/routes.ts';
import type { TableNames } from '../lib/dynamodb/tables.ts';
import { AlarmTopic } from './monitoring/alarm-topic.ts';
import { createGatewayMetrics } from './monitoring/cloudwatch-metrics.ts';
import { addFunctionAlarms, addScheduleAlarm } from './monitoring/function-alarms.ts';
import { addJobAlarms } from './monitoring/job-alarms.ts';
import { addStageAlarms } from './monitoring/stage-alarms.ts';
import { addDashboard } from './monitoring/stage-dashboard.ts';
import { toFunctionName, toMonitoringStackName } from './resource-names.ts';
import type { StageSettings } from './stage-settings.ts';

/**
 * The stack with the dashboard of a stage and all alarms that do not roll back a release. It finds everything by name, so that it blocks
 * no change of the other stacks.
 */
export class MonitoringStack extends Stack {
  /** @param releaseAlarmNames - the alarms of the API stack, which the dashboard also shows */
  constructor(scope: Construct, { name, env }: StageSettings, tableNames: TableNames, releaseAlarmNames: string[]) {
    super(scope, toMonitoringStackName(name), {
      stackName: toMonitoringStackName(name),
      description: `Connect API, ${name}: alarms, dashboard`,
      env,
    });
    const alarmTopic = AlarmTopic.import(this, 'alarms', name);
    const operations = new Map(allEndpoints.map(({ operation }) => [operation, this.importFunction(operation, name)]));
    const jobFunctions = jobs.map(job => ({ job, function: this.importFunction(job.name, name) }));
    for (const [operation, fn] of operations)
      addFunctionAlarms(fn.node.scope ?? this, alarmTopic, operation, fn, ['throttled']);
    for (const { job, function: fn } of jobFunctions) {
      addFunctionAlarms(fn.node.scope ?? this, alarmTopic, job.name, fn, ['crashes', 'throttled']);
      if (job.trigger.on === 'schedule') addScheduleAlarm(fn.node.scope ?? this, alarmTopic, job.name, fn);
    }
    for (const pages of [docsFunction, portalFunction]) {
      const fn = this.importFunction(pages, name);
      addFunctionAlarms(fn.node.scope ?? this, alarmTopic, pages, fn, ['crashes']);
    }

    const gateway = createGatewayMetrics(name);
    addStageAlarms(this, alarmTopic, name, gateway, tableNames);
    addJobAlarms(this, alarmTopic, name);
    addDashboard(this, {
      stage: name,
      gateway,
      functions: operations,
      jobs: jobFunctions,
      tables: tableNames,
      alarmNames: [...releaseAlarmNames, ...alarmTopic.alarmNames],
    });
  }

  private importFunction(name: string, stage: string): IFunction {
    const folder = toFunctionFolder(name);
    return LambdaFunction.fromFunctionName(new Construct(this, folder), 'function', toFunctionName(stage, folder));
  }
}
