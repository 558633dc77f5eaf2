import { Stack } from 'aws-cdk-lib';
import { EventBus } from 'aws-cdk-lib/aws-events';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { type IQueue, Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { Job } from '../lib/contract/job.ts';
import { toEventBusName, toFailureBucketName, toQueueName } from './resource-names.ts';

type Destinations = NonNullable<Job['sendsTo']>;

const queueNameByDestination = { webhookQueue: 'webhooks' } as const;

export const importQueue = (scope: Construct, id: string, stage: string, queue: 'webhooks'): IQueue =>
  Queue.fromQueueArn(scope, id, Stack.of(scope).formatArn({ service: 'sqs', resource: toQueueName(stage, queue) }));

/** Grants a function that it may send to its destinations, and to no other. */
export function grantSending(fn: IFunction & Construct, stage: string, destinations: Destinations = []): void {
  for (const destination of destinations) {
    if (destination === 'eventBus') EventBus.fromEventBusName(fn, 'bus', toEventBusName(stage)).grantPutEventsTo(fn);
    // The stream source grants access to the failure bucket, because Lambda writes to it with the same role.
    else if (destination !== 'failureBucket')
      importQueue(fn, `to-${destination}`, stage, queueNameByDestination[destination]).grantSendMessages(fn);
  }
}

/** The environment variables with the destinations of a function. */
const destinationVariables = {
  eventBus: 'EVENT_BUS_NAME',
  webhookQueue: 'WEBHOOK_QUEUE_URL',
  failureBucket: 'FAILURE_BUCKET_URL',
} as const;

export function buildDestinationVariables(
  scope: Construct,
  stage: string,
  destinations: Destinations = [],
): Record<string, string> {
  const { account, region, urlSuffix } = Stack.of(scope);
  const destinationValues = {
    eventBus: toEventBusName(stage),
    webhookQueue: `https://sqs.${region}.${urlSuffix}/${account}/${toQueueName(stage, queueNameByDestination.webhookQueue)}`,
    failureBucket: `https://s3.${region}.${urlSuffix}/${toFailureBucketName(stage, account, region)}`,
  };
  return Object.fromEntries(
    destinations.map(destination => [destinationVariables[destination], destinationValues[destination]]),
  );
}
