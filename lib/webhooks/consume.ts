import * as z from 'zod';
import type { BatchAnswer, QueueBatch } from '../lambda.ts';
import { attempt, type DeliveryPorts } from './attempt.ts';
import { AnyTenantEvent, Delivery, deliveriesOf } from './delivery.ts';
import { listEndpoints } from './webhook-store.ts';

/** What EventBridge puts around an event. */
const BusMessage = z.looseObject({ detail: z.looseObject({}) });

/**
 * Handles messages of the queue side by side: the slowest receiver costs a batch its bound and no more. What one message comes to
 * says nothing about the others.
 */
export async function consume({ Records }: QueueBatch, ports: DeliveryPorts): Promise<BatchAnswer> {
  const failures = await Promise.all(
    Records.map(async ({ messageId, body }) => {
      try {
        await handle(body, ports);
        return [];
      } catch (cause) {
        ports.observe.failure(messageId, cause);
        return [{ itemIdentifier: messageId }];
      }
    }),
  );
  return { batchItemFailures: failures.flat() };
}

/** A message is an event that the bus passed on, or a delivery of ours. */
async function handle(body: string, ports: DeliveryPorts): Promise<void> {
  const message = parse(body);
  const fromBus = BusMessage.safeParse(message);
  if (!fromBus.success) return attempt(Delivery.parse(message), ports);
  await distribute(fromBus.data.detail, ports);
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    // The words of the runtime hold pieces of the text, which belongs in no log.
    throw new Error('The message is not JSON.');
  }
}

/** Puts an event on its way to each endpoint of its tenant. All are queued when this returns, or it throws. */
export async function distribute(
  detail: unknown,
  { store, queue, now }: Pick<DeliveryPorts, 'store' | 'queue' | 'now'>,
): Promise<void> {
  const { tenantId } = AnyTenantEvent.parse(detail);
  const endpoints = await listEndpoints(store, tenantId);
  // As it came: parsed, its fields would stand in another order.
  await queue.send(deliveriesOf(detail as AnyTenantEvent, endpoints, now()));
}
