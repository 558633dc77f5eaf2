import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { eventSource } from '../lib/jobs/events/event-bus.ts';
import { acknowledgeFindings } from './acknowledge-findings.ts';
import { toEventBusName, toFailureBucketName, toQueueName } from './resource-names.ts';
import type { StageSettings } from './stage-settings.ts';

/** The longest retention period that SQS offers. */
const maxRetention = Duration.days(14);
/** For queues and buckets, for which the CDK has another default than the stack. A first deployment that fails leaves nothing behind. */
const retainPolicy = RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE;
/** As long as the feeds of the tenants. */
const archiveRetention = Duration.days(30);
/** More than six times the timeout of the consuming job, as AWS recommends. */
const visibilityTimeout = Duration.minutes(6);

/** The event bus, the queues of a stage, and the bucket for records that could not be published. */
export class StageMessaging extends Construct {
  constructor(scope: Construct, { name: stage, config }: StageSettings) {
    super(scope, 'outbox');
    const bus = new EventBus(this, 'events', {
      eventBusName: toEventBusName(stage),
      description: `Connect API, ${stage}: events of licenses and subscriptions`,
    });
    bus.archive('archive', {
      archiveName: toEventBusName(stage),
      description: `Connect API, ${stage}: events that can be put on the bus again`,
      eventPattern: { source: [eventSource] },
      retention: archiveRetention,
    });
    this.addQueue('webhooks', stage);
    this.addFailureBucket(stage, config.keep);
  }

  private addQueue(name: 'webhooks', stage: string): void {
    const commonProps = {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: maxRetention,
      removalPolicy: retainPolicy,
    };
    const deadLetterQueue = new Queue(this, `${name}-unhandled`, {
      ...commonProps,
      queueName: `${toQueueName(stage, name)}-unhandled`,
    });
    new Queue(this, name, {
      ...commonProps,
      queueName: toQueueName(stage, name),
      visibilityTimeout,
      deadLetterQueue: { queue: deadLetterQueue, maxReceiveCount: 20 },
    });
  }

  /** Adds the failure bucket. A queue or topic would get only the position of a record, and the stream deletes the record after a day. */
  private addFailureBucket(stage: string, keep: boolean): void {
    const { account, region } = Stack.of(this);
    const bucket = new Bucket(this, 'untold', {
      bucketName: toFailureBucketName(stage, account, region),
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      versioned: keep,
      // Records that were published again and deleted have no further use and may contain personal data.
      ...(keep && { lifecycleRules: [{ noncurrentVersionExpiration: Duration.days(30) }] }),
      removalPolicy: retainPolicy,
    });
    acknowledgeFindings(bucket, {
      'AwsSolutions-S1':
        'One function writes here, only when an event cannot be published, and people read it by hand. CloudTrail logs the access.',
    });
  }
}
