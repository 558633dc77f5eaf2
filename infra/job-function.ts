import { Duration } from 'aws-cdk-lib';
import { RecursiveLoop } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { toFunctionFolder } from '../functions/function-folder.ts';
import type { Job, JobTrigger } from '../lib/contract/job.ts';
import type { TableNames } from '../lib/dynamodb/tables.ts';
import { addEventSourceMapping } from './event-source-mapping.ts';
import { addSchedule } from './job-schedule.ts';
import { buildDestinationVariables, grantReceiving, grantSending } from './message-destinations.ts';
import type { AlarmTopic } from './monitoring/alarm-topic.ts';
import { StageFunction } from './stage-function.ts';
import type { StageSettings } from './stage-settings.ts';
import { addStreamSource } from './stream-source.ts';

export interface JobFunctionProps {
  job: Job;
  /** The folder that contains the bundle. */
  bundle: string;
  stage: StageSettings;
  tableNames: TableNames;
  /** Absent in a stage without alarms. */
  alarmTopic?: AlarmTopic;
}

/** The function of a job, with its trigger and its alarms. */
export class JobFunction extends Construct {
  readonly function: StageFunction;
  readonly job: Job;

  constructor(scope: Construct, { job, bundle, stage, tableNames, alarmTopic }: JobFunctionProps) {
    const name = toFunctionFolder(job.name);
    super(scope, name);
    this.job = job;
    this.function = new StageFunction(this, {
      name,
      description: job.summary,
      timeoutMs: job.timeoutSeconds * 1000,
      access: job.access,
      ...(job.indexes && { indexes: job.indexes }),
      bundle,
      stage,
      tableNames,
      environment: buildDestinationVariables(this, stage.name, job.sendsTo),
      // A job that continues by sending itself a message looks like an endless loop to Lambda, which would stop it after 16 rounds.
      ...(job.trigger.on === 'queue' && { recursiveLoop: RecursiveLoop.ALLOW }),
      // The next run finds what a failed run missed. Without this, Lambda repeats a failed run twice and queues a throttled one for six hours.
      ...(job.trigger.on === 'schedule' && { retryAttempts: 0, maxEventAge: Duration.minutes(1) }),
    });
    grantSending(this.function, stage.name, job.sendsTo);
    this.addTrigger(job.trigger, stage, tableNames.connect, alarmTopic);
  }

  private addTrigger(
    trigger: JobTrigger,
    { name: stage, config }: StageSettings,
    tableName: string,
    alarmTopic: AlarmTopic | undefined,
  ): void {
    switch (trigger.on) {
      case 'schedule':
        addSchedule(this, this.function, trigger.everyMinutes, config.applyWorkers);
        return;
      case 'changes':
        addStreamSource(this, { function: this.function, stage, tableName, ...(alarmTopic && { alarmTopic }) });
        return;
      case 'queue':
        this.addQueueSource(trigger, stage);
    }
  }

  private addQueueSource(
    { queue, batchSize, maxConcurrency }: Extract<JobTrigger, { on: 'queue' }>,
    stage: string,
  ): void {
    addEventSourceMapping(this, {
      function: this.function,
      eventSourceArn: grantReceiving(this.function, stage, queue),
      ...{ batchSize, maxConcurrency },
    });
  }
}
