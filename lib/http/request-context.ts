import type { MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import type { Caller } from '../auth/caller.ts';
import { requestTimeoutMs } from '../dynamodb/client.ts';
import type { RetryBudget } from '../dynamodb/database.ts';
import type { Dependencies } from '../dynamodb/dependencies.ts';
import { attemptDeadlineMs, createRetryBudget } from '../dynamodb/retry-budget.ts';
import type { RetryQuota } from '../dynamodb/retry-quota.ts';
import type { Telemetry } from '../observability/telemetry.ts';

/** The data of a request that the middleware collects, one after the other. */
export interface RequestContext {
  /** A UUID that we generate, because a client can set the gateway's request ID. */
  requestId: string;
  /** Time of arrival, in epoch milliseconds. */
  arrivedAt: number;
  budget: RetryBudget;
  caller?: Caller;
  idempotencyKey?: string | undefined;
  /** The path with IDs. */
  resource?: string;
  body?: Buffer;
}

/** The gateway's event with the data that the middleware added. */
export interface RequestEvent extends APIGatewayProxyEvent {
  apiContext: RequestContext;
}

/** Time for a DynamoDB call that is sent at the last moment, and for the rest of the function after it. */
const lambdaTimeoutMarginMs = requestTimeoutMs + 500;

/** Generates the request ID and sets the deadline, which is always earlier than the function's timeout. */
export const startRequest = ({
  now,
  newId,
  retryQuota,
  startInvocation,
}: Dependencies & { retryQuota: RetryQuota } & Pick<Telemetry, 'startInvocation'>): MiddlewareObj<RequestEvent> => ({
  before({ event, context }) {
    startInvocation(context);
    const arrivedAt = now();
    const remainingMs = Math.min(attemptDeadlineMs, context.getRemainingTimeInMillis() - lambdaTimeoutMarginMs);
    event.apiContext = {
      requestId: newId(),
      arrivedAt,
      budget: createRetryBudget(arrivedAt + remainingMs, retryQuota),
    };
  },
});

/** Returns all values of a header. Header names are case-insensitive, and a header may be sent more than once. */
export function readHeaderValues(event: APIGatewayProxyEvent, name: string): string[] {
  // The gateway's test invocation sends null instead of an empty object.
  return Object.entries(event.multiValueHeaders ?? {})
    .filter(([header]) => header.toLowerCase() === name)
    .flatMap(([, values]) => values ?? []);
}
