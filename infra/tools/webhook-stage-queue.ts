import { GetQueueUrlCommand, QueueDoesNotExist } from '@aws-sdk/client-sqs';
import { createSqsClient, sqsQueue } from '../../lib/webhooks/sqs-queue.ts';
import type { WebhookQueue } from '../../lib/webhooks/webhook-queue.ts';
import { Unusable } from '../local/unusable.ts';
import { queueNameOf } from '../names.ts';

/** The queue from which a stage delivers webhooks, by its fixed name. @throws Unusable */
export async function stageWebhookQueue(stage: string): Promise<WebhookQueue> {
  const client = createSqsClient();
  const QueueName = queueNameOf(stage, 'webhooks');
  try {
    const { QueueUrl = '' } = await client.send(new GetQueueUrlCommand({ QueueName }));
    return sqsQueue(client, QueueUrl, Date.now);
  } catch (error) {
    if (!(error instanceof QueueDoesNotExist)) throw error;
    throw new Unusable(`There is no queue ${QueueName} in this account and region: deploy the stage ${stage} first.`, {
      cause: error,
    });
  }
}
