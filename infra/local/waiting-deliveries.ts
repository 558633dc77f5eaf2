import { Delivery } from '../../lib/webhooks/delivery.ts';
import type { WebhookQueue } from '../../lib/webhooks/webhook-queue.ts';
import type { WebhookStore } from '../../lib/webhooks/webhook-store.ts';
import { WaitingLine } from './waiting-line.ts';

/** The deliveries of webhooks that wait on this machine. */
export const waitingDeliveries = (store: WebhookStore) => new WaitingLine(store, 'deliveries', Delivery);

/** The queue into which they go. */
export const localQueue = (store: WebhookStore): WebhookQueue => ({
  async send(deliveries) {
    const line = waitingDeliveries(store);
    await Promise.all(deliveries.map(delivery => line.add(delivery, delivery.dueAt)));
  },
});
