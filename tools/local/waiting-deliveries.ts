import { WebhookDelivery } from '../../lib/jobs/webhooks/delivery.ts';
import type { WebhookQueue } from '../../lib/jobs/webhooks/webhook-queue.ts';
import type { WebhookRepository } from '../../lib/jobs/webhooks/webhook-repository.ts';
import { WaitingLine } from './waiting-line.ts';

/** The deliveries of webhooks that wait on this machine. */
export const waitingDeliveries = (store: WebhookRepository) => new WaitingLine(store, 'deliveries', WebhookDelivery);

/** The queue into which they go. */
export const localQueue = (store: WebhookRepository): WebhookQueue => ({
  async send(deliveries) {
    const line = waitingDeliveries(store);
    await Promise.all(deliveries.map(delivery => line.add(delivery, delivery.dueAt)));
  },
});
