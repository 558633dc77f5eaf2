import { applyObserver } from '../../lib/apply/observe-apply.ts';
import { scheduledRun } from '../../lib/apply/scheduled-run.ts';
import { environmentWith } from '../../lib/environment.ts';

export const handler = scheduledRun(environmentWith(applyObserver));
