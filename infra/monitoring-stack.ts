import { Stack } from 'aws-cdk-lib';
import { type IFunction, Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { healthCheckFunction } from '../functions/deployment-checks.ts';
import { docsFunction } from '../functions/docs/routes.ts';
import { allEndpoints } from '../functions/endpoints.ts';
import { toFunctionFolder } from '../functions/function-folder.ts';
import { jobs } from '../functions/jobs.ts';
import { portalFunction } from '../functions/portal/routes.ts';
import type { TableNames } from '../lib/dynamodb/tables.ts';
import { addAlarmGroups } from './monitoring/alarm-groups.ts';
import { AlarmTopic, type StageAlarm } from './monitoring/alarm-topic.ts';
import { createGatewayMetrics, type GatewayMetrics } from './monitoring/cloudwatch-metrics.ts';
import { addFunctionAlarms, addScheduleAlarm } from './monitoring/function-alarms.ts';
import { addHealthAlarm } from './monitoring/health-alarm.ts';
import { addJobAlarms } from './monitoring/job-alarms.ts';
import type { WatchedJob } from './monitoring/job-graphs.ts';
import { addReleaseNotifications } from './monitoring/release-notifications.ts';
import { addStageAlarms } from './monitoring/stage-alarms.ts';
import { addDashboard } from './monitoring/stage-dashboard.ts';
import { toFunctionName, toMonitoringStackName } from './resource-names.ts';
import type { StageSettings } from './stage-settings.ts';

/**
 * The stack with the dashboard of a stage and all alarms that do not roll back a release. It finds everything by name, so that it blocks
 * no change of the other stacks.
 */
export class MonitoringStack extends Stack {
  private readonly stage: string;

  /** @param otherAlarms - the alarms of the API stack, which are also grouped and shown here */
  constructor(
    scope: Construct,
    { name, config, env }: StageSettings,
    tables: TableNames,
    otherAlarms: readonly StageAlarm[],
  ) {
    super(scope, toMonitoringStackName(name), {
      stackName: toMonitoringStackName(name),
      description: `Connect API, ${name}: alarms, dashboard`,
      env,
    });
    this.stage = name;
    const functions = new Map(allEndpoints.map(({ operation }) => [operation, this.importFunction(operation)]));
    const watchedJobs = jobs.map(job => ({ job, function: this.importFunction(job.name) }));
    const gateway = createGatewayMetrics(name);
    const alarmNames = config.alarms ? this.addAlarms(functions, watchedJobs, gateway, tables, otherAlarms) : [];
    if (config.dashboard) {
      addDashboard(this, { stage: name, gateway, functions, jobs: watchedJobs, tables, alarmNames });
    }
  }

  /** @returns the names of the alarms that notify somebody */
  private addAlarms(
    functions: ReadonlyMap<string, IFunction>,
    watchedJobs: readonly WatchedJob[],
    gateway: GatewayMetrics,
    tables: TableNames,
    otherAlarms: readonly StageAlarm[],
  ): string[] {
    const alarmTopic = AlarmTopic.import(this, 'alarms', this.stage);
    const watched = [...functions, ...watchedJobs.map(({ job, function: fn }) => [job.name, fn] as const)];
    for (const [name, fn] of watched)
      addFunctionAlarms(fn.node.scope ?? this, alarmTopic, name, fn, ['crashes', 'throttled']);
    for (const { job, function: fn } of watchedJobs) {
      if (job.trigger.on === 'schedule') addScheduleAlarm(fn.node.scope ?? this, alarmTopic, job.name, fn);
    }
    for (const pages of [docsFunction, portalFunction]) {
      const fn = this.importFunction(pages);
      addFunctionAlarms(fn.node.scope ?? this, alarmTopic, pages, fn, ['crashes']);
    }
    addHealthAlarm(this, alarmTopic, this.importFunction(healthCheckFunction));
    addStageAlarms(this, alarmTopic, this.stage, gateway, tables);
    addJobAlarms(this, alarmTopic, this.stage);
    addReleaseNotifications(this, this.stage);
    return addAlarmGroups(this, alarmTopic, this.stage, [...otherAlarms, ...alarmTopic.alarms]);
  }

  private importFunction(name: string): IFunction {
    const folder = toFunctionFolder(name);
    return LambdaFunction.fromFunctionName(new Construct(this, folder), 'function', toFunctionName(this.stage, folder));
  }
}
