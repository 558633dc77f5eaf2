import { EventBridgeClient, type EventBridgeClientConfig, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { type EventBus, eventSource } from './event-bus.ts';

/** The variable that tells a function its bus. */
export const busVariable = 'EVENT_BUS_NAME';

/** {@link EventBus} over EventBridge. Its calls are tried once: repeating is the publisher's business. */
export const eventBridge = (client: EventBridgeClient, EventBusName: string): EventBus => ({
  async put(entries) {
    const Entries = entries.map(({ type, detail }) => ({
      EventBusName,
      Source: eventSource,
      DetailType: type,
      Detail: detail,
    }));
    const { Entries: results } = await client.send(new PutEventsCommand({ Entries }));
    if (results?.length !== entries.length) throw new Error('EventBridge answered without saying what it took.');
    return results.map(({ EventId, ErrorCode }) => (EventId ? undefined : (ErrorCode ?? 'unknown')));
  },
});

export const createBusClient = (overrides: EventBridgeClientConfig = {}): EventBridgeClient =>
  new EventBridgeClient({
    maxAttempts: 1,
    requestHandler: { requestTimeout: 3000, connectionTimeout: 1000, throwOnRequestTimeout: true },
    ...overrides,
  });
