import type { JobRunReport } from '../jobs/scheduled-changes/apply-due-changes.ts';

/** What is counted of every run, once per service. `left` is 1 when a run stopped before it had seen everything. */
export const scheduledChangeMetrics = {
  applied: 'Applied',
  quarantined: 'Parked',
  failed: 'ApplyFailed',
  stoppedEarly: 'DueLeft',
} as const satisfies Partial<Record<keyof JobRunReport, string>>;
