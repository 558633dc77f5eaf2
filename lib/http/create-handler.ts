import middy from '@middy/core';
import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from 'aws-lambda';
import { type Endpoint, fillPath, isCommandEndpoint } from '../contract/endpoint.ts';
import { executeRequest } from '../idempotency/execute-request.ts';
import type { RawRequest } from '../idempotency/fingerprint.ts';
import type { Operation } from '../idempotency/operation.ts';
import { createRequestValues } from '../idempotency/request-values.ts';
import { requireCaller } from './caller-headers.ts';
import { decodePathParameters, rejectInvalidQuery, rejectMissingId } from './decode-request.ts';
import type { FunctionEnvironment } from './environment.ts';
import { readIdempotencyKey } from './idempotency-key-header.ts';
import { parseInput } from './parse-input.ts';
import { readRequestBody } from './request-body.ts';
import type { RequestEvent } from './request-context.ts';
import { startRequest } from './request-context.ts';
import { RequestError } from './request-error.ts';
import { type HandlerResult, writeResponse } from './response-writer.ts';

export type EndpointHandler = (event: APIGatewayProxyEvent, context: Context) => Promise<APIGatewayProxyResult>;

/**
 * Creates the Lambda handler of an endpoint. A request that a middleware rejects makes no DynamoDB call. The checks run in the
 * order of the contract: caller, idempotency key, body.
 */
export function createHandler<E extends Endpoint>(
  endpoint: E,
  operation: Operation<E>,
  environment: FunctionEnvironment,
): EndpointHandler {
  // The attempt deadline ends every request in time. Middy's own timeout would report a wrong outcome.
  const middlewareChain = middy<RequestEvent, unknown>({ timeoutEarlyInMillis: 0 })
    .use(writeResponse(endpoint, environment.log))
    .use(startRequest(environment))
    .use(requireCaller(endpoint, environment));
  const isCommand = isCommandEndpoint(endpoint);
  if (isCommand || endpoint.readsRecord) middlewareChain.use(readIdempotencyKey());
  if (isCommand) middlewareChain.use(readRequestBody());

  const handleRequest = async (event: RequestEvent): Promise<HandlerResult> => {
    const { requestId, caller, idempotencyKey, budget } = event.apiContext;
    if (!caller) throw new RequestError('UNAUTHORIZED');
    rejectMissingId(endpoint, event);
    const rawRequest = buildRawRequest(endpoint, event);
    const input = parseInput(endpoint, rawRequest, idempotencyKey);
    if (input.ok) event.apiContext.resource = fillPath(endpoint.path, input.value.path);
    const request = {
      endpoint,
      requestId,
      ...createRequestValues(environment.newId),
      caller,
      origin: event.requestContext.identity?.sourceIp,
      lastUses: environment.lastUses,
      effects: environment.effects,
      idempotencyKey: isCommand ? idempotencyKey : undefined,
      rawRequest,
      input,
      basePath: readBasePath(endpoint, event),
    };
    return executeRequest(request, operation, budget, environment);
  };
  const middyHandler = middlewareChain.handler(handleRequest);
  return (event, context) => middyHandler(event as RequestEvent, context) as Promise<APIGatewayProxyResult>;
}

function buildRawRequest({ method, operation }: Endpoint, event: RequestEvent): RawRequest {
  const query = omitUndefined(event.multiValueQueryStringParameters ?? {});
  rejectInvalidQuery(query);
  return {
    method,
    operation,
    pathParameters: decodePathParameters(omitUndefined(event.pathParameters ?? {})),
    query,
    body: event.apiContext.body ?? Buffer.alloc(0),
  };
}

const omitUndefined = <T>(values: Record<string, T | undefined>): Record<string, T> =>
  Object.fromEntries(Object.entries(values).filter((entry): entry is [string, T] => entry[1] !== undefined));

/** Returns the path before the route: the gateway's stage, or the base path of a custom domain. */
function readBasePath({ path }: Endpoint, event: APIGatewayProxyEvent): string {
  const pathSegments = (event.requestContext.path ?? path).replace(/\/$/, '').split('/');
  return pathSegments.slice(0, pathSegments.length - path.split('/').length + 1).join('/');
}
