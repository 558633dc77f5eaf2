import type { Dependencies } from '../../dynamodb/dependencies.ts';
import type { FeedEvent } from '../../dynamodb/items/feed.ts';
import { findStoredEvent, readEventsSince } from '../events/read-feed.ts';
import { createReplayMessage } from './delivery-message.ts';
import type { EndpointName } from './endpoint-health.ts';
import { readDeliveries, readDeliveryPages } from './list-deliveries.ts';
import type { WebhookEndpoint } from './webhook-endpoint.ts';
import type { WebhookQueue } from './webhook-queue.ts';

/** The dependencies of a replay. */
export interface ReplayDependencies extends Dependencies {
  queue: WebhookQueue;
}

/*
 * A replay only sends messages: the first one of the next generation of a delivery. Two replays of the same state send equal messages,
 * and a worker takes one of them.
 */

/** Sends all dead letters of an endpoint again, each with a new retry window. @returns the number of events */
export async function replayDeadLetters(endpoint: EndpointName, dependencies: ReplayDependencies): Promise<number> {
  let count = 0;
  for await (const deadLetters of readDeliveryPages(endpoint, 'dead', dependencies)) {
    const messages = deadLetters.map(delivery =>
      createReplayMessage(endpoint, delivery, delivery.generation + 1, dependencies.now()),
    );
    if (messages.length > 0) await dependencies.queue.send(messages);
    count += messages.length;
  }
  return count;
}

/**
 * Sends one event again, whatever became of its delivery.
 *
 * @returns false if the tenant has no such event, or it is no longer stored
 */
export async function replayEvent(
  endpoint: EndpointName,
  eventId: string,
  dependencies: ReplayDependencies,
): Promise<boolean> {
  const event = await findStoredEvent(endpoint.tenantId, eventId, dependencies);
  if (!event) return false;
  await sendAgain(endpoint, [event], dependencies);
  return true;
}

/** Sends all events of an endpoint's types since an instant again, also those that were delivered. @returns the number of events */
export async function replaySince(
  endpoint: WebhookEndpoint,
  sinceMs: number,
  dependencies: ReplayDependencies,
): Promise<number> {
  let count = 0;
  for await (const page of readEventsSince(endpoint.tenantId, sinceMs, dependencies)) {
    const events = page.filter(({ type }) => endpoint.eventTypes?.includes(type) ?? true);
    await sendAgain(endpoint, events, dependencies);
    count += events.length;
  }
  return count;
}

async function sendAgain(endpoint: EndpointName, events: FeedEvent[], dependencies: ReplayDependencies): Promise<void> {
  const numbers = events.map(({ number }) => number);
  const deliveries = await readDeliveries(endpoint, numbers, dependencies);
  const generations = new Map(deliveries.map(({ number, generation }) => [number, generation + 1]));
  const messages = events.map(event =>
    createReplayMessage(endpoint, event, generations.get(event.number) ?? 0, dependencies.now()),
  );
  if (messages.length > 0) await dependencies.queue.send(messages);
}
