import middy from '@middy/core';
import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from 'aws-lambda';
import { type Endpoint, isCommandEndpoint } from '../contract/endpoint.ts';
import { executeRequest } from '../idempotency/execute-request.ts';
import type { RawRequest } from '../idempotency/fingerprint.ts';
import type { Operation } from '../idempotency/operation.ts';
import { requireApiKey } from './api-key-header.ts';
import { decodePathParameters, rejectMissingId, rejectUndecodedQuery } from './decode-request.ts';
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
 * order of the contract: API key, idempotency key, body.
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
    .use(requireApiKey());
  const isCommand = isCommandEndpoint(endpoint);
  if (isCommand || endpoint.readsRecord) middlewareChain.use(readIdempotencyKey());
  if (isCommand) middlewareChain.use(readRequestBody());

  const handleRequest = async (event: RequestEvent): Promise<HandlerResult> => {
    const { requestId, apiKey: presented, idempotencyKey, budget } = event.apiContext;
    if (!presented) throw new RequestError('UNAUTHORIZED');
    rejectMissingId(endpoint, event);
    const rawRequest = buildRawRequest(endpoint, event);
    const request = {
      endpoint,
      requestId,
      createResourceId: createIdList(environment.newId),
      apiKey: presented,
      idempotencyKey: isCommand ? idempotencyKey : undefined,
      rawRequest,
      input: parseInput(endpoint, rawRequest, idempotencyKey),
      basePath: readBasePath(endpoint, event),
    };
    return executeRequest(request, operation, budget, environment);
  };
  const middyHandler = middlewareChain.handler(handleRequest);
  return (event, context) => middyHandler(event as RequestEvent, context) as Promise<APIGatewayProxyResult>;
}

/** Generates IDs once: the same number always returns the same ID. */
function createIdList(newId: () => string): (index: number) => string {
  const ids = new Map<number, string>();
  return index => {
    const id = ids.get(index) ?? newId();
    ids.set(index, id);
    return id;
  };
}

function buildRawRequest({ method, operation }: Endpoint, event: RequestEvent): RawRequest {
  const query = omitUndefined(event.multiValueQueryStringParameters ?? {});
  rejectUndecodedQuery(query);
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
