import { toMessageJson } from '../../lib/contract/json.ts';
import type { TableAccess } from '../../lib/dynamodb/table-access.ts';
import { type EventBus, eventSource } from '../../lib/jobs/events/event-bus.ts';
import type { WebhookQueue } from '../../lib/jobs/webhooks/webhook-queue.ts';
import { UserError } from '../../lib/user-error.ts';
import { LocalQueue } from './job-table.ts';
import { appendJsonLines } from './json-lines.ts';
import type { QuarantineEntry } from './quarantine.ts';

/** The queue of webhook deliveries on this machine. */
export const createLocalWebhookQueue = (store: TableAccess): WebhookQueue => {
  const queue = new LocalQueue(store, 'webhooks');
  return {
    async send(deliveries) {
      await Promise.all(deliveries.map(delivery => queue.send(toMessageJson(delivery), delivery.dueAt)));
    },
  };
};

interface LocalEventBusOptions {
  store: TableAccess;
  /** The file to which events are appended. */
  eventFile: string;
  quarantine: QuarantineEntry;
  now(): number;
}

/** The local substitute for EventBridge: events go to a file, and to the queue of webhooks in the form that the rule gives them. */
export function createLocalEventBus({ store, eventFile, quarantine, now }: LocalEventBusOptions): EventBus {
  const queue = new LocalQueue(store, 'webhooks');
  return {
    async putEvents(entries) {
      const sends = entries.map(({ type, detail }) =>
        queue.send(`{"source":"${eventSource}","detail-type":"${type}","detail":${detail}}`, now()).catch(error => {
          // Sending it again would not help, and would hold up the events after it.
          if (error instanceof UserError) return quarantine('An event', JSON.parse(detail), error);
          throw error;
        }),
      );
      const results = await Promise.allSettled(sends);
      const accepted = entries.filter((_, index) => results[index]?.status === 'fulfilled');
      appendJsonLines(
        eventFile,
        accepted.map(({ detail }) => JSON.parse(detail)),
      );
      return results.map(result => (result.status === 'fulfilled' ? undefined : String(result.reason)));
    },
  };
}
