import type { MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyResult } from 'aws-lambda';
import type { Endpoint } from '../contract/endpoint.ts';
import { commonResponseHeaders } from '../contract/response-headers.ts';
import { type ApiResponse, buildErrorResponse } from '../idempotency/response.ts';
import { compressBody } from './compression.ts';
import { type RequestEvent, readHeaderValues } from './request-context.ts';
import { RequestError } from './request-error.ts';
import type { LogRequest } from './request-log.ts';

/** The result of the handler: the response and the number of rounds. */
export type HandlerResult = ApiResponse & { rounds: number };

/** Builds the result of an operation that the idempotency protocol does not execute. */
export const buildSuccessResult = ({ success }: Pick<Endpoint, 'success'>, body: object): HandlerResult => ({
  status: success.status,
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(body),
  outcome: 'executed',
  rounds: 1,
});

/**
 * Converts every result of a request, including an exception, into a response of the contract, and logs it. It is the first
 * middleware, so its hooks run last and no later hook can fail.
 */
export function writeResponse(endpoint: Endpoint, logRequest: LogRequest): MiddlewareObj<RequestEvent> {
  const setResponse = (request: { event: RequestEvent; response: unknown }, response: ApiResponse, rounds: number) => {
    const { status, headers, body } = response;
    const result: APIGatewayProxyResult = {
      statusCode: status,
      headers: { ...headers, ...commonResponseHeaders, 'X-Request-Id': request.event.apiContext.requestId },
      body,
    };
    request.response = compressBody(result, readHeaderValues(request.event, 'accept-encoding').join());
    try {
      logRequest(endpoint, request.event.apiContext, response, rounds);
    } catch (error) {
      // A failure to log must not change the response: after a commit, "nothing was done" would be wrong.
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
    ? buildErrorResponse(error.code, { details: error.details, cause: error.cause })
    : buildErrorResponse('INTERNAL_ERROR', { cause: error });
