import type { Job } from '../../lib/contract/job.ts';

export const job = {
  name: 'publishEvents',
  summary: 'Publish the events of changed licenses and subscriptions',
  trigger: { on: 'changes' },
  // Multiplied by Lambda's attempts, this is how long an outage of the bus can last before records go to the failure bucket.
  timeoutSeconds: 180,
  access: { connect: ['BatchGetItem', 'Query'] },
  sendsTo: ['eventBus'],
} as const satisfies Job;
