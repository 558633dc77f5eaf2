import type { Logger } from '@aws-lambda-powertools/logger';
import { type Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { Answer } from '../command/answer.ts';
import type { Endpoint } from '../schemas/endpoint.ts';
import { measureMetrics, metricDimensions, outcomeMetrics } from './metric.ts';
import type { Received } from './received.ts';

/** Tells how a request ended. */
export type Observe = (endpoint: Endpoint, received: Received, answer: Answer, rounds: number) => void;

/** One structured line and one set of metrics per request. No body, no header, no secret: the key only by its id. */
export const observer =
  (logger: Logger, metrics: Metrics, now: () => number): Observe =>
  ({ operation }, { requestId, arrivedAt, budget, apiKey }, { status, code, outcome, cause }, rounds) => {
    const ms = now() - arrivedAt;
    const line = {
      requestId,
      // As the key says; only an answer other than 401 proves it.
      keyId: apiKey?.keyId,
      tenantId: apiKey?.tenantId,
      operation,
      status,
      code,
      outcome,
      rounds,
      ms,
      dynamoDbCalls: budget.calls,
      ...(cause !== undefined && { cause: describe(cause) }),
    };
    if (outcome === 'failed' || outcome === 'unknown') logger.error('request', line);
    else logger.info('request', line);

    metrics.addDimension(metricDimensions.operation, operation);
    // Besides, all operations together: an alarm can only add up ten metrics, and no percentiles at all.
    metrics.addDimensions({});
    metrics.addMetric(outcomeMetrics[outcome], MetricUnit.Count, 1);
    metrics.addMetric(measureMetrics.latency, MetricUnit.Milliseconds, ms);
    metrics.addMetric(measureMetrics.rounds, MetricUnit.Count, rounds);
    metrics.addMetric(measureMetrics.dynamoDbCalls, MetricUnit.Count, budget.calls);
    metrics.addMetadata('requestId', requestId);
    metrics.publishStoredMetrics();
  };

function describe(cause: unknown): unknown {
  return cause instanceof Error ? `${cause.name}: ${cause.message}` : cause;
}
