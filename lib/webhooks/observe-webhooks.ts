import type { Logger } from '@aws-lambda-powertools/logger';
import { type Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { Delivery } from './delivery.ts';
import type { PostOutcome } from './post.ts';
import { webhookMetrics } from './webhook-metric.ts';

/** How an attempt ended. */
export interface AttemptReport {
  outcome: keyof typeof webhookMetrics;
  answer: PostOutcome;
  ms: number;
}

export interface ObserveWebhooks {
  /** @param delivery - with this attempt counted */
  attempt(delivery: Delivery, report: AttemptReport): void;
  /** A message that could not be handled, and comes again. */
  failure(messageId: string, cause: unknown): void;
}

/** One structured line for each attempt, and its metrics. No address, no secret, nothing of what was sent or answered. */
export const webhookObserver = (logger: Logger, metrics: Metrics): ObserveWebhooks => ({
  attempt({ tenantId, endpointId, eventId, attempts }, { outcome, answer, ms }) {
    const came = 'status' in answer ? { status: answer.status } : { error: answer.error };
    const line = { tenantId, endpointId, eventId, attempt: attempts, outcome, ...came, ms };
    if (outcome === 'dead') logger.warn('webhook', line);
    else logger.info('webhook', line);
    const counted = outcome === 'dead' ? (['failed', 'dead'] as const) : [outcome];
    for (const name of counted) metrics.addMetric(webhookMetrics[name], MetricUnit.Count, 1);
    metrics.publishStoredMetrics();
  },

  failure(messageId, cause) {
    const said = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
    logger.error('webhook message', { messageId, cause: said });
  },
});
