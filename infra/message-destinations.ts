import { Stack } from 'aws-cdk-lib';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { Job } from '../lib/contract/job.ts';
import { toEventBusName, toFailureBucketName, toQueueName } from './resource-names.ts';

type Destinations = NonNullable<Job['sendsTo']>;

const queueNameByDestination = { webhookQueue: 'webhooks' } as const;

const toQueueArn = (scope: Construct, stage: string, queue: 'webhooks'): string =>
  Stack.of(scope).formatArn({ service: 'sqs', resource: toQueueName(stage, queue) });

/** Grants a function that it may send to its destinations, and to no other. */
export function grantSending(fn: IFunction & Construct, stage: string, destinations: Destinations = []): void {
  for (const destination of destinations) {
    if (destination === 'eventBus') EventBus.fromEventBusName(fn, 'bus', toEventBusName(stage)).grantPutEventsTo(fn);
    // The stream source grants access to the failure bucket, because Lambda writes to it with the same role.
    else if (destination !== 'failureBucket')
      // The CDK's own grant also allows reading the attributes of the queue.
      fn.addToRolePolicy(
        new PolicyStatement({
          actions: ['sqs:SendMessage'],
          resources: [toQueueArn(fn, stage, queueNameByDestination[destination])],
        }),
      );
  }
}

/** Grants the permissions that Lambda needs to receive messages for a function. @returns the ARN of the queue */
export function grantReceiving(fn: IFunction & Construct, stage: string, queue: 'webhooks'): string {
  const arn = toQueueArn(fn, stage, queue);
  const actions = ['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'];
  fn.addToRolePolicy(new PolicyStatement({ actions, resources: [arn] }));
  return arn;
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
