import { toInstant } from '../../domain/calendar.ts';
import type { ItemAttributes } from '../../dynamodb/item.ts';
import {
  requireAbsent,
  requireAll,
  requireAny,
  requireValue,
  type UpdateWrite,
  type WriteCondition,
} from '../../dynamodb/item-write.ts';
import { type Delivery, type DeliveryAttempt, deliveryRef, toListedState } from './delivery-item.ts';
import type { DeliveryMessage } from './delivery-message.ts';

/** Builds the write that records a message that was sent again with a delay. It succeeds only if the progress is as it was read. */
export function buildWaitingWrite(
  message: DeliveryMessage,
  delivery: Delivery | undefined,
  until: number,
  expiresAt: number,
): UpdateWrite {
  const { generation, attempt } = message;
  const waiting = { generation, attempt, until };
  if (delivery)
    return {
      ...toUpdate(message, { waiting }),
      condition: requireAll(requireGeneration(delivery), requireAttempt(delivery.attempt)),
    };
  return {
    ...toUpdate(message, { ...buildProgress(message, delivery, expiresAt), waiting }),
    condition: requireAbsent('pk'),
  };
}

/** Longer than an attempt and its writes may take. A worker that crashed blocks a delivery for this time. */
export const deliveryLeaseMs = 30_000;

/** A worker that makes an attempt. */
export interface DeliveryLease {
  leaseBy: string;
  /** Epoch milliseconds. */
  leaseUntil: number;
}

/**
 * Builds the write by which a worker takes a message: the item gets the progress of the message and the lease. It succeeds only if the
 * item is as it was read and no lease runs.
 */
export function buildTakeWrite(
  message: DeliveryMessage,
  delivery: Delivery | undefined,
  lease: DeliveryLease,
  expiresAt: number,
  nowMs: number,
): UpdateWrite {
  return {
    ...toUpdate(message, { ...buildProgress(message, delivery, expiresAt), ...lease }),
    condition: requireTakeable(message, delivery, nowMs),
  };
}

/** Builds the write that ends a delivery without an attempt. */
export function buildEndWrite(
  message: DeliveryMessage,
  delivery: Delivery | undefined,
  reason: string,
  expiresAt: number,
  nowMs: number,
): UpdateWrite {
  return {
    ...toUpdate(message, {
      ...buildProgress(message, delivery, expiresAt),
      ...buildDeadAttributes(message, reason, nowMs),
    }),
    condition: requireTakeable(message, delivery, nowMs),
  };
}

/** Builds the write of an accepted event. Its only condition is the generation: whoever holds the lease, the receiver has the event. */
export const buildDeliveredWrite = (message: DeliveryMessage, attempt: DeliveryAttempt): UpdateWrite => ({
  ...toUpdate(message, {
    ...{ outcome: 'delivered', reason: undefined, endedAt: attempt.at },
    ...{ nextAt: undefined, listedState: undefined, ...noLease },
  }),
  append: { attempts: [attempt] },
  condition: requireAll(requireGeneration(message), requireAny(requireNoOutcome, requireValue('outcome', 'dead'))),
});

/** Builds the write of a last failed attempt. */
export const buildDeadWrite = (message: DeliveryMessage, attempt: DeliveryAttempt, reason: string): UpdateWrite => ({
  ...toUpdate(message, buildDeadAttributes(message, reason, Date.parse(attempt.at))),
  append: { attempts: [attempt] },
  condition: requireAll(requireGeneration(message), requireNoOutcome),
});

/**
 * Builds the write of a failed attempt, after its successor was sent.
 *
 * @param leaseBy - the worker, if it still holds the lease
 */
export const buildFailedWrite = (
  message: DeliveryMessage,
  attempt: DeliveryAttempt,
  leaseBy: string | undefined,
): UpdateWrite => ({
  ...toUpdate(message, {
    attempt: message.attempt + 1,
    nextAt: attempt.nextAt,
    listedState: toListedState(message.tenantId, message.endpointId, 'waiting'),
    ...(leaseBy !== undefined && noLease),
  }),
  append: { attempts: [attempt] },
  condition: requireAll(
    requireGeneration(message),
    requireAttempt(message.attempt),
    requireNoOutcome,
    ...(leaseBy === undefined ? [] : [requireLease(leaseBy)]),
  ),
});

/** Builds the write that gives back a lease without an attempt. */
export const buildLeaseRemoval = (message: DeliveryMessage, leaseBy: string): UpdateWrite => ({
  ...toUpdate(message, noLease),
  condition: requireLease(leaseBy),
});

const noLease = { leaseBy: undefined, leaseUntil: undefined };

const toUpdate = (message: DeliveryMessage, set: ItemAttributes): Omit<UpdateWrite, 'condition'> => {
  const { table, primaryKey } = deliveryRef(message);
  return { kind: 'update', table, primaryKey, set };
};

/** The progress of a message. A new generation begins without the outcome of the previous one. */
function buildProgress(
  { dueAt: _, wakeAt: __, firstAt, ...message }: DeliveryMessage,
  delivery: Delivery | undefined,
  expiresAt: number,
): ItemAttributes {
  const { generation, attempt } = message;
  if (delivery?.generation === generation) return { attempt };
  const noOutcome = { outcome: undefined, reason: undefined, endedAt: undefined };
  const unlisted = { nextAt: undefined, listedState: undefined };
  return { ...message, firstAt: toInstant(firstAt), expiresAt, ...(delivery && { ...noOutcome, ...unlisted }) };
}

const buildDeadAttributes = ({ tenantId, endpointId }: DeliveryMessage, reason: string, nowMs: number) => ({
  ...{ outcome: 'dead', reason, endedAt: toInstant(nowMs), nextAt: undefined, ...noLease },
  listedState: toListedState(tenantId, endpointId, 'dead'),
});

function requireTakeable(message: DeliveryMessage, delivery: Delivery | undefined, nowMs: number): WriteCondition {
  if (!delivery) return requireAbsent('pk');
  return requireAll(
    requireGeneration(delivery),
    requireAttempt(delivery.attempt),
    ...(delivery.generation === message.generation ? [requireNoOutcome] : []),
    requireNoRunningLease(nowMs),
  );
}

const requireGeneration = ({ generation }: { generation: number }): WriteCondition => ({
  expression: '#generation = :generation',
  names: { '#generation': 'generation' },
  values: { ':generation': generation },
});

const requireAttempt = (attempt: number): WriteCondition => ({
  expression: '#attempt = :attempt',
  names: { '#attempt': 'attempt' },
  values: { ':attempt': attempt },
});

const requireNoOutcome: WriteCondition = {
  expression: 'attribute_not_exists(#outcome)',
  names: { '#outcome': 'outcome' },
  values: {},
};

const requireLease = (leaseBy: string): WriteCondition => ({
  expression: '#leaseBy = :leaseBy',
  names: { '#leaseBy': 'leaseBy' },
  values: { ':leaseBy': leaseBy },
});

const requireNoRunningLease = (nowMs: number): WriteCondition => ({
  // A lease that ends later than any lease can comes from a clock that was ahead.
  expression: 'attribute_not_exists(#leaseUntil) OR #leaseUntil <= :now OR #leaseUntil > :latest',
  names: { '#leaseUntil': 'leaseUntil' },
  values: { ':now': nowMs, ':latest': nowMs + deliveryLeaseMs },
});
