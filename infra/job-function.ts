import { Duration, Stack } from 'aws-cdk-lib';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { RecursiveLoop } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { type IQueue, Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Job, Trigger } from '../lib/schemas/job.ts';
import type { TableNames } from '../lib/store/table.ts';
import type { AlarmBell } from './alarm-bell.ts';
import { addChanges } from './change-source.ts';
import type { StageSettings } from './context.ts';
import { folderOf } from './folder-of.ts';
import { addSchedule } from './job-schedule.ts';
import { eventBusNameOf, queueNameOf } from './names.ts';
import { StageFunction } from './stage-function.ts';

export interface JobFunctionProps {
  job: Job;
  /** The folder with its bundle. */
  bundle: string;
  stage: StageSettings;
  tableNames: TableNames;
  bell: AlarmBell;
}

/** The function of a job, and what starts it. */
export class JobFunction extends Construct {
  readonly function: StageFunction;
  readonly job: Job;

  constructor(scope: Construct, { job, bundle, stage, tableNames, bell }: JobFunctionProps) {
    const name = folderOf(job.name);
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
      environment: destinationsOf(job, this, stage.name),
      // A job that goes on by a message to itself is what Lambda would take for an endless loop, and end after sixteen rounds.
      ...(job.trigger.on === 'queue' && { recursiveLoop: RecursiveLoop.ALLOW }),
      // What one run missed, the next one finds: Lambda would repeat a failed run twice, and keep one that it refused for six hours.
      ...(job.trigger.on === 'schedule' && { retryAttempts: 0, maxEventAge: Duration.minutes(1) }),
    });
    for (const destination of job.sendsTo ?? []) {
      if (destination === 'eventBus')
        EventBus.fromEventBusName(this, 'bus', eventBusNameOf(stage.name)).grantPutEventsTo(this.function);
      else queueOf(this, `to-${destination}`, stage.name, queues[destination]).grantSendMessages(this.function);
    }
    this.start(job.trigger, stage, tableNames.connect, bell);
    bell.add(this, `${name}-crashes`, {
      metric: this.function.metricErrors({ period: Duration.minutes(5) }),
      threshold: 1,
      meaning: `${job.name} ended without having done its work: it crashed, did not start or ran out of time.`,
    });
    bell.add(this, `${name}-throttled`, {
      metric: this.function.metricThrottles({ period: Duration.minutes(5) }),
      threshold: 1,
      meaning: `Lambda refused to run ${job.name}: too many functions at once.`,
    });
  }

  private start(trigger: Trigger, { name: stage, config }: StageSettings, tableName: string, bell: AlarmBell): void {
    switch (trigger.on) {
      case 'schedule':
        addSchedule(this, this.function, trigger.everyMinutes, config.applyWorkers);
        bell.add(this, `${this.node.id}-silent`, {
          metric: this.function.metricInvocations({ period: Duration.minutes(5) }),
          threshold: 1,
          whenSilent: true,
          periods: 3,
          meaning: 'For a quarter of an hour nothing has started a job that runs at regular times.',
        });
        return;
      case 'changes':
        addChanges(this, { function: this.function, stage, tableName, bell });
        return;
      case 'queue':
        this.function.addEventSource(
          new SqsEventSource(queueOf(this, 'queue', stage, trigger.queue), {
            batchSize: trigger.batchSize,
            maxConcurrency: trigger.maxConcurrency,
            reportBatchItemFailures: true,
          }),
        );
    }
  }
}

const queues = { copyQueue: 'copies', webhookQueue: 'webhooks' } as const;

const queueOf = (scope: Construct, id: string, stage: string, queue: 'copies' | 'webhooks'): IQueue =>
  Queue.fromQueueArn(scope, id, Stack.of(scope).formatArn({ service: 'sqs', resource: queueNameOf(stage, queue) }));

/** The variables that tell a function where to send to. */
const variables = {
  eventBus: 'EVENT_BUS_NAME',
  copyQueue: 'COPY_QUEUE_URL',
  webhookQueue: 'WEBHOOK_QUEUE_URL',
} as const;

function destinationsOf({ sendsTo = [] }: Job, scope: Construct, stage: string): Record<string, string> {
  const { account, region, urlSuffix } = Stack.of(scope);
  const addressOf = (destination: 'eventBus' | keyof typeof queues): string =>
    destination === 'eventBus'
      ? eventBusNameOf(stage)
      : `https://sqs.${region}.${urlSuffix}/${account}/${queueNameOf(stage, queues[destination])}`;
  return Object.fromEntries(sendsTo.map(destination => [variables[destination], addressOf(destination)]));
}
