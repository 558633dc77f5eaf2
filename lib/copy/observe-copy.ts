import type { Logger } from '@aws-lambda-powertools/logger';
import { type Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { describeError } from '../observability/describe-error.ts';
import { copyMetrics } from './copy-metric.ts';
import type { PageReport } from './copy-page.ts';
import type { CopyTask } from './copy-task.ts';

/** Is told how pages went. */
export interface ObserveCopy {
  page(task: CopyTask, report: PageReport): void;
  /** A page, or a message that is none, that comes again. */
  failure(messageId: string, cause: unknown): void;
}

/** One structured line for each page, and its metrics. No text is logged: it may be a person's name. */
export const copyObserver = (logger: Logger, metrics: Metrics): ObserveCopy => ({
  page({ tenantId, kind, id, version, pass }, { copied, corrupt, next }) {
    logger.info('copy', { tenantId, kind, id, version, pass, copied, last: next === undefined });
    if (corrupt.length > 0) logger.error('not copied', { corrupt });
    metrics.addMetric(copyMetrics.copied, MetricUnit.Count, copied);
    metrics.publishStoredMetrics();
  },

  failure(messageId, cause) {
    logger.error('copy message', { messageId, cause: describeError(cause) });
    metrics.addMetric(copyMetrics.failed, MetricUnit.Count, 1);
    metrics.publishStoredMetrics();
  },
});
