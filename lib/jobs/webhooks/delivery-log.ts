import type { Logger } from '@aws-lambda-powertools/logger';
import { type Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { toCauseFields } from '../../observability/cause-fields.ts';
import { webhookMetrics } from '../../observability/metrics.ts';
import type { DeliveryMessage } from './delivery-message.ts';
import type { EndReason } from './delivery-step.ts';
import type { PostResult } from './post.ts';

/** The result of an attempt. */
export interface AttemptReport {
  outcome: keyof typeof webhookMetrics;
  result: PostResult;
  durationMs: number;
}

/** The log of webhook deliveries. */
export interface DeliveryLog {
  attempted(message: DeliveryMessage, report: AttemptReport): void;
  /** Logs a delivery that became a dead letter without an attempt. */
  endedWithoutAttempt(message: DeliveryMessage, reason: EndReason): void;
  /** Logs a message that could not be processed and that SQS delivers again. */
  messageFailed(messageId: string, cause: unknown): void;
}

/** Writes one structured line for each attempt and emits its metrics. The line contains no URL, no secret, no payload and no response body. */
export const createDeliveryLog = (logger: Logger, metrics: Metrics): DeliveryLog => ({
  attempted({ tenantId, endpointId, eventId, generation, attempt }, { outcome, result, durationMs }) {
    const resultFields = 'status' in result ? { status: result.status } : { error: result.error };
    const line = {
      tenantId,
      endpointId,
      eventId,
      generation,
      attempt: attempt + 1,
      outcome,
      ...resultFields,
      ms: durationMs,
    };
    if (outcome === 'dead') logger.warn('webhook attempt', line);
    else logger.info('webhook attempt', line);
    const countedOutcomes = outcome === 'dead' ? (['failed', 'dead'] as const) : [outcome];
    for (const name of countedOutcomes) metrics.addMetric(webhookMetrics[name], MetricUnit.Count, 1);
    metrics.publishStoredMetrics();
  },

  endedWithoutAttempt({ tenantId, endpointId, eventId, generation }, reason) {
    logger.warn('webhook delivery ended', { tenantId, endpointId, eventId, generation, reason });
    metrics.addMetric(webhookMetrics.dead, MetricUnit.Count, 1);
    metrics.publishStoredMetrics();
  },

  messageFailed(messageId, cause) {
    logger.error('webhook message failed', { messageId, ...toCauseFields(cause) });
  },
});
