import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { EventBus, Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { eventSource } from '../lib/jobs/events/event-bus.ts';
import { acknowledgeFindings } from './acknowledge-findings.ts';
import { toEventBusName, toFailureBucketName, toQueueName } from './resource-names.ts';

/** How long a queue keeps what nobody takes: the longest there is. */
const maxRetention = Duration.days(14);
/** The largest message that SQS takes: an event inside a delivery is JSON twice over. An account's older default is a quarter of it. */
const maxMessageBytes = 1024 * 1024;
/** Kept like the tables, but not by a first deployment that failed: their names would be in the way of the next. */
const retainPolicy = RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE;
/** Longer than six times the time-out of the job behind it, as SQS asks for. */
const visibilityTimeout = Duration.minutes(6);

/** What is on its way out of a stage: events, webhooks, and what could not be published. */
export class StageMessaging extends Construct {
  constructor(scope: Construct, stage: string) {
    super(scope, 'outbox');
    const bus = new EventBus(this, 'events', {
      eventBusName: toEventBusName(stage),
      description: `Connect API, ${stage}: what happened to licenses and subscriptions`,
    });
    const { queue, unhandled: deadLetterQueue } = this.addQueue('webhooks', stage);
    new Rule(this, 'to-webhooks', {
      eventBus: bus,
      description: 'Every event, for the webhook endpoints of its tenant',
      eventPattern: { source: [eventSource] },
      targets: [
        new SqsQueue(queue, { retryAttempts: 185, maxEventAge: Duration.hours(24), deadLetterQueue: deadLetterQueue }),
      ],
    });
    this.addFailureBucket(stage);
  }

  private addQueue(name: 'webhooks', stage: string): { queue: Queue; unhandled: Queue } {
    const commonProps = {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: maxRetention,
      maxMessageSizeBytes: maxMessageBytes,
      removalPolicy: retainPolicy,
    };
    const deadLetterQueue = new Queue(this, `${name}-unhandled`, {
      ...commonProps,
      queueName: `${toQueueName(stage, name)}-unhandled`,
    });
    const queue = new Queue(this, name, {
      ...commonProps,
      queueName: toQueueName(stage, name),
      visibilityTimeout: visibilityTimeout,
      deadLetterQueue: { queue: deadLetterQueue, maxReceiveCount: 20 },
    });
    return { queue, unhandled: deadLetterQueue };
  }

  /** A stream's own dead letters say only where a record was, and the stream forgets it within a day: here it is kept. */
  private addFailureBucket(stage: string): void {
    const { account, region } = Stack.of(this);
    const bucket = new Bucket(this, 'untold', {
      bucketName: toFailureBucketName(stage, account, region),
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      versioned: true,
      // What was told again and deleted is of no use to anybody, and may be about people.
      lifecycleRules: [{ noncurrentVersionExpiration: Duration.days(30) }],
      removalPolicy: retainPolicy,
    });
    acknowledgeFindings(bucket, {
      'AwsSolutions-S1':
        'Written by one function when an event cannot be published, read by hand: CloudTrail tells who, a second bucket of logs tells no more.',
    });
  }
}
