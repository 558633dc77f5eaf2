import type { EventType, TenantEvent } from '../../contract/event.ts';
import { type OrderFacts, viewOrder } from '../../domain/order.ts';
import type { ItemAttributes } from '../../dynamodb/item.ts';
import { orderRef } from '../../dynamodb/items/order.ts';
import { parseItemTenantId } from '../../dynamodb/stream-record.ts';
import { deriveEventId } from './event-id.ts';
import { readVersionStep } from './read-version-step.ts';

const eventTypesByState: Record<OrderFacts['state'], Extract<EventType, `order.${string}`>> = {
  PENDING: 'order.created',
  COMPLETED: 'order.submitted',
  CANCELLED: 'order.cancelled',
};

/** Derives the event of one version of an order. @throws CorruptItemError */
export function deriveOrderEvent(after: ItemAttributes): TenantEvent {
  const tenantId = parseItemTenantId(after);
  const order = orderRef(tenantId, '').parse(after);
  const { orderId, version, changedAt, state } = order;
  const type = eventTypesByState[state];
  const step = readVersionStep(after);
  return {
    tenantId,
    eventId: deriveEventId({ tenantId, resource: ['order', orderId], version, type }),
    type,
    occurredAt: step?.at ?? changedAt,
    sequence: version,
    request: step?.request ?? null,
    data: viewOrder(order, changedAt),
  };
}
