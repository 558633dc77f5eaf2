import { GetQueueUrlCommand, QueueDoesNotExist } from '@aws-sdk/client-sqs';
import { toQueueName } from '../../infra/resource-names.ts';
import { createSqsClient, createSqsWebhookQueue } from '../../lib/jobs/webhooks/sqs-webhook-queue.ts';
import type { WebhookQueue } from '../../lib/jobs/webhooks/webhook-queue.ts';
import { UserError } from '../../lib/user-error.ts';

/** Finds the webhook queue of a stage by its fixed name. @throws UserError */
export async function openStageWebhookQueue(stage: string): Promise<WebhookQueue> {
  const client = createSqsClient();
  const QueueName = toQueueName(stage, 'webhooks');
  try {
    const { QueueUrl = '' } = await client.send(new GetQueueUrlCommand({ QueueName }));
    return createSqsWebhookQueue(client, QueueUrl, Date.now);
  } catch (error) {
    if (!(error instanceof QueueDoesNotExist)) throw error;
    throw new UserError(`There is no queue ${QueueName} in this account and region: deploy the stage ${stage} first.`, {
      cause: error,
    });
  }
}
