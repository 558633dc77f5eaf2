import type { Job } from '../../lib/contract/job.ts';

export const job = {
  name: 'applyDue',
  summary: 'Put in force what begins or ends today, as soon as its day has begun',
  trigger: { on: 'schedule', everyMinutes: 1 },
  // Until the next run begins.
  timeoutSeconds: 60,
  access: { connect: ['BatchGetItem', 'Query', 'UpdateItem'] },
  indexes: ['due', 'byCustomer', 'byTenant'],
} as const satisfies Job;
