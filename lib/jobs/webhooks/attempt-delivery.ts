import { toInstant } from '../../domain/calendar.ts';
import type { FeedEvent } from '../../dynamodb/items/feed.ts';
import { findReadItem, readWithRetries } from '../../dynamodb/read-with-retries.ts';
import { type Delivery, type DeliveryAttempt, deliveryRef } from './delivery-item.ts';
import type { DeliveryMessage } from './delivery-message.ts';
import type { DeliveryRun } from './delivery-run.ts';
import {
  buildDeadWrite,
  buildDeliveredWrite,
  buildFailedWrite,
  buildLeaseRemoval,
  buildTakeWrite,
  type DeliveryLease,
  deliveryLeaseMs,
} from './delivery-writes.ts';
import { isAccepted, type TimedResult, toFailureReason, toThrottleMs } from './endpoint-health.ts';
import { computeRetryDelay } from './retry-schedule.ts';
import { buildSignedHeaders } from './signature.ts';
import { updateItem } from './update-item.ts';
import type { WebhookEndpoint } from './webhook-endpoint.ts';
import { buildGoneDisabling } from './webhook-endpoint.ts';

/** The delay of a message that another worker was faster to take. */
const lostRaceDelayMs = 1000;

/** A message that is attempted now. */
export interface PlannedAttempt {
  message: DeliveryMessage;
  endpoint: WebhookEndpoint;
  event: FeedEvent;
  delivery: Delivery | undefined;
  timeoutMs: number;
}

/**
 * Attempts a delivery and stores its result. When this returns, the message is finished: the delivery has ended, or the next message is
 * in the queue. A crash at any point costs at most one additional POST, because the next message is sent before the result is stored.
 *
 * @returns undefined if another worker has taken the message
 */
export async function attemptDelivery(planned: PlannedAttempt, run: DeliveryRun): Promise<TimedResult | undefined> {
  const { message } = planned;
  const { now, queue, random } = run.dependencies;
  const lease = await takeMessage(planned, run);
  if (!lease) {
    await queue.send([{ ...message, dueAt: now() + lostRaceDelayMs + Math.ceil(random() * lostRaceDelayMs) }]);
    return undefined;
  }
  const timedResult = await postEvent(planned, lease, run);
  await storeResult(planned, lease, timedResult, run);
  return timedResult;
}

async function postEvent(
  { message, endpoint, event, timeoutMs }: PlannedAttempt,
  { leaseBy }: DeliveryLease,
  { budget, dependencies }: DeliveryRun,
): Promise<TimedResult> {
  const { post, now } = dependencies;
  const startedAt = now();
  const signedMessage = { eventId: message.eventId, payload: event.json };
  try {
    const headers = buildSignedHeaders(endpoint, signedMessage, startedAt);
    const result = await post(endpoint.url, headers, event.json, timeoutMs);
    return { result, startedAt, endedAt: now() };
  } catch (cause) {
    // The local server is being stopped. Without the lease, the attempt is repeated as soon as it runs again.
    await updateItem(buildLeaseRemoval(message, leaseBy), budget, dependencies);
    throw cause;
  }
}

/** @returns undefined if another worker has taken the message or a later one */
async function takeMessage(
  { message, event, delivery }: PlannedAttempt,
  { budget, dependencies }: DeliveryRun,
): Promise<DeliveryLease | undefined> {
  const nowMs = dependencies.now();
  const lease = { leaseBy: dependencies.newId(), leaseUntil: nowMs + deliveryLeaseMs };
  const write = buildTakeWrite(message, delivery, lease, event.expiresAt, nowMs);
  if (await updateItem(write, budget, dependencies)) return lease;
  // If the response of the update was lost, the item has this lease.
  const ref = deliveryRef(message);
  const read = await readWithRetries({ items: [ref], collections: [] }, budget, dependencies);
  if (read.kind !== 'complete') throw read.cause;
  return findReadItem(read, ref)?.leaseBy === lease.leaseBy ? lease : undefined;
}

async function storeResult(
  planned: PlannedAttempt,
  lease: DeliveryLease,
  timedResult: TimedResult,
  run: DeliveryRun,
): Promise<void> {
  const { message } = planned;
  const { result, startedAt, endedAt } = timedResult;
  const { queue, random, log } = run.dependencies;
  const attempt = toAttempt(message, timedResult);
  const update = (write: ReturnType<typeof buildDeliveredWrite>) => updateItem(write, run.budget, run.dependencies);
  const logAttempt = (outcome: 'delivered' | 'failed' | 'dead') =>
    log.attempted(message, { outcome, result, durationMs: endedAt - startedAt });

  if (isAccepted(result)) {
    await update(buildDeliveredWrite(message, attempt));
    return logAttempt('delivered');
  }
  const isGone = await disableIfGone(planned, timedResult, run);
  const progress = { attempts: message.attempt + 1, firstAt: message.firstAt, minDelayMs: toThrottleMs(result) };
  const delay = isGone ? 'dead' : computeRetryDelay(progress, endedAt, random());
  if (delay === 'dead') {
    await update(buildDeadWrite(message, attempt, toFailureReason(result)));
    return logAttempt('dead');
  }
  const dueAt = endedAt + delay;
  await queue.send([{ ...message, attempt: message.attempt + 1, dueAt }]);
  const failedAttempt = { ...attempt, nextAt: toInstant(dueAt) };
  const isStored = await update(buildFailedWrite(message, failedAttempt, lease.leaseBy));
  // The lease may be over, and another worker may hold it.
  if (!isStored) await update(buildFailedWrite(message, failedAttempt, undefined));
  logAttempt('failed');
}

function toAttempt(
  { generation, attempt }: DeliveryMessage,
  { result, startedAt, endedAt }: TimedResult,
): DeliveryAttempt {
  const outcome = 'status' in result ? { status: result.status } : { error: result.error };
  return { generation, attempt, at: toInstant(startedAt), ...outcome, durationMs: endedAt - startedAt };
}

/**
 * Disables an endpoint that responded with 410 Gone. An endpoint that was changed since it was read stays as it is: it may have been
 * enabled again.
 *
 * @returns true if it is disabled now
 */
async function disableIfGone(
  { endpoint, message }: PlannedAttempt,
  { result, endedAt }: TimedResult,
  { budget, dependencies }: DeliveryRun,
): Promise<boolean> {
  if (!('status' in result) || result.status !== 410) return false;
  const { tenantId, endpointId, eventId } = message;
  const at = toInstant(endedAt);
  if (!(await updateItem(buildGoneDisabling(endpoint, eventId, at), budget, dependencies))) return false;
  await dependencies.operatorEvents.endpointDisabled({ tenantId, endpointId, eventId, at });
  return true;
}
