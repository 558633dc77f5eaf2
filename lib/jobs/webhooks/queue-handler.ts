import * as z from 'zod';
import type { PartialBatchResponse, QueueBatchEvent } from '../lambda-types.ts';
import { type DeliveryDependencies, deliverWebhook } from './deliver.ts';
import { AnyTenantEvent, createDeliveries, WebhookDelivery } from './delivery.ts';
import { listWebhookEndpoints } from './webhook-repository.ts';

/** What EventBridge puts around an event. */
const EventBridgeMessage = z.looseObject({ detail: z.looseObject({}) });

/**
 * Handles messages of the queue side by side: the slowest receiver costs a batch its bound and no more. What one message comes to
 * says nothing about the others.
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

/** A message is an event that the bus passed on, or a delivery of ours. */
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
    // The words of the runtime hold pieces of the text, which belongs in no log.
    throw new Error('The message is not JSON.');
  }
}

/** Puts an event on its way to each endpoint of its tenant. All are queued when this returns, or it throws. */
export async function fanOutEvent(
  detail: unknown,
  { store, queue, now }: Pick<DeliveryDependencies, 'store' | 'queue' | 'now'>,
): Promise<void> {
  const { tenantId } = AnyTenantEvent.parse(detail);
  const endpoints = await listWebhookEndpoints(store, tenantId);
  // As it came: parsed, its fields would stand in another order.
  await queue.send(createDeliveries(detail as AnyTenantEvent, endpoints, now()));
}
