import { EventBridgeClient, type EventBridgeClientConfig, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { type EventBus, eventSource } from './event-bus.ts';

/** The variable that tells a function its bus. */
export const eventBusNameVariable = 'EVENT_BUS_NAME';

/** {@link EventBus} over EventBridge. Its calls are tried once: repeating is the publisher's business. */
export const createEventBridgeBus = (client: EventBridgeClient, EventBusName: string): EventBus => ({
  async putEvents(entries) {
    const Entries = entries.map(({ type, detail }) => ({
      EventBusName,
      Source: eventSource,
      DetailType: type,
      Detail: detail,
    }));
    const { Entries: resultEntries } = await client.send(new PutEventsCommand({ Entries }));
    if (resultEntries?.length !== entries.length) throw new Error('EventBridge answered without saying what it took.');
    return resultEntries.map(({ EventId, ErrorCode }) => (EventId ? undefined : (ErrorCode ?? 'unknown')));
  },
});

export const createEventBridgeClient = (overrides: EventBridgeClientConfig = {}): EventBridgeClient =>
  new EventBridgeClient({
    maxAttempts: 1,
    requestHandler: { requestTimeout: 3000, connectionTimeout: 1000, throwOnRequestTimeout: true },
    ...overrides,
  });
