import type { WebhookDelivery } from './delivery.ts';

/** Where deliveries wait until they are due. */
export interface WebhookQueue {
  /** Each is kept, and comes back at least once when it is due or a little earlier, before this returns. */
  send(deliveries: WebhookDelivery[]): Promise<void>;
}
