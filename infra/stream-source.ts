import { Duration, Stack } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Table } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import {
  type DlqDestinationConfig,
  type EventSourceMapping,
  MetricType,
  StartingPosition,
} from 'aws-cdk-lib/aws-lambda';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import type { Construct } from 'constructs';
import { acknowledgeWildcards } from './acknowledge-findings.ts';
import { addEventSourceMapping } from './event-source-mapping.ts';
import type { AlarmTopic } from './monitoring/alarm-topic.ts';
import { toFailureBucketName, toStreamParameterName } from './resource-names.ts';
import type { StageFunction } from './stage-function.ts';

export interface StreamSourceProps {
  function: StageFunction;
  stage: string;
  /** The name of the table with the stream. */
  tableName: string;
  /** Absent in a stage without alarms. */
  alarmTopic?: AlarmTopic;
}

/** Connects a table's stream to a function, with a failure bucket and, in a stage with alarms, those of event publishing. */
export function addStreamSource(
  scope: Construct,
  { function: consumer, stage, tableName, alarmTopic }: StreamSourceProps,
): void {
  const { account, region } = Stack.of(scope);
  const streamArn = StringParameter.valueForStringParameter(scope, toStreamParameterName(stage));
  const table = Table.fromTableAttributes(scope, 'table', { tableName, tableStreamArn: streamArn });
  const failureBucketArn = `arn:aws:s3:::${toFailureBucketName(stage, account, region)}`;
  table.grantStreamRead(consumer);
  const mapping = addEventSourceMapping(scope, {
    function: consumer,
    eventSourceArn: streamArn,
    startingPosition: StartingPosition.TRIM_HORIZON,
    batchSize: 100,
    // Changes of one item stay in order. Changes of other items do not wait for them.
    parallelizationFactor: 4,
    // Lambda isolates a record that cannot be published and moves it to the failure bucket, so that it does not block others. An outage of hours is retried.
    bisectBatchOnError: true,
    retryAttempts: 100,
    maxRecordAge: Duration.hours(20),
    onFailure: { bind: () => bindFailureBucket(failureBucketArn, scope, consumer) },
    // The metric of an alarm, which costs as a custom metric does.
    ...(alarmTopic && { metricsConfig: { metrics: [MetricType.EVENT_COUNT] } }),
  });
  if (alarmTopic) addPublishAlarms(scope, alarmTopic, consumer, mapping);
}

function addPublishAlarms(
  scope: Construct,
  alarmTopic: AlarmTopic,
  consumer: StageFunction,
  { eventSourceMappingId }: EventSourceMapping,
): void {
  const perFiveMinutes = { period: Duration.minutes(5), statistic: 'Sum' };
  alarmTopic.addAlarm(scope, 'events-behind', {
    metric: consumer.metric('IteratorAge', { ...perFiveMinutes, statistic: 'Maximum' }),
    threshold: Duration.minutes(10).toMilliseconds(),
    group: 'jobs-behind',
    description: 'Event publishing is more than 10 minutes behind.',
  });
  alarmTopic.addAlarm(scope, 'events-put-aside', {
    metric: new Metric({
      namespace: 'AWS/Lambda',
      metricName: 'OnFailureDestinationDeliveredEventCount',
      dimensionsMap: { EventSourceMappingUUID: eventSourceMappingId },
      ...perFiveMinutes,
    }),
    threshold: 1,
    description: 'An event could not be published, and its record was moved to the failure bucket.',
  });
  alarmTopic.addAlarm(scope, 'events-lost', {
    metric: consumer.metric('DestinationDeliveryFailures', perFiveMinutes),
    threshold: 1,
    description: 'An event was lost: publishing failed, and so did the failure bucket.',
  });
}

/** Grants the permissions that Lambda needs to write to the failure bucket with the function's role. */
function bindFailureBucket(bucketArn: string, scope: Construct, { role }: StageFunction): DlqDestinationConfig {
  role?.addToPrincipalPolicy(new PolicyStatement({ actions: ['s3:ListBucket'], resources: [bucketArn] }));
  role?.addToPrincipalPolicy(new PolicyStatement({ actions: ['s3:PutObject'], resources: [`${bucketArn}/*`] }));
  const reason = 'Lambda chooses the object names, so the permission covers all names in this one bucket.';
  acknowledgeWildcards(scope, [`${bucketArn}/*`], reason);
  return { destination: bucketArn };
}
