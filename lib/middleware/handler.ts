import middy from '@middy/core';
import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from 'aws-lambda';
import type { RawRequest } from '../command/fingerprint.ts';
import type { Operation } from '../command/operation.ts';
import { run } from '../command/run.ts';
import type { Environment } from '../environment.ts';
import { type Endpoint, isCommand } from '../schemas/endpoint.ts';
import { answers, type Handled } from './answers.ts';
import { apiKey } from './api-key.ts';
import { body } from './body.ts';
import { context } from './context.ts';
import { idempotencyKey } from './idempotency-key.ts';
import { parse } from './parse.ts';
import type { ReceivedEvent } from './received.ts';
import { RequestRefused } from './request-refused.ts';

export type Handler = (event: APIGatewayProxyEvent, context: Context) => Promise<APIGatewayProxyResult>;

/**
 * The Lambda function of an endpoint. What a middleware refuses costs no call to the database; the order is that of the
 * contract: who, under which key, in which form.
 */
export function createHandler<E extends Endpoint>(
  endpoint: E,
  operation: Operation<E>,
  environment: Environment,
): Handler {
  // The attempt deadline ends every request in time; middy's own time-out would tell an untruth about its outcome.
  const chain = middy<ReceivedEvent, unknown>({ timeoutEarlyInMillis: 0 })
    .use(answers(endpoint, environment.observe))
    .use(context(environment))
    .use(apiKey());
  if (isCommand(endpoint)) chain.use(idempotencyKey()).use(body());

  const handle = async (event: ReceivedEvent): Promise<Handled> => {
    const { requestId, apiKey: presented, idempotencyKey: key, budget } = event.received;
    if (!presented) throw new RequestRefused('UNAUTHORIZED');
    const raw = rawRequest(endpoint, event);
    const call = {
      endpoint,
      requestId,
      newId: environment.newId(),
      apiKey: presented,
      idempotencyKey: key,
      raw,
      input: parse(endpoint, raw),
      basePath: basePath(endpoint, event),
    };
    return run(call, operation, budget, environment);
  };
  const chained = chain.handler(handle);
  return (event, context) => chained(event as ReceivedEvent, context) as Promise<APIGatewayProxyResult>;
}

const rawRequest = ({ method, operation }: Endpoint, event: ReceivedEvent): RawRequest => ({
  method,
  operation,
  pathParameters: definedOnly(event.pathParameters ?? {}),
  query: definedOnly(event.multiValueQueryStringParameters ?? {}),
  body: event.received.body ?? Buffer.alloc(0),
});

const definedOnly = <T>(values: Record<string, T | undefined>): Record<string, T> =>
  Object.fromEntries(Object.entries(values).filter((entry): entry is [string, T] => entry[1] !== undefined));

/** What stands in front of the route: the gateway's stage, or the base path of a custom domain. */
function basePath({ path }: Endpoint, event: APIGatewayProxyEvent): string {
  const full = (event.requestContext.path ?? path).replace(/\/$/, '').split('/');
  return full.slice(0, full.length - path.split('/').length + 1).join('/');
}
