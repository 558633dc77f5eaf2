import { findItem, type TableAccess } from '../../dynamodb/table-access.ts';
import { type DeadLetter, deadLetterRef, toRepeatedDelivery } from './dead-letter.ts';
import type { WebhookEndpoint } from './webhook-endpoint.ts';
import type { WebhookQueue } from './webhook-queue.ts';
import { deleteWebhookItem, readDeadLetterPages } from './webhook-repository.ts';

type DeadLetterEndpoint = Pick<WebhookEndpoint, 'tenantId' | 'endpointId'>;

/**
 * Sends dead letters of an endpoint on their way again, all or that of one event, with a day of retries before each. One is deleted after it
 * is queued: a replay that breaks off loses none, and may send some twice.
 *
 * @returns how many
 */
export async function replayDeadLetters(
  store: TableAccess,
  queue: WebhookQueue,
  endpoint: DeadLetterEndpoint,
  eventId: string | undefined,
  nowMs: number,
): Promise<number> {
  let count = 0;
  for await (const deadLetters of readDeadLetters(store, endpoint, eventId)) {
    await queue.send(deadLetters.map(letter => toRepeatedDelivery(letter, nowMs)));
    const refs = deadLetters.map(letter => deadLetterRef(letter.tenantId, letter.endpointId, letter.eventId));
    await Promise.all(refs.map(ref => deleteWebhookItem(store, ref)));
    count += deadLetters.length;
  }
  return count;
}

async function* readDeadLetters(
  store: TableAccess,
  endpoint: DeadLetterEndpoint,
  eventId: string | undefined,
): AsyncGenerator<DeadLetter[]> {
  if (eventId === undefined) {
    yield* readDeadLetterPages(store, endpoint);
    return;
  }
  const letter = await findItem(store, deadLetterRef(endpoint.tenantId, endpoint.endpointId, eventId));
  if (letter) yield [letter];
}
