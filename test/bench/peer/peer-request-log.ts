import { IdempotencyItemAlreadyExistsError, IdempotencyValidationError } from '@aws-lambda-powertools/idempotency';
import { MetricUnit } from '@aws-lambda-powertools/metrics';
import type { MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { HttpError } from './http-error.ts';
import { peerLogger, peerMetrics } from './peer-clients.ts';

type Middleware = MiddlewareObj<APIGatewayProxyEvent, APIGatewayProxyResult, Error>;

/** Converts errors to responses, and writes one log line and one set of metrics per request, as the functions of this project do. */
export function logPeerRequests(operation: string): Middleware {
  const starts = new WeakMap<object, number>();
  const logRequest = (event: APIGatewayProxyEvent, status: number, error?: Error) => {
    const ms = Date.now() - (starts.get(event) ?? Date.now());
    const line = { requestId: event.requestContext.requestId, operation, status, ms };
    if (status >= 500) peerLogger.error('request', { ...line, cause: error?.message ?? '' });
    else peerLogger.info('request', line);
    peerMetrics.addDimension('operation', operation);
    peerMetrics.addDimensions({});
    peerMetrics.addMetric(status < 400 ? 'Executed' : 'Failed', MetricUnit.Count, 1);
    peerMetrics.addMetric('Latency', MetricUnit.Milliseconds, ms);
    peerMetrics.publishStoredMetrics();
  };
  return {
    before: ({ event }) => {
      starts.set(event, Date.now());
    },
    after: ({ event, response }) => logRequest(event, response?.statusCode ?? 200),
    onError: request => {
      const response = toPeerErrorResponse(request.error);
      request.response = response;
      logRequest(request.event, response.statusCode, request.error ?? undefined);
    },
  };
}

function toPeerErrorResponse(error: unknown): APIGatewayProxyResult {
  if (error instanceof HttpError) return createPeerErrorResponse(error.status, error.code, error.details);
  if (error instanceof IdempotencyValidationError) return createPeerErrorResponse(409, 'idempotency_key_mismatch');
  if (error instanceof IdempotencyItemAlreadyExistsError) return createPeerErrorResponse(409, 'idempotency_key_locked');
  return createPeerErrorResponse(500, 'INTERNAL_ERROR');
}

const createPeerErrorResponse = (statusCode: number, code: string, details?: unknown): APIGatewayProxyResult => ({
  statusCode,
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify({ message: code, code, details }),
});
