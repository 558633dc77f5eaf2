import type { Logger } from '@aws-lambda-powertools/logger';
import { type Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { Endpoint } from '../contract/endpoint.ts';
import { ClockSkewError } from '../dynamodb/clock-skew.ts';
import { hashIdempotencyKey } from '../idempotency/idempotency-record.ts';
import type { ApiResponse } from '../idempotency/response.ts';
import { toCauseFields } from '../observability/cause-fields.ts';
import {
  clockSkewMetric,
  metricDimensions,
  outcomeMetrics,
  requestMetrics,
  versionMetrics,
} from '../observability/metrics.ts';
import type { RequestContext } from './request-context.ts';

/** Reports how a request ended. */
export type LogRequest = (endpoint: Endpoint, received: RequestContext, answer: ApiResponse, rounds: number) => void;

/** Writes one structured line and one set of metrics per request. They contain no body, no header and no secret; an API key appears only as its ID. @param version - of the function */
export const createRequestLog =
  (logger: Logger, metrics: Metrics, now: () => number, version = '$LATEST'): LogRequest =>
  (
    { operation },
    { requestId, arrivedAt, budget, caller, idempotencyKey, resource },
    { status, code, outcome, cause },
    rounds,
  ) => {
    const ms = now() - arrivedAt;
    const logEntry = {
      requestId,
      // As the request says. Only a status other than 401 proves it.
      ...(caller?.actor.type === 'USER' ? { userId: caller.actor.id } : { keyId: caller?.actor.id }),
      tenantId: caller?.tenantId,
      resource,
      // A hash, because clients put personal data into their keys.
      idempotencyKeyHash: idempotencyKey === undefined ? undefined : hashIdempotencyKey(idempotencyKey),
      operation,
      status,
      code,
      outcome,
      rounds,
      ms,
      dynamoDbCalls: budget.calls,
      ...(cause !== undefined && toCauseFields(cause)),
    };
    if (outcome === 'failed' || outcome === 'unknown') logger.error('request', logEntry);
    else logger.info('request', logEntry);

    metrics.addDimension(metricDimensions.operation, operation);
    // Besides, all operations together: an alarm can only add up ten metrics, and no percentiles at all.
    metrics.addDimensions({});
    metrics.addMetric(outcomeMetrics[outcome], MetricUnit.Count, 1);
    metrics.addMetric(requestMetrics.latency, MetricUnit.Milliseconds, ms);
    metrics.addMetric(requestMetrics.rounds, MetricUnit.Count, rounds);
    metrics.addMetric(requestMetrics.dynamoDbCalls, MetricUnit.Count, budget.calls);
    if (cause instanceof ClockSkewError && cause.isClockWrong) metrics.addMetric(clockSkewMetric, MetricUnit.Count, 1);
    metrics.addMetadata('requestId', requestId);
    metrics.publishStoredMetrics();

    if (outcome === 'failed' || outcome === 'unknown') {
      const ofVersion = metrics.singleMetric();
      ofVersion.addDimension(metricDimensions.operation, operation).addDimension(metricDimensions.version, version);
      ofVersion.addMetric(versionMetrics[outcome], MetricUnit.Count, 1);
    }
  };
