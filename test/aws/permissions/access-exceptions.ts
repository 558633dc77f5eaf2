import type { AccessException } from './compare-access.ts';

/** Access that Lambda uses in the name of a function, or that no call in the run needs. */
export const accessExceptions: readonly AccessException[] = [
  { functions: '*', actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], reason: 'Lambda writes the log.' },
  {
    functions: '*',
    actions: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'],
    reason: 'Lambda sends the traces.',
  },
  {
    functions: 'publish-events',
    actions: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:ListStreams'],
    reason: 'Lambda reads the stream.',
  },
  {
    functions: 'publish-events',
    actions: ['s3:ListBucket', 's3:PutObject'],
    reason:
      'Lambda writes records whose retries are exhausted to this bucket, and the function those that the event bus rejects. The bus of the emulator rejects none.',
  },
  {
    functions: 'deliver-webhooks',
    actions: ['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'],
    reason: 'Lambda receives the messages.',
  },
  {
    functions: 'check-*-release',
    actions: ['codedeploy:GetDeployment', 'codedeploy:PutLifecycleEventHookExecutionStatus', 'lambda:InvokeFunction'],
    reason: 'CodeDeploy starts the function. The emulator has no CodeDeploy.',
  },
];
