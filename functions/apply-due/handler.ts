import { createEnvironment } from '../../lib/http/environment.ts';
import { createScheduledChangesHandler } from '../../lib/jobs/scheduled-changes/job-handler.ts';
import { createScheduledChangeLog } from '../../lib/jobs/scheduled-changes/scheduled-change-log.ts';

export const handler = createScheduledChangesHandler(createEnvironment(createScheduledChangeLog));
