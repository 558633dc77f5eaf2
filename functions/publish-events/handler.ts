import { createDependencies } from '../../lib/dynamodb/create-dependencies.ts';
import { createEventBridgeBus, createEventBridgeClient, readEventBusName } from '../../lib/jobs/events/event-bridge.ts';
import { createPublishLog } from '../../lib/jobs/events/publish-log.ts';
import { createStreamHandler } from '../../lib/jobs/events/stream-handler.ts';
import { createTelemetry } from '../../lib/observability/telemetry.ts';

const { logger, metrics } = createTelemetry();

export const handler = createStreamHandler({
  ...createDependencies(),
  bus: createEventBridgeBus(createEventBridgeClient(), readEventBusName(process.env)),
  log: createPublishLog(logger, metrics),
});
