import { PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { Delivery } from '../../lib/webhooks/delivery.ts';
import type { WebhookQueue } from '../../lib/webhooks/webhook-queue.ts';
import { removeItem, type WebhookStore } from '../../lib/webhooks/webhook-store.ts';

/** A partition that no tenant can have. */
const partition = '#pending';

/** A delivery that waits, and where. */
export interface Pending {
  /** They sort by when they are due. */
  sk: string;
  delivery: Delivery;
}

/** What SQS is in a deployment: deliveries that wait in the table of webhooks, in the engine of this machine, until they are due. */
export const pendingQueue = ({ client, tables }: WebhookStore): WebhookQueue => ({
  async send(deliveries) {
    await Promise.all(
      deliveries.map(delivery => {
        const { dueAt, endpointId, eventId, attempts } = delivery;
        const sk = `${sortable(dueAt)}#${endpointId}#${eventId}#${attempts}`;
        const Item = { tenantId: { S: partition }, sk: { S: sk }, delivery: { S: JSON.stringify(delivery) } };
        return client.send(new PutItemCommand({ TableName: tables.webhooks, Item }));
      }),
    );
  },
});

/** The deliveries that are due, the longest waiting first. */
export async function duePending({ client, tables }: WebhookStore, nowMs: number, most: number): Promise<Pending[]> {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: tables.webhooks,
      ConsistentRead: true,
      KeyConditionExpression: 'tenantId = :partition AND sk < :next',
      ExpressionAttributeValues: { ':partition': { S: partition }, ':next': { S: sortable(nowMs + 1) } },
      Limit: most,
    }),
  );
  return Items.map(({ sk, delivery }) => ({
    sk: sk?.S ?? '',
    delivery: Delivery.parse(JSON.parse(delivery?.S ?? '')),
  }));
}

/** It was taken, or waits elsewhere. */
export async function removePending(store: WebhookStore, { sk }: Pending): Promise<void> {
  await removeItem(store, { table: 'webhooks', key: { tenantId: partition, sk } });
}

/** As text, epoch milliseconds sort like the numbers. */
const sortable = (ms: number): string => String(ms).padStart(15, '0');
