import type { Job } from '../../lib/contract/job.ts';

export const job = {
  name: 'copyTexts',
  summary: 'Bring a changed name of a customer or an offering to what carries a copy of it, page by page',
  // A page at a time, and few side by side: commands come first.
  trigger: { on: 'queue', queue: 'copies', batchSize: 1, maxConcurrency: 2 },
  timeoutSeconds: 30,
  access: { connect: ['BatchGetItem', 'UpdateItem'] },
  indexes: ['byCustomer', 'byTenant'],
  sendsTo: ['copyQueue'],
} as const satisfies Job;
