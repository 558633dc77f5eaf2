import type { Job } from '../../lib/contract/job.ts';

export const job = {
  name: 'applyDue',
  summary: 'Apply scheduled changes on their date, then finish the copies of renamed items',
  trigger: { on: 'schedule', everyMinutes: 1 },
  // Until the next run begins.
  timeoutSeconds: 60,
  access: { connect: ['BatchGetItem', 'Query', 'UpdateItem'] },
  indexes: ['due', 'byCustomer', 'byTenant'],
} as const satisfies Job;
