import * as z from 'zod';
import { createItemParser, type IndexQuery, type ItemAttributes, type ItemRef } from '../../dynamodb/item.ts';
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

export const toListedState = (tenantId: string, endpointId: string, state: ListedState): string =>
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

/** The longest delay of a message in the queue. */
export const maxQueueDelayMs = 900_000;

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
