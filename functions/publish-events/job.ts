import type { Job } from '../../lib/contract/job.ts';

export const job = {
  name: 'publishEvents',
  summary: 'Publish the events of changes: number them, queue their webhooks and put them on the bus',
  trigger: { on: 'changes' },
  // Multiplied by Lambda's attempts, this is how long an outage of the bus can last before records go to the failure bucket.
  timeoutSeconds: 180,
  access: {
    connect: ['BatchGetItem', 'Query'],
    activity: ['BatchGetItem', 'PutItem', 'UpdateItem'],
    webhooks: ['Query'],
  },
  sendsTo: ['eventBus', 'webhookQueue', 'failureBucket'],
} as const satisfies Job;
