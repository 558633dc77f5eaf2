import type { Job } from '../../lib/contract/job.ts';

export const job = {
  name: 'publishEvents',
  summary: 'Tell others what has changed, and start the copying of changed names',
  trigger: { on: 'changes' },
  // Times the tries that Lambda makes: how long an outage of the bus may last before changes are put aside.
  timeoutSeconds: 180,
  access: { connect: ['BatchGetItem', 'Query'] },
  sendsTo: ['eventBus'],
} as const satisfies Job;
