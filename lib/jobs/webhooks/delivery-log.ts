import type { Logger } from '@aws-lambda-powertools/logger';
import { type Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { describeError } from '../../observability/describe-error.ts';
import { webhookMetrics } from '../../observability/metrics.ts';
import type { WebhookDelivery } from './delivery.ts';
import type { PostResult } from './post.ts';

/** The result of an attempt. */
export interface AttemptReport {
  outcome: keyof typeof webhookMetrics;
  result: PostResult;
  durationMs: number;
}

/** The log of webhook deliveries. */
export interface DeliveryLog {
  /** Logs an attempt. @param delivery - includes this attempt in its count */
  attempted(delivery: WebhookDelivery, report: AttemptReport): void;
  /** Logs a message that could not be processed and that SQS delivers again. */
  messageFailed(messageId: string, cause: unknown): void;
}

/** Writes one structured line for each attempt and emits its metrics. The line contains no URL, no secret, no payload and no response body. */
export const createDeliveryLog = (logger: Logger, metrics: Metrics): DeliveryLog => ({
  attempted({ tenantId, endpointId, eventId, attempts }, { outcome, result, durationMs }) {
    const resultFields = 'status' in result ? { status: result.status } : { error: result.error };
    const line = { tenantId, endpointId, eventId, attempt: attempts, outcome, ...resultFields, ms: durationMs };
    if (outcome === 'dead') logger.warn('webhook attempt', line);
    else logger.info('webhook attempt', line);
    const countedOutcomes = outcome === 'dead' ? (['failed', 'dead'] as const) : [outcome];
    for (const name of countedOutcomes) metrics.addMetric(webhookMetrics[name], MetricUnit.Count, 1);
    metrics.publishStoredMetrics();
  },

  messageFailed(messageId, cause) {
    logger.error('webhook message failed', { messageId, cause: describeError(cause) });
  },
});
