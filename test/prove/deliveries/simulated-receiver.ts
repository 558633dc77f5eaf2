import type { PostResult } from '../../../lib/jobs/webhooks/post.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** The behaviour of a receiver before it becomes healthy. */
export const receiverFaults = [
  'none',
  'fails',
  'hangs',
  'refuses',
  'cuts',
  'throttles',
  'overloaded',
  'bad gateway',
  'slow',
  'gone',
] as const;
type ReceiverFault = (typeof receiverFaults)[number];

/** A receiver that has a fault at first, and is healthy from some time on. */
export interface ReceiverPlan {
  fault: ReceiverFault;
  /** Milliseconds after the start of the simulation. */
  healthyAfterMs: number;
}

/** How a receiver responds to a POST, and after which time. */
interface ReceiverResponse {
  result: PostResult;
  durationMs: number;
}

const responses: Record<ReceiverFault, (timeoutMs: number) => ReceiverResponse> = {
  none: () => respond(200, 30),
  fails: () => respond(500, 40),
  hangs: timeoutMs => ({ result: { error: 'TIMED_OUT' }, durationMs: timeoutMs }),
  refuses: () => ({ result: { error: 'ECONNREFUSED' }, durationMs: 2 }),
  cuts: () => ({ result: { error: 'ECONNRESET' }, durationMs: 20 }),
  throttles: () => respond(429, 10, 20 * minuteMs),
  overloaded: () => respond(503, 10, 5 * hourMs),
  'bad gateway': () => respond(502, 15),
  gone: () => respond(410, 15),
  slow: timeoutMs =>
    timeoutMs > 2500 ? respond(200, 2500) : { result: { error: 'TIMED_OUT' }, durationMs: timeoutMs },
};

const respond = (status: number, durationMs: number, retryAfterMs?: number): ReceiverResponse => ({
  result: { status, body: '', retryAfterMs },
  durationMs,
});

/** Computes the response of a receiver at a time after the start of the simulation. */
export const respondTo = ({ fault, healthyAfterMs }: ReceiverPlan, elapsedMs: number, timeoutMs: number) =>
  responses[elapsedMs >= healthyAfterMs ? 'none' : fault](timeoutMs);
