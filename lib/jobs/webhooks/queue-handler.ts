import type { PartialBatchResponse, QueueBatchEvent, RemainingTimeContext } from '../lambda-types.ts';
import { deliverToEndpoint } from './deliver-to-endpoint.ts';
import { DeliveryMessage } from './delivery-message.ts';
import type { DeliveryDependencies, DeliveryRun } from './delivery-run.ts';

/** Reserved for the end of the invocation. */
const endMarginMs = 2000;

type QueueHandler = (event: QueueBatchEvent, context: RemainingTimeContext) => Promise<PartialBatchResponse>;

/** A message of the batch with the ID by which its failure is reported. */
interface ReceivedMessage {
  messageId: string;
  message: DeliveryMessage;
}

/**
 * Creates the handler that processes the messages of a batch, those of each endpoint together and all endpoints at the same time. A
 * failed message does not affect the others.
 */
export const createQueueHandler =
  (dependencies: DeliveryDependencies): QueueHandler =>
  async ({ Records }, context) => {
    const failedIds: string[] = [];
    const fail = (messageId: string, cause: unknown) => {
      dependencies.log.messageFailed(messageId, cause);
      failedIds.push(messageId);
    };
    const received: ReceivedMessage[] = [];
    for (const { messageId, body } of Records) {
      try {
        received.push({ messageId, message: DeliveryMessage.parse(parseMessage(body)) });
      } catch (cause) {
        fail(messageId, cause);
      }
    }
    const deadline = dependencies.now() + context.getRemainingTimeInMillis() - endMarginMs;
    const run = { budget: { deadline, maxCalls: 2000, calls: 0 }, dependencies };
    const ends = await Promise.all(groupByEndpoint(received).map(group => handleGroup(group, run)));
    for (const { messageId, cause } of ends.flat()) if (cause !== undefined) fail(messageId, cause);
    return { batchItemFailures: failedIds.map(itemIdentifier => ({ itemIdentifier })) };
  };

function parseMessage(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    // The runtime's error message contains parts of the text, which must not be logged.
    throw new Error('The message is not JSON.');
  }
}

function groupByEndpoint(received: ReceivedMessage[]): ReceivedMessage[][] {
  const groups = new Map<string, ReceivedMessage[]>();
  for (const each of received) {
    const endpointName = `${each.message.tenantId} ${each.message.endpointId}`;
    groups.set(endpointName, [...(groups.get(endpointName) ?? []), each]);
  }
  return [...groups.values()];
}

/** Handles the messages of one endpoint. Copies of a message in the same batch are one. */
async function handleGroup(
  group: ReceivedMessage[],
  run: DeliveryRun,
): Promise<{ messageId: string; cause?: unknown }[]> {
  const distinct = new Map(group.map(({ message }) => [message.number, message]));
  for (const { message } of group) {
    const other = distinct.get(message.number);
    if (other && isFurther(message, other)) distinct.set(message.number, message);
  }
  const ends = await deliverToEndpoint([...distinct.values()], run);
  const causes = new Map(ends.map(({ message, cause }) => [message.number, cause]));
  return group.map(each => ({ messageId: each.messageId, cause: causes.get(each.message.number) }));
}

const isFurther = (message: DeliveryMessage, other: DeliveryMessage): boolean =>
  message.generation - other.generation > 0 ||
  (message.generation === other.generation && message.attempt > other.attempt);
