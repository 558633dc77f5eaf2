import { findItem } from '../auth/key-store.ts';
import { type DeadLetter, deadLetterRef, deliveryOf } from './dead-letter.ts';
import type { WebhookEndpoint } from './webhook-endpoint.ts';
import type { WebhookQueue } from './webhook-queue.ts';
import { deadLetterPages, removeItem, type WebhookStore } from './webhook-store.ts';

type EndpointName = Pick<WebhookEndpoint, 'tenantId' | 'endpointId'>;

/**
 * Sends dead letters of an endpoint on their way again, all or that of one event, with a day of retries before each. One is deleted after it
 * is queued: a replay that breaks off loses none, and may send some twice.
 *
 * @returns how many
 */
export async function replay(
  store: WebhookStore,
  queue: WebhookQueue,
  endpoint: EndpointName,
  eventId: string | undefined,
  nowMs: number,
): Promise<number> {
  let count = 0;
  for await (const letters of lettersOf(store, endpoint, eventId)) {
    await queue.send(letters.map(letter => deliveryOf(letter, nowMs)));
    const removals = letters.map(letter => deadLetterRef(letter.tenantId, letter.endpointId, letter.eventId));
    await Promise.all(removals.map(ref => removeItem(store, ref)));
    count += letters.length;
  }
  return count;
}

async function* lettersOf(
  store: WebhookStore,
  endpoint: EndpointName,
  eventId: string | undefined,
): AsyncGenerator<DeadLetter[]> {
  if (eventId === undefined) {
    yield* deadLetterPages(store, endpoint);
    return;
  }
  const letter = await findItem(store, deadLetterRef(endpoint.tenantId, endpoint.endpointId, eventId));
  if (letter) yield [letter];
}
