import { createPublishDependencies } from '../../lib/jobs/events/publish-dependencies.ts';
import { handleStreamBatch, type StreamBatch } from '../../lib/jobs/events/stream-handler.ts';
import type { RemainingTimeContext } from '../../lib/jobs/lambda-types.ts';

const dependencies = createPublishDependencies();

export const handler = (batch: StreamBatch, context: RemainingTimeContext) =>
  handleStreamBatch(batch, context, dependencies);
