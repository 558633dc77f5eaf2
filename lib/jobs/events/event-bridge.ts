import { EventBridgeClient, type EventBridgeClientConfig, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import type { EventBus } from './event-bus.ts';

const eventBusNameVariable = 'EVENT_BUS_NAME';

/** @throws an Error that names the variable that is missing */
export function readEventBusName(environment: NodeJS.ProcessEnv): string {
  const name = environment[eventBusNameVariable];
  if (name) return name;
  throw new Error(`The environment variable ${eventBusNameVariable} must hold the name of the event bus.`);
}

/** Errors of an entry itself. All other errors are those of the service, of its limits or of the permissions. */
const permanentErrorCodes = new Set([
  'MalformedDetail',
  'InvalidArgument',
  'ValidationException',
  'InvalidParameterValue',
]);

/**
 * Creates an {@link EventBus} that uses EventBridge. It attempts each call once, because the publisher retries.
 *
 * @param Source - the `source` of the events
 */
export const createEventBridgeBus = (client: EventBridgeClient, EventBusName: string, Source: string): EventBus => ({
  async putEvents(entries) {
    const Entries = entries.map(({ type, detail }) => ({
      EventBusName,
      Source,
      DetailType: type,
      Detail: detail,
    }));
    const { Entries: resultEntries } = await client.send(new PutEventsCommand({ Entries }));
    if (resultEntries?.length !== entries.length)
      throw new Error('The response of EventBridge does not have one result per event.');
    return resultEntries.map(({ EventId, ErrorCode = 'unknown' }) =>
      EventId ? undefined : { reason: ErrorCode, isPermanent: permanentErrorCodes.has(ErrorCode) },
    );
  },
});

export const createEventBridgeClient = (overrides: EventBridgeClientConfig = {}): EventBridgeClient =>
  new EventBridgeClient({
    maxAttempts: 1,
    requestHandler: { requestTimeout: 3000, connectionTimeout: 1000, throwOnRequestTimeout: true },
    ...overrides,
  });
