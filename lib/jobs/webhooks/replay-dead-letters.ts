import { findItem, type TableAccess } from '../../dynamodb/table-access.ts';
import { type DeadLetter, deadLetterRef, toRepeatedDelivery } from './dead-letter.ts';
import type { WebhookEndpoint } from './webhook-endpoint.ts';
import type { WebhookQueue } from './webhook-queue.ts';
import { deleteWebhookItem, readDeadLetterPages } from './webhook-repository.ts';

type DeadLetterEndpoint = Pick<WebhookEndpoint, 'tenantId' | 'endpointId'>;

/**
 * Queues dead letters of an endpoint again, all or that of one event, each with a new retry window. A dead letter is deleted after it is
 * queued, so an interrupted replay loses none but can send some twice.
 *
 * @returns the number of replayed dead letters
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
