import type { Job } from '../../lib/contract/job.ts';

export const job = {
  name: 'deliverWebhooks',
  summary: 'Send events to the webhook endpoints of their tenant, with retries for 24 hours',
  trigger: { on: 'queue', queue: 'webhooks', batchSize: 10, maxConcurrency: 50 },
  // A delivery takes at most 10 seconds, and the deliveries of a batch run in parallel.
  timeoutSeconds: 30,
  access: { webhooks: ['BatchGetItem', 'UpdateItem'], activity: ['BatchGetItem', 'UpdateItem'] },
  sendsTo: ['webhookQueue', 'eventBus'],
} as const satisfies Job;
