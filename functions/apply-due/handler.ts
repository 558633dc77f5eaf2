import { createDependencies } from '../../lib/dynamodb/create-dependencies.ts';
import { createScheduledChangesHandler } from '../../lib/jobs/scheduled-changes/job-handler.ts';
import { createScheduledChangeLog } from '../../lib/jobs/scheduled-changes/scheduled-change-log.ts';
import { createTelemetry, observeInvocations } from '../../lib/observability/telemetry.ts';

const telemetry = createTelemetry();
const { logger, metrics } = telemetry;

export const handler = observeInvocations(
  telemetry,
  createScheduledChangesHandler({
    ...createDependencies(),
    log: createScheduledChangeLog(logger, metrics),
  }),
);
