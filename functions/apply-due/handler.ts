import { createDependencies } from '../../lib/dynamodb/create-dependencies.ts';
import { createScheduledChangesHandler } from '../../lib/jobs/scheduled-changes/job-handler.ts';
import { createScheduledChangeLog } from '../../lib/jobs/scheduled-changes/scheduled-change-log.ts';
import { createTelemetry } from '../../lib/observability/telemetry.ts';

const { logger, metrics } = createTelemetry();

export const handler = createScheduledChangesHandler({
  ...createDependencies(),
  log: createScheduledChangeLog(logger, metrics),
});
