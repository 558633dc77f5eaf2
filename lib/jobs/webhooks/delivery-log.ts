import type { Logger } from '@aws-lambda-powertools/logger';
import { type Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { describeError } from '../../observability/describe-error.ts';
import { webhookMetrics } from '../../observability/metrics.ts';
import type { WebhookDelivery } from './delivery.ts';
import type { PostResult } from './post.ts';

/** How an attempt ended. */
export interface AttemptReport {
  outcome: keyof typeof webhookMetrics;
  result: PostResult;
  durationMs: number;
}

export interface DeliveryLog {
  /** @param delivery - with this attempt counted */
  attempted(delivery: WebhookDelivery, report: AttemptReport): void;
  /** A message that could not be handled, and comes again. */
  messageFailed(messageId: string, cause: unknown): void;
}

/** One structured line for each attempt, and its metrics. No address, no secret, nothing of what was sent or answered. */
export const createDeliveryLog = (logger: Logger, metrics: Metrics): DeliveryLog => ({
  attempted({ tenantId, endpointId, eventId, attempts }, { outcome, result: answer, durationMs: ms }) {
    const resultFields = 'status' in answer ? { status: answer.status } : { error: answer.error };
    const line = { tenantId, endpointId, eventId, attempt: attempts, outcome, ...resultFields, ms };
    if (outcome === 'dead') logger.warn('webhook', line);
    else logger.info('webhook', line);
    const countedOutcomes = outcome === 'dead' ? (['failed', 'dead'] as const) : [outcome];
    for (const name of countedOutcomes) metrics.addMetric(webhookMetrics[name], MetricUnit.Count, 1);
    metrics.publishStoredMetrics();
  },

  messageFailed(messageId, cause) {
    logger.error('webhook message', { messageId, cause: describeError(cause) });
  },
});
