import type { Logger } from '@aws-lambda-powertools/logger';
import { type Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { describeError } from '../../observability/describe-error.ts';
import { publishMetrics } from '../../observability/metrics.ts';

/** The log of event publishing. */
export interface PublishLog {
  /**
   * Logs the end of a batch of records.
   *
   * @param published - the number of published events
   * @param failed - the number of records that Lambda retries
   * @param cause - the reason for the failure
   */
  batchEnded(published: number, failed: number, cause?: unknown): void;
}

/** Writes one structured line for each batch with events or failures, and emits its metrics. The message about a corrupt item contains its key. */
export const createPublishLog = (logger: Logger, metrics: Metrics): PublishLog => ({
  batchEnded(published, failed, cause) {
    if (failed > 0) logger.error('event publishing failed', { published, failed, cause: describeError(cause) });
    else if (published > 0) logger.info('events published', { published });
    metrics.addMetric(publishMetrics.published, MetricUnit.Count, published);
    metrics.addMetric(publishMetrics.failed, MetricUnit.Count, failed);
    metrics.publishStoredMetrics();
  },
});
