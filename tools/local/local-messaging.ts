import type { Effects } from '../../lib/contract/effects.ts';
import type { TableAccess } from '../../lib/dynamodb/table-access.ts';
import type { EventBus } from '../../lib/jobs/events/event-bus.ts';
import type { FailureStore } from '../../lib/jobs/events/failure-store.ts';
import type { DeliveryMessage } from '../../lib/jobs/webhooks/delivery-message.ts';
import type { OperatorEvents } from '../../lib/jobs/webhooks/operator-events.ts';
import { computeDelaySeconds } from '../../lib/jobs/webhooks/sqs-webhook-queue.ts';
import { createWebhookEffects } from '../../lib/jobs/webhooks/webhook-effects.ts';
import type { WebhookQueue } from '../../lib/jobs/webhooks/webhook-queue.ts';
import { LocalQueue } from './job-table.ts';
import { appendJsonLines } from './json-lines.ts';
import type { QuarantineEntry } from './quarantine.ts';

/** The queue of webhook deliveries on this machine. */
export const createLocalWebhookQueue = (store: TableAccess, now: () => number = Date.now): WebhookQueue => {
  const queue = new LocalQueue(store, 'webhooks');
  return {
    async send(messages) {
      const visibleAt = (message: DeliveryMessage) => now() + computeDelaySeconds(message, now()) * 1000;
      await Promise.all(messages.map(message => queue.send(JSON.stringify(message), visibleAt(message))));
    },
  };
};

/** The effects of the operations on webhooks on this machine. They may also send to addresses of this machine. */
export const createLocalWebhookEffects = (store: TableAccess): Effects =>
  createWebhookEffects({ policy: { allowLoopback: true }, openQueue: async () => createLocalWebhookQueue(store) });

/** The local substitute for EventBridge: events go to a file. */
export const createLocalEventBus = (eventFile: string): EventBus => ({
  async putEvents(entries) {
    appendJsonLines(
      eventFile,
      entries.map(({ detail }) => JSON.parse(detail)),
    );
    return entries.map(() => undefined);
  },
});

/** The local substitute for the failure bucket. */
export const createLocalFailureStore = (quarantine: QuarantineEntry): FailureStore => ({
  async store(record, cause) {
    quarantine('A change', record, cause);
  },
});

/** Prints what the operator of a stage gets as events. */
export const localOperatorEvents: OperatorEvents = {
  async endpointDisabled({ tenantId, endpointId }) {
    console.error(
      `The webhook endpoint ${endpointId} of tenant ${tenantId} responded with 410 Gone and was disabled. Enable it with "npx connect-api webhooks enable".`,
    );
  },
};
