import type { APIGatewayProxyEvent } from 'aws-lambda';
import type { PresentedKey } from '../auth/api-key.ts';
import type { Budget } from '../store/database.ts';

/** What is known of a request, filled in by one middleware after the other. */
export interface Received {
  /** A UUID of ours; the gateway's could be set by the client. */
  requestId: string;
  /** Epoch milliseconds. */
  arrivedAt: number;
  budget: Budget;
  apiKey?: PresentedKey;
  idempotencyKey?: string | undefined;
  body?: Buffer;
}

/** The gateway's event with what the middleware made of it. */
export interface ReceivedEvent extends APIGatewayProxyEvent {
  received: Received;
}

/** All values of a header, however its name is written and however often it was sent. */
export function headerValues(event: APIGatewayProxyEvent, name: string): string[] {
  // A test invocation of the gateway sends null instead of an empty object.
  return Object.entries(event.multiValueHeaders ?? {})
    .filter(([header]) => header.toLowerCase() === name)
    .flatMap(([, values]) => values ?? []);
}
