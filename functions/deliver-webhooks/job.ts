import type { Job } from '../../lib/contract/job.ts';

export const job = {
  name: 'deliverWebhooks',
  summary: 'Send events to the webhook endpoints of their tenant, again and again for a day until they are taken',
  trigger: { on: 'queue', queue: 'webhooks', batchSize: 10, maxConcurrency: 20 },
  // A delivery takes 10 seconds at most, and those of a batch are made side by side.
  timeoutSeconds: 30,
  access: { webhooks: ['Query', 'PutItem'] },
  sendsTo: ['webhookQueue'],
} as const satisfies Job;
