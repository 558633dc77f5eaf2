import { randomUUID } from 'node:crypto';
import type { LineItem } from '../../lib/contract/order.ts';
import { toInstant } from '../../lib/domain/calendar.ts';
import { isDomainError } from '../../lib/domain/domain-error.ts';
import { type OrderFacts, requirePendingOrder } from '../../lib/domain/order.ts';
import { addRequestId } from '../../lib/dynamodb/item-write.ts';
import { buildCreateWrite, buildUpdateWrite } from '../../lib/dynamodb/items/connect-item.ts';
import { orderRef } from '../../lib/dynamodb/items/order.ts';
import { commitWrites, findItem, type TableAccess } from '../../lib/dynamodb/table-access.ts';
import { demoIds } from './demo-file.ts';

const seat: LineItem = {
  lineItemId: 'seat',
  type: 'LICENSE',
  productOfferingId: 'demo-premium-offering',
  assignedTo: { type: 'USER', userId: 'demo-user' },
};
const dayPass: LineItem = {
  lineItemId: 'day-pass',
  type: 'SUBSCRIPTION_ADDON',
  subscriptionId: 'demo-other-subscription',
  productOfferingId: 'demo-day-pass-offering',
};

const orderLifetimeMs = 7 * 24 * 3_600_000;

/** Orders of the demo tenant that can be submitted or cancelled. They are stored directly, because only the API creates orders. */
const demoOrders: Record<string, LineItem[]> = { 'demo-order': [seat, dayPass], 'demo-second-order': [seat] };

/** Stores each demo order again that can no longer be submitted or cancelled. */
export async function ensureDemoOrders(store: TableAccess, nowMs: number): Promise<void> {
  const now = toInstant(nowMs);
  for (const [orderId, lineItems] of Object.entries(demoOrders)) {
    const ref = orderRef(demoIds.tenantId, orderId);
    const stored = await findItem(store, ref);
    if (!isDomainError(requirePendingOrder(stored, now))) continue;
    const order: OrderFacts = {
      orderId,
      state: 'PENDING',
      customer: { customerId: demoIds.customerId, name: 'Nordlicht Logistik GmbH' },
      lineItems,
      createdAt: now,
      expiresAt: toInstant(nowMs + orderLifetimeMs),
      changedAt: now,
    };
    const { version, requestId } = stored ?? { version: 0, requestId: '' };
    const write = stored
      ? buildUpdateWrite(ref, stored, { ...order, version, requestId })
      : buildCreateWrite(ref, order);
    await commitWrites(store, addRequestId(write, randomUUID()));
  }
}
