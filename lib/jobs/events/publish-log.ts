import type { Logger } from '@aws-lambda-powertools/logger';
import { type Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { describeError } from '../../observability/describe-error.ts';
import { publishMetrics } from '../../observability/metrics.ts';

/** Is told how a batch of changes ended. */
export interface PublishLog {
  /**
   * @param published - events that were taken
   * @param failed - records that are to come again
   * @param cause - why
   */
  batchEnded(published: number, failed: number, cause?: unknown): void;
}

/** One structured line for each batch that told something, and its metrics. The message of a corrupt item holds its key. */
export const createPublishLog = (logger: Logger, metrics: Metrics): PublishLog => ({
  batchEnded(published, failed, cause) {
    if (failed > 0) logger.error('publish', { published, failed, cause: describeError(cause) });
    else if (published > 0) logger.info('publish', { published });
    metrics.addMetric(publishMetrics.published, MetricUnit.Count, published);
    metrics.addMetric(publishMetrics.failed, MetricUnit.Count, failed);
    metrics.publishStoredMetrics();
  },
});
