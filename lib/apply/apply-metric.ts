import type { Report } from './apply-due.ts';

/** What is counted of every run, once per service. `left` is 1 when a run stopped before it had seen everything. */
export const applyMetrics = {
  applied: 'Applied',
  parked: 'Parked',
  failed: 'ApplyFailed',
  left: 'DueLeft',
} as const satisfies Partial<Record<keyof Report, string>>;
