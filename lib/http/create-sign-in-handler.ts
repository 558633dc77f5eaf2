import middy from '@middy/core';
import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from 'aws-lambda';
import { completeSignIn, SignInUnavailableError } from '../auth/sign-in.ts';
import type { Endpoint } from '../contract/endpoint.ts';
import { readPerson } from './caller-headers.ts';
import type { EndpointHandler } from './create-handler.ts';
import type { FunctionEnvironment } from './environment.ts';
import { parseInput } from './parse-input.ts';
import { readRequestBody } from './request-body.ts';
import { type RequestEvent, startRequest } from './request-context.ts';
import { RequestError } from './request-error.ts';
import { buildSuccessResult, type HandlerResult, writeResponse } from './response-writer.ts';

/** Creates the Lambda handler of the sign-in, which has no tenant yet: the tokens say who calls. */
export function createSignInHandler(
  endpoint: Endpoint & { body: { shape: { idToken: unknown } } },
  environment: FunctionEnvironment,
): EndpointHandler {
  const handleRequest = async (event: RequestEvent): Promise<HandlerResult> => {
    const { requestId, budget, body = Buffer.alloc(0) } = event.apiContext;
    const { person, tokens } = await readPerson(event, environment);
    const { method, operation } = endpoint;
    const input = parseInput(endpoint, { method, operation, pathParameters: {}, query: {}, body }, undefined);
    if (!input.ok) throw new RequestError(input.code, input.details);
    const identity = await tokens.verifyIdToken(String((input.value.body as { idToken: string }).idToken));
    if (identity?.userId !== person.userId)
      throw new RequestError('VALIDATION_ERROR', [
        {
          message: 'is not a valid ID token of the person whom the access token names',
          code: 'INVALID_VALUE',
          property: 'idToken',
        },
      ]);
    const signIn = { person: identity, requestId, origin: event.requestContext.identity?.sourceIp };
    const result = await completeSignIn(signIn, budget, environment).catch(rejectUnavailable);
    return buildSuccessResult(endpoint, result);
  };
  const handler = middy<RequestEvent, unknown>({ timeoutEarlyInMillis: 0 })
    .use(writeResponse(endpoint, environment.log))
    .use(startRequest(environment))
    .use(readRequestBody())
    .handler(handleRequest);
  return (event: APIGatewayProxyEvent, context: Context) =>
    handler(event as RequestEvent, context) as Promise<APIGatewayProxyResult>;
}

function rejectUnavailable(error: unknown): never {
  if (error instanceof SignInUnavailableError) throw new RequestError('SERVICE_UNAVAILABLE', undefined, error);
  throw error;
}
