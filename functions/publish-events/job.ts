import type { Job } from '../../lib/schemas/job.ts';

export const job = {
  name: 'publishEvents',
  summary: 'Tell others what has changed, and start the copying of changed names',
  trigger: { on: 'changes' },
  timeoutSeconds: 60,
  access: { connect: ['BatchGetItem', 'Query'] },
  sendsTo: ['eventBus', 'copyQueue'],
} as const satisfies Job;
