import type { MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyResult } from 'aws-lambda';
import { type Answer, errorAnswer } from '../command/answer.ts';
import type { Endpoint } from '../schemas/endpoint.ts';
import type { Observe } from './observe.ts';
import type { ReceivedEvent } from './received.ts';
import { RequestRefused } from './request-refused.ts';

/** What the handler gives: an answer, and how many rounds it took. */
export type Handled = Answer & { rounds: number };

/**
 * Turns every end of a request, also one by an exception, into an answer of the contract, and tells the log. It is the first
 * middleware, so that it comes last: nothing can go wrong behind it.
 */
export function answers(endpoint: Endpoint, observe: Observe): MiddlewareObj<ReceivedEvent> {
  const finish = (request: { event: ReceivedEvent; response: unknown }, answer: Answer, rounds: number) => {
    const { status, headers, body } = answer;
    request.response = {
      statusCode: status,
      headers: { ...headers, 'X-Request-Id': request.event.received.requestId },
      body,
    } satisfies APIGatewayProxyResult;
    try {
      observe(endpoint, request.event.received, answer, rounds);
    } catch (error) {
      // The answer stands, told or not: after a commit, "nothing was done" would be untrue.
      console.error(error);
    }
  };
  return {
    after: request => {
      const { rounds, ...answer } = request.response as Handled;
      finish(request, answer, rounds);
    },
    onError: request => finish(request, answerTo(request.error), 0),
  };
}

const answerTo = (error: unknown): Answer =>
  error instanceof RequestRefused
    ? errorAnswer(error.code, { details: error.details })
    : errorAnswer('INTERNAL_ERROR', { cause: error });
