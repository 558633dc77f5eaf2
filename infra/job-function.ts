import { Duration, Stack, Token } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Table } from 'aws-cdk-lib/aws-dynamodb';
import { EventBus, Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction as LambdaTarget } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { type DlqDestinationConfig, MetricType, RecursiveLoop, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource, SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { type IQueue, Queue } from 'aws-cdk-lib/aws-sqs';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import type { Job, Trigger } from '../lib/schemas/job.ts';
import type { TableNames } from '../lib/store/table.ts';
import { acknowledge } from './acknowledge.ts';
import type { AlarmBell } from './alarm-bell.ts';
import type { StageSettings } from './context.ts';
import { folderOf } from './folder-of.ts';
import { eventBusNameOf, queueNameOf, streamParameterOf, untoldBucketOf } from './names.ts';
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

  constructor(scope: Construct, { job, bundle, stage, tableNames, bell }: JobFunctionProps) {
    const name = folderOf(job.name);
    super(scope, name);
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
    this.start(job.trigger, stage.name, tableNames, bell);
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

  private start(trigger: Trigger, stage: string, tableNames: TableNames, bell: AlarmBell): void {
    switch (trigger.on) {
      case 'schedule':
        new Rule(this, 'schedule', {
          schedule: Schedule.rate(Duration.minutes(trigger.everyMinutes)),
          targets: [new LambdaTarget(this.function, { retryAttempts: 0 })],
        });
        return;
      case 'changes':
        this.watchChanges(this.changes(stage, tableNames), bell);
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

  private changes(stage: string, tableNames: TableNames): DynamoEventSource {
    const { account, region } = Stack.of(this);
    const table = Table.fromTableAttributes(this, 'table', {
      tableName: tableNames.connect,
      tableStreamArn: StringParameter.valueForStringParameter(this, streamParameterOf(stage)),
    });
    const bucket = untoldBucketOf(stage, account, region);
    return new DynamoEventSource(table, {
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: 100,
      // Changes of one item stay in their order; those of others need not wait for them.
      parallelizationFactor: 4,
      reportBatchItemFailures: true,
      // A record that cannot be told is found, put aside and does not hold up the others; an outage of hours is sat out.
      bisectBatchOnError: true,
      retryAttempts: 100,
      maxRecordAge: Duration.hours(20),
      onFailure: { bind: () => this.keepIn(`arn:aws:s3:::${bucket}`) },
      metricsConfig: { metrics: [MetricType.EVENT_COUNT] },
    });
  }

  /** What Lambda needs to put something into a bucket in this function's name, and no more. */
  private keepIn(bucketArn: string): DlqDestinationConfig {
    const { role } = this.function;
    role?.addToPrincipalPolicy(new PolicyStatement({ actions: ['s3:ListBucket'], resources: [bucketArn] }));
    role?.addToPrincipalPolicy(new PolicyStatement({ actions: ['s3:PutObject'], resources: [`${bucketArn}/*`] }));
    const { account } = Stack.of(this);
    // What is not known before the deployment cannot be part of a finding's name; the rules write it like this.
    const named = Token.isUnresolved(account) ? bucketArn.replace(account, '<AWS::AccountId>') : bucketArn;
    acknowledge(this, {
      [`AwsSolutions-IAM5[Resource::${named}/*]`]:
        'Lambda names what it puts there itself: all names in this one bucket.',
    });
    return { destination: bucketArn };
  }

  private watchChanges(changes: DynamoEventSource, bell: AlarmBell): void {
    this.function.addEventSource(changes);
    bell.add(this, 'events-behind', {
      metric: this.function.metric('IteratorAge', { statistic: 'Maximum', period: Duration.minutes(5) }),
      threshold: Duration.minutes(10).toMilliseconds(),
      meaning: 'Changes are told more than ten minutes after they were made.',
    });
    bell.add(this, 'events-put-aside', {
      metric: new Metric({
        namespace: 'AWS/Lambda',
        metricName: 'OnFailureDestinationDeliveredEventCount',
        dimensionsMap: { EventSourceMappingUUID: changes.eventSourceMappingId },
        statistic: 'Sum',
        period: Duration.minutes(5),
      }),
      threshold: 1,
      meaning: 'A change could not be told, and was put aside in the bucket for it.',
    });
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
