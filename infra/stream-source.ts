import { Duration, Stack, Token } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Table } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { type DlqDestinationConfig, MetricType, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import type { Construct } from 'constructs';
import { acknowledgeFindings } from './acknowledge-findings.ts';
import type { AlarmTopic } from './monitoring/alarm-topic.ts';
import { toFailureBucketName, toStreamParameterName } from './resource-names.ts';
import type { StageFunction } from './stage-function.ts';

export interface StreamSourceProps {
  function: StageFunction;
  stage: string;
  /** The name of the table whose changes are read. */
  tableName: string;
  alarmTopic: AlarmTopic;
}

/** Hands the changes of a table to a function, each until it is told or put aside, and rings when they come late or not at all. */
export function addStreamSource(
  scope: Construct,
  { function: consumer, stage, tableName, alarmTopic }: StreamSourceProps,
): void {
  const { account, region } = Stack.of(scope);
  const table = Table.fromTableAttributes(scope, 'table', {
    tableName,
    tableStreamArn: StringParameter.valueForStringParameter(scope, toStreamParameterName(stage)),
  });
  const failureBucketArn = `arn:aws:s3:::${toFailureBucketName(stage, account, region)}`;
  const eventSource = new DynamoEventSource(table, {
    startingPosition: StartingPosition.TRIM_HORIZON,
    batchSize: 100,
    // Changes of one item stay in their order; those of others need not wait for them.
    parallelizationFactor: 4,
    reportBatchItemFailures: true,
    // A record that cannot be told is found, put aside and does not hold up the others; an outage of hours is sat out.
    bisectBatchOnError: true,
    retryAttempts: 100,
    maxRecordAge: Duration.hours(20),
    onFailure: { bind: () => bindFailureBucket(failureBucketArn, scope, consumer) },
    metricsConfig: { metrics: [MetricType.EVENT_COUNT] },
  });
  consumer.addEventSource(eventSource);
  const perFiveMinutes = { period: Duration.minutes(5), statistic: 'Sum' };
  alarmTopic.addAlarm(scope, 'events-behind', {
    metric: consumer.metric('IteratorAge', { ...perFiveMinutes, statistic: 'Maximum' }),
    threshold: Duration.minutes(10).toMilliseconds(),
    description: 'Changes are told more than ten minutes after they were made.',
  });
  alarmTopic.addAlarm(scope, 'events-put-aside', {
    metric: new Metric({
      namespace: 'AWS/Lambda',
      metricName: 'OnFailureDestinationDeliveredEventCount',
      dimensionsMap: { EventSourceMappingUUID: eventSource.eventSourceMappingId },
      ...perFiveMinutes,
    }),
    threshold: 1,
    description: 'A change could not be told, and was put aside in the bucket for it.',
  });
  alarmTopic.addAlarm(scope, 'events-lost', {
    metric: consumer.metric('DestinationDeliveryFailures', perFiveMinutes),
    threshold: 1,
    description: 'A change could neither be told nor put aside.',
  });
}

/** What Lambda needs to put something into a bucket in this function's name, and no more. */
function bindFailureBucket(bucketArn: string, scope: Construct, { role }: StageFunction): DlqDestinationConfig {
  role?.addToPrincipalPolicy(new PolicyStatement({ actions: ['s3:ListBucket'], resources: [bucketArn] }));
  role?.addToPrincipalPolicy(new PolicyStatement({ actions: ['s3:PutObject'], resources: [`${bucketArn}/*`] }));
  const { account } = Stack.of(scope);
  // What is not known before the deployment cannot be part of a finding's name; the rules write it like this.
  const resourcePattern = Token.isUnresolved(account) ? bucketArn.replace(account, '<AWS::AccountId>') : bucketArn;
  acknowledgeFindings(scope, {
    [`AwsSolutions-IAM5[Resource::${resourcePattern}/*]`]:
      'Lambda names what it puts there itself: all names in this one bucket.',
  });
  return { destination: bucketArn };
}
