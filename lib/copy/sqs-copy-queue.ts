import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { CopyQueue } from './copy-queue.ts';

/** The variable that tells a function the queue's address. */
const copyQueueVariable = 'COPY_QUEUE_URL';

/** {@link CopyQueue} over a standard queue of SQS. */
export const sqsCopyQueue = (client: SQSClient, url: string): CopyQueue => ({
  async send(task, DelaySeconds) {
    await client.send(new SendMessageCommand({ QueueUrl: url, MessageBody: JSON.stringify(task), DelaySeconds }));
  },
});

/** @throws an Error that names the variable that is missing or wrong */
export function copyQueueUrl(environment = process.env): string {
  const url = environment[copyQueueVariable];
  if (url && URL.canParse(url)) return url;
  throw new Error(`The environment variable ${copyQueueVariable} must hold the URL of the queue of copies.`);
}
