import type { WebhookDelivery } from './delivery.ts';

/** The queue of deliveries that are not due yet. */
export interface WebhookQueue {
  /** Stores all deliveries before it returns. Each arrives at least once, when it is due or slightly earlier. */
  send(deliveries: WebhookDelivery[]): Promise<void>;
}
