import { createEnvironment } from '../../http/environment.ts';
import { createEventBridgeBus, createEventBridgeClient, eventBusNameVariable } from './event-bridge.ts';
import { createPublishLog } from './publish-log.ts';
import type { PublishDependencies } from './stream-handler.ts';

/** What publishing reaches out with in Lambda. @throws an Error that names a variable that is missing or wrong */
export function createPublishDependencies(environment = process.env): PublishDependencies {
  const eventBusName = environment[eventBusNameVariable];
  if (!eventBusName)
    throw new Error(`The environment variable ${eventBusNameVariable} must hold the name of the bus of events.`);
  return {
    ...createEnvironment(createPublishLog),
    bus: createEventBridgeBus(createEventBridgeClient(), eventBusName),
  };
}
