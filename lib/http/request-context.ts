import type { MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import type { PresentedApiKey } from '../auth/api-key.ts';
import { requestTimeoutMs } from '../dynamodb/client.ts';
import type { RetryBudget } from '../dynamodb/database.ts';
import type { Dependencies } from '../dynamodb/dependencies.ts';
import { attemptDeadlineMs, createRetryBudget } from '../dynamodb/retry-budget.ts';

/** What is known of a request, filled in by one middleware after the other. */
export interface RequestContext {
  /** A UUID of ours; the gateway's could be set by the client. */
  requestId: string;
  /** Epoch milliseconds. */
  arrivedAt: number;
  budget: RetryBudget;
  apiKey?: PresentedApiKey;
  idempotencyKey?: string | undefined;
  body?: Buffer;
}

/** The gateway's event with what the middleware made of it. */
export interface RequestEvent extends APIGatewayProxyEvent {
  apiContext: RequestContext;
}

/** What a call that was let through at the last moment may take, and the rest of the function after it. */
const lambdaTimeoutMarginMs = requestTimeoutMs + 500;

/** Names the request and sets its deadline, which always ends before the function's own time. */
export const startRequest = ({ now, newId }: Dependencies): MiddlewareObj<RequestEvent> => ({
  before({ event, context }) {
    const arrivedAt = now();
    const remainingMs = Math.min(attemptDeadlineMs, context.getRemainingTimeInMillis() - lambdaTimeoutMarginMs);
    event.apiContext = { requestId: newId(), arrivedAt, budget: createRetryBudget(arrivedAt + remainingMs) };
  },
});

/** All values of a header, however its name is written and however often it was sent. */
export function readHeaderValues(event: APIGatewayProxyEvent, name: string): string[] {
  // A test invocation of the gateway sends null instead of an empty object.
  return Object.entries(event.multiValueHeaders ?? {})
    .filter(([header]) => header.toLowerCase() === name)
    .flatMap(([, values]) => values ?? []);
}
