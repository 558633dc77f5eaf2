import { type FeedEvent, feedEventRef } from '../../dynamodb/items/feed.ts';
import { findReadItem, readWithRetries } from '../../dynamodb/read-with-retries.ts';
import { attemptDelivery } from './attempt-delivery.ts';
import { deliveryRef, maxQueueDelayMs } from './delivery-item.ts';
import type { DeliveryMessage } from './delivery-message.ts';
import type { DeliveryRun } from './delivery-run.ts';
import { type DeliveryState, type DeliveryStep, decideStep, type EndReason } from './delivery-step.ts';
import { buildEndWrite, buildWaitingWrite } from './delivery-writes.ts';
import {
  buildCountWrite,
  buildReleaseWrite,
  buildSlotWrite,
  type EndpointHealth,
  type EndpointSlot,
  endpointHealthRef,
  endpointLimits,
  isHanging,
  listFreeSlots,
  type TimedResult,
} from './endpoint-health.ts';
import { updateItem } from './update-item.ts';
import { webhookEndpointRef } from './webhook-endpoint.ts';

/** The end of the handling of a message. With a cause, the message must be received again. */
export interface MessageResult {
  message: DeliveryMessage;
  cause?: unknown;
}

/** The number of slots that a batch tries to take. Other batches may take them at the same time. */
const maxSlotAttempts = 3;

/** How much shorter than the longest delay of the queue a wait may be, so that copies that were sent together do not arrive together. */
const sleepSpreadMs = 60_000;
/** A message may arrive slightly earlier than requested. */
const wakeToleranceMs = 2000;

/** A message, what is stored about it, and what to do with it. */
interface PlannedMessage {
  message: DeliveryMessage;
  state: DeliveryState;
  step: DeliveryStep;
}

/** Delays of messages for which an endpoint has no free slot. Random, so that they do not all come back together. */
const slotWaitMs = 1000;
const slotWaitWhenHangingMs = 60_000;

/**
 * Handles the messages of one endpoint in a batch. They are read together, and attempted together in one slot of the endpoint. An
 * endpoint without a free slot gets its messages later, so that it cannot occupy all workers.
 */
export async function deliverToEndpoint(messages: DeliveryMessage[], run: DeliveryRun): Promise<MessageResult[]> {
  try {
    const { planned, failed } = await planMessages(messages, run);
    const slot = await takeSlot(planned, run);
    const admitted = planned.map((each, index) => admitMessage(each, slot, planned.slice(0, index), run));
    const results: TimedResult[] = [];
    const ends = await Promise.all(admitted.map(each => carryOut(each, results, run)));
    if (slot) await recordResults(admitted, slot, results, run);
    return [...ends, ...failed];
  } catch (cause) {
    return messages.map(message => ({ message, cause }));
  }
}

/** Decides what to do with each message. A corrupt item fails only its own message. */
async function planMessages(
  messages: DeliveryMessage[],
  { budget, dependencies }: DeliveryRun,
): Promise<{ planned: PlannedMessage[]; failed: MessageResult[] }> {
  const refs = messages.map(message => ({
    message,
    endpoint: webhookEndpointRef(message.tenantId, message.endpointId),
    health: endpointHealthRef(message),
    delivery: deliveryRef(message),
    event: feedEventRef(message.tenantId, message.number),
  }));
  const items = refs.flatMap(({ endpoint, health, delivery, event }) => [endpoint, health, delivery, event]);
  const read = await readWithRetries({ items, collections: [] }, budget, dependencies);
  if (read.kind !== 'complete') throw read.cause;
  const planned: PlannedMessage[] = [];
  const failed: MessageResult[] = [];
  for (const { message, endpoint, health, delivery, event } of refs) {
    try {
      const state = {
        endpoint: findReadItem(read, endpoint),
        health: findReadItem(read, health),
        delivery: findReadItem(read, delivery),
        event: findReadItem(read, event),
      };
      planned.push({ message, state, step: decideStep(message, state, dependencies.now(), dependencies.random()) });
    } catch (cause) {
      failed.push({ message, cause });
    }
  }
  return { planned, failed };
}

/** Takes a slot of the endpoint if a message is to be attempted. */
async function takeSlot(
  planned: PlannedMessage[],
  { budget, dependencies }: DeliveryRun,
): Promise<EndpointSlot | undefined> {
  const attempt = planned.find(({ step }) => step.kind === 'attempt');
  if (attempt?.step.kind !== 'attempt') return undefined;
  const nowMs = dependencies.now();
  const freeSlots = listFreeSlots(attempt.state.health, nowMs, dependencies.random());
  for (const slot of freeSlots.slice(0, maxSlotAttempts)) {
    const write = buildSlotWrite(attempt.message, slot, attempt.step.isProbe, nowMs);
    if (await updateItem(write, budget, dependencies)) return slot;
  }
  return undefined;
}

/** Replaces an attempt for which there is no slot. Only one message is a probe. */
function admitMessage(
  planned: PlannedMessage,
  slot: EndpointSlot | undefined,
  previous: PlannedMessage[],
  { dependencies }: DeliveryRun,
): PlannedMessage {
  const { step, state } = planned;
  if (step.kind !== 'attempt') return planned;
  const isSecondProbe = step.isProbe && previous.some(each => each.step.kind === 'attempt');
  if (slot && !isSecondProbe) return planned;
  if (step.isProbe) return { ...planned, step: { kind: 'end', reason: 'endpoint_failing', event: step.event } };
  const waitMs = isHanging(state.health) ? slotWaitWhenHangingMs : slotWaitMs;
  const dueAt = dependencies.now() + Math.ceil(waitMs * (0.5 + dependencies.random() / 2));
  return { ...planned, step: { kind: 'later', dueAt } };
}

/** @param results - receives the result of the attempt, if there is one */
async function carryOut(
  { message, state, step }: PlannedMessage,
  results: TimedResult[],
  run: DeliveryRun,
): Promise<MessageResult> {
  try {
    switch (step.kind) {
      case 'drop':
        break;
      case 'later':
        await postpone(message, state, step.dueAt, run);
        break;
      case 'end':
        await endDelivery(message, state, step, run);
        break;
      case 'attempt': {
        const { endpoint, event } = step;
        const { delivery, health } = state;
        const timeoutMs = isHanging(health) ? endpointLimits.timeoutWhenHangingMs : endpointLimits.timeoutMs;
        const result = await attemptDelivery({ message, endpoint, event, delivery, timeoutMs }, run);
        if (result) results.push(result);
      }
    }
    return { message };
  } catch (cause) {
    return { message, cause };
  }
}

/**
 * Sends a message again with a delay, and records it. A copy that arrives meanwhile is dropped, so the number of copies does not grow. The
 * message is sent first, so a crash loses nothing.
 */
async function postpone(
  message: DeliveryMessage,
  { delivery, event }: DeliveryState,
  dueAt: number,
  { budget, dependencies }: DeliveryRun,
): Promise<void> {
  const { now, random, queue } = dependencies;
  const nowMs = now();
  const wakeAt = Math.min(dueAt, nowMs + maxQueueDelayMs - Math.ceil(random() * sleepSpreadMs));
  await queue.send([{ ...message, dueAt, wakeAt }]);
  const until = wakeAt - wakeToleranceMs;
  if (!event || until <= nowMs) return;
  // A failure here costs only that a copy is not recognised.
  await updateItem(buildWaitingWrite(message, delivery, until, event.expiresAt), budget, dependencies).catch(() => {});
}

async function endDelivery(
  message: DeliveryMessage,
  { endpoint, delivery }: DeliveryState,
  { reason, event }: { reason: EndReason; event: FeedEvent },
  { budget, dependencies }: DeliveryRun,
): Promise<void> {
  const { tenantId, endpointId, eventId } = message;
  const { disabled } = endpoint ?? {};
  // The attempt that disabled the endpoint was interrupted, perhaps before it was reported.
  if (disabled?.eventId === eventId)
    await dependencies.operatorEvents.endpointDisabled({ tenantId, endpointId, eventId, at: disabled.at });
  const write = buildEndWrite(message, delivery, reason, event.expiresAt, dependencies.now());
  await updateItem(write, budget, dependencies);
  dependencies.log.endedWithoutAttempt(message, reason);
}

/** Gives back the slot. A failure here costs only the time until the lease of the slot ends, and some counts. */
async function recordResults(
  planned: PlannedMessage[],
  slot: EndpointSlot,
  results: TimedResult[],
  { budget, dependencies }: DeliveryRun,
): Promise<void> {
  const [first] = planned;
  if (!first) return;
  const health: EndpointHealth | undefined = first.state.health;
  const writes = [buildReleaseWrite(first.message, slot, health, results)];
  if (results.length > 0) writes.push(buildCountWrite(first.message, results, dependencies.now()));
  await Promise.allSettled(writes.map(write => updateItem(write, budget, dependencies)));
}
