import type { Logger } from '@aws-lambda-powertools/logger';
import { type Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { toCauseFields } from '../../observability/cause-fields.ts';
import { publishMetrics } from '../../observability/metrics.ts';

/** The counts of a batch of records. */
export interface BatchReport {
  /** The number of events that the bus accepted. */
  published: number;
  /** The number of records that went to the failure bucket. */
  quarantined: number;
  /** The number of heartbeats that came back. */
  heartbeats: number;
  /** The number of records that Lambda retries. */
  failed: number;
  /** The reason for the failure. */
  cause?: unknown;
}

/** The log of event publishing. */
export interface PublishLog {
  batchEnded(report: BatchReport): void;
  /** Logs a record that can never be published and went to the failure bucket. */
  recordQuarantined(sequenceNumber: string, cause: unknown): void;
}

/** Writes one structured line for each batch with events or failures, and emits its metrics. The message about a corrupt item contains its key. */
export const createPublishLog = (logger: Logger, metrics: Metrics): PublishLog => ({
  batchEnded({ published, quarantined, heartbeats, failed, cause }) {
    if (failed > 0) logger.error('event publishing failed', { published, failed, ...toCauseFields(cause) });
    else if (published > 0) logger.info('events published', { published });
    metrics.addMetric(publishMetrics.published, MetricUnit.Count, published);
    metrics.addMetric(publishMetrics.failed, MetricUnit.Count, failed);
    metrics.addMetric(publishMetrics.quarantined, MetricUnit.Count, quarantined);
    metrics.addMetric(publishMetrics.heartbeats, MetricUnit.Count, heartbeats);
    metrics.publishStoredMetrics();
  },

  recordQuarantined(sequenceNumber, cause) {
    logger.error('record quarantined', { sequenceNumber, ...toCauseFields(cause) });
  },
});
