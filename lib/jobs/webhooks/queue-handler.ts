import * as z from 'zod';
import type { PartialBatchResponse, QueueBatchEvent } from '../lambda-types.ts';
import { type DeliveryDependencies, deliverWebhook } from './deliver.ts';
import { AnyTenantEvent, createDeliveries, WebhookDelivery } from './delivery.ts';
import { listWebhookEndpoints } from './webhook-repository.ts';

/** The EventBridge envelope of an event. */
const EventBridgeMessage = z.looseObject({ detail: z.looseObject({}) });

/**
 * Creates the handler that processes the messages of a batch in parallel, so that the slowest receiver costs a batch only its own
 * timeout. A failed message does not affect the others.
 */
export const createQueueHandler =
  (dependencies: DeliveryDependencies) =>
  async ({ Records }: QueueBatchEvent): Promise<PartialBatchResponse> => {
    const failures = await Promise.all(
      Records.map(async ({ messageId, body }) => {
        try {
          await handleMessage(body, dependencies);
          return [];
        } catch (cause) {
          dependencies.log.messageFailed(messageId, cause);
          return [{ itemIdentifier: messageId }];
        }
      }),
    );
    return { batchItemFailures: failures.flat() };
  };

/** Processes a message: an event from the bus, or a delivery that we queued. */
async function handleMessage(body: string, dependencies: DeliveryDependencies): Promise<void> {
  const message = parseMessage(body);
  const eventBridgeMessage = EventBridgeMessage.safeParse(message);
  if (!eventBridgeMessage.success) return deliverWebhook(WebhookDelivery.parse(message), dependencies);
  await fanOutEvent(eventBridgeMessage.data.detail, dependencies);
}

function parseMessage(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    // The runtime's error message contains parts of the text, which must not be logged.
    throw new Error('The message is not JSON.');
  }
}

/** Queues a delivery of an event to each endpoint of its tenant. Throws if not all are queued. */
async function fanOutEvent(
  detail: unknown,
  { store, queue, now }: Pick<DeliveryDependencies, 'store' | 'queue' | 'now'>,
): Promise<void> {
  const { tenantId } = AnyTenantEvent.parse(detail);
  const endpoints = await listWebhookEndpoints(store, tenantId);
  // The original object, because parsing would change the order of its fields.
  await queue.send(createDeliveries(detail as AnyTenantEvent, endpoints, now()));
}
