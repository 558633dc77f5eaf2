import { IdempotencyItemAlreadyExistsError, IdempotencyValidationError } from '@aws-lambda-powertools/idempotency';
import { MetricUnit } from '@aws-lambda-powertools/metrics';
import type { MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { HttpError } from './http-error.ts';
import { logger, metrics } from './tools.ts';

type Middleware = MiddlewareObj<APIGatewayProxyEvent, APIGatewayProxyResult, Error>;

/** Turns errors into answers; one line of log and one set of metrics per request, as the functions of the product write. */
export function observe(operation: string): Middleware {
  const starts = new WeakMap<object, number>();
  const tell = (event: APIGatewayProxyEvent, status: number, error?: Error) => {
    const ms = Date.now() - (starts.get(event) ?? Date.now());
    const line = { requestId: event.requestContext.requestId, operation, status, ms };
    if (status >= 500) logger.error('request', { ...line, cause: error?.message ?? '' });
    else logger.info('request', line);
    metrics.addDimension('operation', operation);
    metrics.addDimensions({});
    metrics.addMetric(status < 400 ? 'Executed' : 'Failed', MetricUnit.Count, 1);
    metrics.addMetric('Latency', MetricUnit.Milliseconds, ms);
    metrics.publishStoredMetrics();
  };
  return {
    before: ({ event }) => {
      starts.set(event, Date.now());
    },
    after: ({ event, response }) => tell(event, response?.statusCode ?? 200),
    onError: request => {
      const answer = answerTo(request.error);
      request.response = answer;
      tell(request.event, answer.statusCode, request.error ?? undefined);
    },
  };
}

function answerTo(error: unknown): APIGatewayProxyResult {
  if (error instanceof HttpError) return failure(error.status, error.code, error.details);
  if (error instanceof IdempotencyValidationError) return failure(409, 'idempotency_key_mismatch');
  if (error instanceof IdempotencyItemAlreadyExistsError) return failure(409, 'idempotency_key_locked');
  return failure(500, 'INTERNAL_ERROR');
}

const failure = (statusCode: number, code: string, details?: unknown): APIGatewayProxyResult => ({
  statusCode,
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify({ message: code, code, details }),
});
