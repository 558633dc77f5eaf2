import { createDependencies } from '../../lib/dynamodb/create-dependencies.ts';
import { createScheduledChangesHandler } from '../../lib/jobs/scheduled-changes/job-handler.ts';
import { createScheduledChangeLog } from '../../lib/jobs/scheduled-changes/scheduled-change-log.ts';
import { createTelemetry, observeInvocations } from '../../lib/observability/telemetry.ts';

const { logger, metrics, startInvocation } = createTelemetry();

export const handler = observeInvocations(
  startInvocation,
  createScheduledChangesHandler({
    ...createDependencies(),
    log: createScheduledChangeLog(logger, metrics),
  }),
);
