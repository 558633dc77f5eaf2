import middy from '@middy/core';
import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from 'aws-lambda';
import type { PublicEndpoint } from '../contract/endpoint.ts';
import type { RetryBudget } from '../dynamodb/database.ts';
import type { EndpointHandler } from './create-handler.ts';
import { rejectInvalidQuery } from './decode-request.ts';
import type { FunctionEnvironment } from './environment.ts';
import { parseInput } from './parse-input.ts';
import { type RequestEvent, startRequest } from './request-context.ts';
import { RequestError } from './request-error.ts';
import { buildSuccessResult, type HandlerResult, writeResponse } from './response-writer.ts';

/** An operation without a caller. @throws RequestError */
export type PublicOperation = (budget: RetryBudget) => Promise<object>;

/** Creates the Lambda handler of an endpoint that needs no API key. */
export function createPublicHandler(
  endpoint: PublicEndpoint,
  operation: PublicOperation,
  environment: FunctionEnvironment,
): EndpointHandler {
  const handleRequest = async (event: RequestEvent): Promise<HandlerResult> => {
    const query = (event.multiValueQueryStringParameters ?? {}) as Record<string, string[]>;
    rejectInvalidQuery(query);
    const { method, operation: name } = endpoint;
    const rawRequest = { method, operation: name, pathParameters: {}, query, body: Buffer.alloc(0) };
    const input = parseInput(endpoint, rawRequest, undefined);
    if (!input.ok) throw new RequestError(input.code, input.details);
    return buildSuccessResult(endpoint, await operation(event.apiContext.budget));
  };
  const handler = middy<RequestEvent, unknown>({ timeoutEarlyInMillis: 0 })
    .use(writeResponse(endpoint, environment.log))
    .use(startRequest(environment))
    .handler(handleRequest);
  return (event: APIGatewayProxyEvent, context: Context) =>
    handler(event as RequestEvent, context) as Promise<APIGatewayProxyResult>;
}
