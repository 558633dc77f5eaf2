import type { Logger } from '@aws-lambda-powertools/logger';
import { type Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { publishMetrics } from './publish-metric.ts';

/** Is told how a batch of changes ended. */
export interface ObservePublish {
  /**
   * @param published - events that were taken
   * @param failed - records that are to come again
   * @param cause - why
   */
  ended(published: number, failed: number, cause?: unknown): void;
}

/** One structured line for each batch that told something, and its metrics. The message of a corrupt item holds its key. */
export const publishObserver = (logger: Logger, metrics: Metrics): ObservePublish => ({
  ended(published, failed, cause) {
    if (failed > 0) logger.error('publish', { published, failed, cause: describe(cause) });
    else if (published > 0) logger.info('publish', { published });
    metrics.addMetric(publishMetrics.published, MetricUnit.Count, published);
    metrics.addMetric(publishMetrics.failed, MetricUnit.Count, failed);
    metrics.publishStoredMetrics();
  },
});

const describe = (cause: unknown): unknown => {
  if (!(cause instanceof Error)) return cause;
  const said = `${cause.name}: ${cause.message}`;
  return cause.cause === undefined ? said : `${said} ${String(cause.cause)}`;
};
