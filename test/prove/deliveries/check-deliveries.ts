import { endpointLimits, isAccepted } from '../../../lib/jobs/webhooks/endpoint-health.ts';
import { retrySchedule } from '../../../lib/jobs/webhooks/retry-schedule.ts';
import { type ClosedTime, type DeliveryHistory, deployedQueue, type ReceivedPost } from './run-deliveries.ts';

const minuteMs = 60_000;

/**
 * The promise of I14: an event reaches an endpoint within this time after both it was published and the endpoint became healthy. It is the
 * longest pause between two attempts, and the longest wait that the receiver had demanded before.
 */
const promisedMs = retrySchedule.maxDelayMs + endpointLimits.maxRetryAfterMs;
/** A crashed worker costs the visibility timeout of the queue, and a delivery can wait for a lease and for a slot. */
const perFaultMs = 7 * minuteMs;
const slackMs = 10 * minuteMs;

/** Lists the violations of I14 in a history. */
export const listDeliveryViolations = (history: DeliveryHistory): string[] => [
  ...checkQueue(history),
  ...checkClosedEndpoints(history),
  ...checkDuplicates(history),
  ...checkPromise(history),
  ...checkEnds(history),
];

const checkQueue = ({ queueSizeAtEnd }: DeliveryHistory): string[] =>
  queueSizeAtEnd === 0 ? [] : [`I14: ${queueSizeAtEnd} messages are still in the queue.`];

/** No POST whose read of the endpoint began after the endpoint was removed or disabled. */
const checkClosedEndpoints = ({ posts, closed }: DeliveryHistory): string[] =>
  posts
    .filter(({ endpointId, readAt }) => closed.some(time => time.endpointId === endpointId && isWithin(readAt, time)))
    .map(post => `I14: ${describePost(post)} although the endpoint was removed or disabled.`);

const isWithin = (at: number, { from, until }: ClosedTime): boolean => at > from && at < until;

/**
 * A fault costs at most one POST beyond one per attempt for each message that the worker handled, and messages that are doubled cost none.
 */
function checkDuplicates({ posts, faults }: DeliveryHistory): string[] {
  const attempts = new Set(posts.map(describeAttempt));
  const extra = posts.length - attempts.size;
  const allowed = faults * deployedQueue.batchSize;
  const tooMany = extra <= allowed ? [] : [`I14: ${extra} POSTs beyond one per attempt, with ${faults} faults.`];
  const byDelivery = groupBy(posts, ({ endpointId, eventId, generation }) => `${endpointId} ${eventId} ${generation}`);
  const growing = [...byDelivery].flatMap(([delivery, ofDelivery]) => {
    const count = ofDelivery.length - new Set(ofDelivery.map(describeAttempt)).size;
    return count <= faults ? [] : [`I14: ${count} POSTs of ${delivery} beyond one per attempt, with ${faults} faults.`];
  });
  return [...tooMany, ...growing];
}

/** Every event reaches every endpoint that is healthy and open from some time on, within the promised time. */
function checkPromise(history: DeliveryHistory): string[] {
  const { plan, startedAt, published, posts, closed, faults } = history;
  return published.flatMap(({ eventId, at, endpointIds }) =>
    endpointIds.flatMap(endpointId => {
      if (closed.some(time => time.endpointId === endpointId)) return [];
      const { healthyAfterMs, fault } = plan.endpoints[Number(endpointId.split('-')[1])]?.receiver ?? {
        healthyAfterMs: 0,
        fault: 'none',
      };
      const healthyAt = fault === 'none' || fault === 'slow' ? 0 : startedAt + healthyAfterMs;
      // An endpoint that has failed everything for a day is probed, and its events may become dead letters.
      // An endpoint that responded with 410 is disabled.
      if (fault === 'gone') return [];
      if (healthyAt - at >= retrySchedule.retryWindowMs || healthyAfterMs >= endpointLimits.probedAfterMs) return [];
      const first = posts.find(
        post => post.eventId === eventId && post.endpointId === endpointId && isAccepted(post.result),
      );
      const limit = Math.max(at, healthyAt) + promisedMs + faults * perFaultMs + slackMs;
      if (first && first.at <= limit) return [];
      const lateness = first ? `only at ${new Date(first.at).toISOString()}` : 'never';
      return [`I14: ${eventId} reached ${endpointId} ${lateness}, published at ${new Date(at).toISOString()}.`];
    }),
  );
}

/** Every delivery has ended, as delivered if the receiver accepted one of its POSTs. */
function checkEnds({ deliveries, posts, closed, faults }: DeliveryHistory): string[] {
  return deliveries.flatMap(({ endpointId, eventId, generation, outcome, reason }) => {
    const isClosed = closed.some(time => time.endpointId === endpointId);
    if (outcome === undefined && !isClosed) return [`I14: the delivery of ${eventId} to ${endpointId} has not ended.`];
    const isAcceptedOnce = posts.some(
      post =>
        post.endpointId === endpointId &&
        post.eventId === eventId &&
        post.generation === generation &&
        isAccepted(post.result),
    );
    if (isAcceptedOnce && outcome === 'dead' && faults === 0)
      return [`I14: ${eventId} was accepted by ${endpointId} and is a dead letter (${reason}).`];
    return [];
  });
}

const describeAttempt = ({ endpointId, eventId, generation, attempt }: ReceivedPost): string =>
  `${eventId} ${endpointId} ${generation}.${attempt}`;

const describePost = (post: ReceivedPost): string =>
  `the POST of ${describeAttempt(post)} at ${new Date(post.at).toISOString()}`;

function groupBy<T>(values: T[], toGroup: (value: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) groups.set(toGroup(value), [...(groups.get(toGroup(value)) ?? []), value]);
  return groups;
}
