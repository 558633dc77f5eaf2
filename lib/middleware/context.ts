import type { MiddlewareObj } from '@middy/core';
import { attemptDeadlineMs, newBudget } from '../command/budget.ts';
import type { Ports } from '../command/ports.ts';
import { requestTimeoutMs } from '../store/client.ts';
import type { ReceivedEvent } from './received.ts';

/** What a call that was let through at the last moment may take, and the rest of the function after it. */
const marginMs = requestTimeoutMs + 500;

/** Names the request and sets its deadline, which always ends before the function's own time. */
export const context = ({ now, newId }: Ports): MiddlewareObj<ReceivedEvent> => ({
  before({ event, context }) {
    const arrivedAt = now();
    const time = Math.min(attemptDeadlineMs, context.getRemainingTimeInMillis() - marginMs);
    event.received = { requestId: newId(), arrivedAt, budget: newBudget(arrivedAt + time) };
  },
});
