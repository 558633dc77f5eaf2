import type { DeliveryMessage } from './delivery-message.ts';

/** The queue of deliveries that are not due yet. */
export interface WebhookQueue {
  /** Stores all messages before it returns. Each arrives at least once, when it is due or slightly earlier. */
  send(messages: DeliveryMessage[]): Promise<void>;
}
