import type { MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyResult } from 'aws-lambda';
import type { Endpoint } from '../contract/endpoint.ts';
import { type ApiResponse, buildErrorResponse } from '../idempotency/response.ts';
import type { RequestEvent } from './request-context.ts';
import { RequestError } from './request-error.ts';
import type { LogRequest } from './request-log.ts';

/** What the handler gives: an answer, and how many rounds it took. */
export type HandlerResult = ApiResponse & { rounds: number };

/**
 * Turns every end of a request, also one by an exception, into an answer of the contract, and tells the log. It is the first
 * middleware, so that it comes last: nothing can go wrong behind it.
 */
export function writeResponse(endpoint: Endpoint, logRequest: LogRequest): MiddlewareObj<RequestEvent> {
  const setResponse = (request: { event: RequestEvent; response: unknown }, response: ApiResponse, rounds: number) => {
    const { status, headers, body } = response;
    request.response = {
      statusCode: status,
      headers: { ...headers, 'X-Request-Id': request.event.apiContext.requestId },
      body,
    } satisfies APIGatewayProxyResult;
    try {
      logRequest(endpoint, request.event.apiContext, response, rounds);
    } catch (error) {
      // The answer stands, told or not: after a commit, "nothing was done" would be untrue.
      console.error(error);
    }
  };
  return {
    after: request => {
      const { rounds, ...response } = request.response as HandlerResult;
      setResponse(request, response, rounds);
    },
    onError: request => setResponse(request, toErrorResponse(request.error), 0),
  };
}

const toErrorResponse = (error: unknown): ApiResponse =>
  error instanceof RequestError
    ? buildErrorResponse(error.code, { details: error.details })
    : buildErrorResponse('INTERNAL_ERROR', { cause: error });
