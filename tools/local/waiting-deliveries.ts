import type { TableAccess } from '../../lib/dynamodb/table-access.ts';
import { WebhookDelivery } from '../../lib/jobs/webhooks/delivery.ts';
import type { WebhookQueue } from '../../lib/jobs/webhooks/webhook-queue.ts';
import { WaitingLine } from './waiting-line.ts';

/** The deliveries of webhooks that wait on this machine. */
export const waitingDeliveries = (store: TableAccess) => new WaitingLine(store, 'deliveries', WebhookDelivery);

/** The queue into which they go. */
export const localQueue = (store: TableAccess): WebhookQueue => ({
  async send(deliveries) {
    const line = waitingDeliveries(store);
    await Promise.all(deliveries.map(delivery => line.add(delivery, delivery.dueAt)));
  },
});
