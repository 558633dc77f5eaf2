import { type FeedEvent, isExpired } from '../../dynamodb/items/feed.ts';
import { type Delivery, isCopyWaiting, isMessageObsolete } from './delivery-item.ts';
import type { DeliveryMessage } from './delivery-message.ts';
import { deliveryLeaseMs } from './delivery-writes.ts';
import { type EndpointHealth, endpointLimits, isProbeDue, isProbed } from './endpoint-health.ts';
import { retrySchedule } from './retry-schedule.ts';
import { isAhead } from './running-time.ts';
import type { WebhookEndpoint } from './webhook-endpoint.ts';

/** Everything that is stored about a message. */
export interface DeliveryState {
  endpoint: WebhookEndpoint | undefined;
  health: EndpointHealth | undefined;
  delivery: Delivery | undefined;
  event: FeedEvent | undefined;
}

/** The reasons of dead letters without an attempt. */
export type EndReason = 'endpoint_disabled' | 'endpoint_failing';

/** The next action for a message. */
export type DeliveryStep =
  /** Nothing is left to do. */
  | { kind: 'drop' }
  /** Not yet: it is sent again with a delay, and does not count as an attempt. */
  | { kind: 'later'; dueAt: number }
  /** The delivery becomes a dead letter without an attempt. */
  | { kind: 'end'; reason: EndReason; event: FeedEvent }
  | { kind: 'attempt'; isProbe: boolean; endpoint: WebhookEndpoint; event: FeedEvent };

/**
 * Decides what to do with a message.
 *
 * @param random - in [0, 1). It spreads messages that wait for the same moment.
 */
export function decideStep(
  message: DeliveryMessage,
  state: DeliveryState,
  nowMs: number,
  random: number,
): DeliveryStep {
  const { endpoint, health, delivery, event } = state;
  if (!endpoint || !event || isExpired(event, nowMs)) return { kind: 'drop' };
  if (delivery && (isMessageObsolete(message, delivery) || isCopyWaiting(message, delivery, nowMs)))
    return { kind: 'drop' };
  if (isAhead(message.dueAt, nowMs + earlyToleranceMs, maxWaitMs)) return { kind: 'later', dueAt: message.dueAt };
  const leaseUntil = delivery?.leaseUntil ?? 0;
  if (isAhead(leaseUntil, nowMs, deliveryLeaseMs))
    return { kind: 'later', dueAt: leaseUntil + Math.ceil(random * leaseSpreadMs) };
  if (endpoint.disabled) return { kind: 'end', reason: 'endpoint_disabled', event };
  const throttledUntil = health?.throttledUntil ?? 0;
  const isThrottled = isAhead(throttledUntil, nowMs, endpointLimits.maxRetryAfterMs);
  if (health && isProbed(health, nowMs)) {
    const mayProbe = !isThrottled && isProbeDue(health, nowMs);
    return mayProbe
      ? { kind: 'attempt', isProbe: true, endpoint, event }
      : { kind: 'end', reason: 'endpoint_failing', event };
  }
  if (isThrottled) return { kind: 'later', dueAt: throttledUntil + Math.ceil(random * throttleSpreadMs) };
  return { kind: 'attempt', isProbe: false, endpoint, event };
}

/** Queues delay messages by whole seconds, so a message can arrive slightly early. */
const earlyToleranceMs = 1000;

/** The longest wait of a message: for its retry, or for a throttled endpoint. */
const maxWaitMs = retrySchedule.maxDelayMs + endpointLimits.maxRetryAfterMs;

const leaseSpreadMs = 1000;
const throttleSpreadMs = 10_000;
