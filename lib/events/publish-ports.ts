import { copyQueueUrl, sqsCopyQueue } from '../copy/sqs-copy-queue.ts';
import { environmentWith } from '../environment.ts';
import { createSqsClient } from '../webhooks/sqs-queue.ts';
import { busVariable, createBusClient, eventBridge } from './event-bridge.ts';
import { publishObserver } from './observe-publish.ts';
import type { PublishPorts } from './publish-changes.ts';

/** What publishing reaches out with in Lambda. @throws an Error that names a variable that is missing or wrong */
export function publishPorts(environment = process.env): PublishPorts {
  const bus = environment[busVariable];
  if (!bus) throw new Error(`The environment variable ${busVariable} must hold the name of the bus of events.`);
  return {
    ...environmentWith(publishObserver),
    bus: eventBridge(createBusClient(), bus),
    copies: sqsCopyQueue(createSqsClient(), copyQueueUrl(environment)),
  };
}
