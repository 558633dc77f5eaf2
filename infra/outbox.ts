import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { EventBus, Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { eventSource } from '../lib/events/event-bus.ts';
import { acknowledge } from './acknowledge.ts';
import { eventBusNameOf, queueNameOf, untoldBucketOf } from './names.ts';

/** How long a queue keeps what nobody takes: the longest there is. */
const longest = Duration.days(14);
/** The largest message that SQS takes: an event inside a delivery is JSON twice over. An account's older default is a quarter of it. */
const largest = 1024 * 1024;
/** Kept like the tables, but not by a first deployment that failed: their names would be in the way of the next. */
const kept = RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE;
/** Longer than six times the time-out of the job behind it, as SQS asks for. */
const visibility = Duration.minutes(6);

/** What is on its way out of a stage: events, webhooks, copies of names, and what could not be published. */
export class Outbox extends Construct {
  constructor(scope: Construct, stage: string) {
    super(scope, 'outbox');
    const bus = new EventBus(this, 'events', {
      eventBusName: eventBusNameOf(stage),
      description: `Connect API, ${stage}: what happened to licenses and subscriptions`,
    });
    const { queue, unhandled } = this.addQueue('webhooks', stage);
    this.addQueue('copies', stage);
    new Rule(this, 'to-webhooks', {
      eventBus: bus,
      description: 'Every event, for the webhook endpoints of its tenant',
      eventPattern: { source: [eventSource] },
      targets: [
        new SqsQueue(queue, { retryAttempts: 185, maxEventAge: Duration.hours(24), deadLetterQueue: unhandled }),
      ],
    });
    this.addBucket(stage);
  }

  private addQueue(name: 'webhooks' | 'copies', stage: string): { queue: Queue; unhandled: Queue } {
    const common = {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: longest,
      maxMessageSizeBytes: largest,
      removalPolicy: kept,
    };
    const unhandled = new Queue(this, `${name}-unhandled`, {
      ...common,
      queueName: `${queueNameOf(stage, name)}-unhandled`,
    });
    const queue = new Queue(this, name, {
      ...common,
      queueName: queueNameOf(stage, name),
      visibilityTimeout: visibility,
      deadLetterQueue: { queue: unhandled, maxReceiveCount: 20 },
    });
    return { queue, unhandled };
  }

  /** A stream's own dead letters say only where a record was, and the stream forgets it within a day: here it is kept. */
  private addBucket(stage: string): void {
    const { account, region } = Stack.of(this);
    const bucket = new Bucket(this, 'untold', {
      bucketName: untoldBucketOf(stage, account, region),
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      versioned: true,
      // What was told again and deleted is of no use to anybody, and may be about people.
      lifecycleRules: [{ noncurrentVersionExpiration: Duration.days(30) }],
      removalPolicy: kept,
    });
    acknowledge(bucket, {
      'AwsSolutions-S1':
        'Written by one function when an event cannot be published, read by hand: CloudTrail tells who, a second bucket of logs tells no more.',
    });
  }
}
