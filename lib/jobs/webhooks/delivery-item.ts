import * as z from 'zod';
import { toInstant } from '../../domain/calendar.ts';
import { createItemParser, type IndexQuery, type ItemAttributes, type ItemRef } from '../../dynamodb/item.ts';
import {
  requireAbsent,
  requireAll,
  requireAny,
  requireValue,
  type UpdateWrite,
  type WriteCondition,
} from '../../dynamodb/item-write.ts';
import { toSortableNumber } from '../../dynamodb/items/feed.ts';
import type { DeliveryMessage } from './delivery-message.ts';
import { isAhead } from './running-time.ts';

/** One attempt of a delivery. */
export interface DeliveryAttempt {
  generation: number;
  attempt: number;
  at: string;
  /** The status of the response. Absent if there was none. */
  status?: number | undefined;
  /** The name of the error. Absent if there was a response. */
  error?: string | undefined;
  durationMs: number;
  /** The earliest time of the next attempt. Absent after the last one. */
  nextAt?: string | undefined;
}

/** The delivery of an event to an endpoint. It contains no payload: the event is in the feed. */
export interface Delivery {
  tenantId: string;
  endpointId: string;
  eventId: string;
  number: number;
  type: string;
  generation: number;
  /** The number of finished attempts of this generation. */
  attempt: number;
  /** Epoch milliseconds. Until then, only the worker `leaseBy` makes the attempt. */
  leaseUntil?: number | undefined;
  leaseBy?: string | undefined;
  /** A message with this progress is in the queue and arrives at this time (epoch milliseconds) or later. */
  waiting?: { generation: number; attempt: number; until: number } | undefined;
  /** How this generation ended. Absent while it goes on. */
  outcome?: 'delivered' | 'dead' | undefined;
  /** The reason of a dead letter: the result of the last attempt, or why there was none. */
  reason?: string | undefined;
  endedAt?: string | undefined;
  /** The earliest time of the next attempt. */
  nextAt?: string | undefined;
  /** All attempts of all generations, oldest first. */
  attempts: DeliveryAttempt[];
  /** Epoch seconds. */
  expiresAt: number;
}

const AttemptField = z.object({
  generation: z.int(),
  attempt: z.int(),
  at: z.string(),
  status: z.int().optional(),
  error: z.string().optional(),
  durationMs: z.number(),
  nextAt: z.string().optional(),
}) satisfies z.ZodType<DeliveryAttempt>;

const DeliveryItem = z.object({
  tenantId: z.string(),
  endpointId: z.string(),
  eventId: z.string(),
  number: z.int().min(1),
  type: z.string(),
  generation: z.int().min(0),
  attempt: z.int().min(0),
  leaseUntil: z.number().optional(),
  leaseBy: z.string().optional(),
  waiting: z.object({ generation: z.int(), attempt: z.int(), until: z.number() }).optional(),
  outcome: z.enum(['delivered', 'dead']).optional(),
  reason: z.string().optional(),
  endedAt: z.string().optional(),
  nextAt: z.string().optional(),
  attempts: z.array(AttemptField).default([]),
  expiresAt: z.number(),
}) satisfies z.ZodType<Delivery, unknown>;

type DeliveryName = Pick<Delivery, 'tenantId' | 'endpointId' | 'number'>;

const toDeliveriesPk = (tenantId: string, endpointId: string): string => `${tenantId}#deliveries#${endpointId}`;

const parseDelivery = createItemParser<Delivery>(DeliveryItem, 'activity');

export const deliveryRef = ({ tenantId, endpointId, number }: DeliveryName): ItemRef<Delivery> => ({
  table: 'activity',
  primaryKey: { pk: toDeliveriesPk(tenantId, endpointId), sk: toSortableNumber(number) },
  parse: parseDelivery,
});

/** The states by which deliveries are listed: those that wait for a retry, and dead letters. */
export type ListedState = 'waiting' | 'dead';

const toListedState = (tenantId: string, endpointId: string, state: ListedState): string =>
  `${toDeliveriesPk(tenantId, endpointId)}#${state}`;

/** Builds the query for the keys of an endpoint's deliveries in a state, oldest first. */
export const buildStateQuery = (
  { tenantId, endpointId }: Pick<Delivery, 'tenantId' | 'endpointId'>,
  state: ListedState,
  limit: number,
  exclusiveStartKey?: ItemAttributes,
): IndexQuery => ({
  index: 'byState',
  partitionValue: toListedState(tenantId, endpointId, state),
  order: 'oldest',
  limit,
  exclusiveStartKey,
});

/** Builds the query for an endpoint's deliveries, newest first. */
export const buildDeliveriesQuery = (
  { tenantId, endpointId }: Pick<Delivery, 'tenantId' | 'endpointId'>,
  limit: number,
): IndexQuery => ({
  index: { table: 'activity' },
  partitionValue: toDeliveriesPk(tenantId, endpointId),
  order: 'newest',
  limit,
});

/** The number of a delivery that a query found. */
export const readDeliveryNumber = ({ sk }: ItemAttributes): number => Number(sk);

/** Compares the progress of a message with that of an item: negative if the message is behind. */
const compareProgress = (
  message: Pick<Delivery, 'generation' | 'attempt'>,
  delivery: Pick<Delivery, 'generation' | 'attempt'>,
): number => message.generation - delivery.generation || message.attempt - delivery.attempt;

/** Returns true if a message has nothing left to do: a later one has been taken, or its generation has ended. */
export const isMessageObsolete = (message: DeliveryMessage, delivery: Delivery): boolean =>
  compareProgress(message, delivery) < 0 ||
  (message.generation === delivery.generation && delivery.outcome !== undefined);

/** Returns true if another copy of a message is in the queue and arrives later. This one has nothing left to do. */
export const isCopyWaiting = (
  { generation, attempt }: DeliveryMessage,
  { waiting }: Delivery,
  nowMs: number,
): boolean =>
  waiting?.generation === generation && waiting.attempt === attempt && isAhead(waiting.until, nowMs, maxQueueDelayMs);

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

/** The longest delay of a message in the queue. */
export const maxQueueDelayMs = 900_000;

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
