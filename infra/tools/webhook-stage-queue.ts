import { createSqsClient, sqsQueue } from '../../lib/webhooks/sqs-queue.ts';
import type { WebhookQueue } from '../../lib/webhooks/webhook-queue.ts';
import { apiStackName, webhookQueueOutput } from '../names.ts';
import { describeStack, outputOf } from './stage-outputs.ts';

/** The queue from which a stage delivers webhooks. @throws Unusable */
export async function stageWebhookQueue(stage: string): Promise<WebhookQueue> {
  const stack = apiStackName(stage);
  const url = outputOf(await describeStack(stage, stack), { stage, stack }, webhookQueueOutput);
  return sqsQueue(createSqsClient(), url, Date.now);
}
