import type { EmbeddedCustomer } from '../contract/customer.ts';
import type { Instant, JsonObject } from '../contract/field-types.ts';
import type { CreatedEntities, ExternalPayment, LineItem, NewLineItem, Order, OrderState } from '../contract/order.ts';
import { toInstant } from './calendar.ts';
import { type CustomerFacts, embedCustomer } from './customer.ts';
import { type BusinessError, createBusinessError, type InvalidRequest, isDomainError } from './domain-error.ts';
import type { DecisionTime } from './effective-dates.ts';
import type { MetadataRequest } from './license-changes.ts';
import { mergeMetadata, mergeRequestMetadata } from './metadata.ts';

/** The stored facts of an order. {@link viewOrder} derives the representation that a client sees. */
export interface OrderFacts {
  orderId: string;
  /** EXPIRED is derived. */
  state: Exclude<OrderState, 'EXPIRED'>;
  customer: EmbeddedCustomer;
  lineItems: LineItem[];
  createdEntities?: CreatedEntities | undefined;
  createdAt: Instant;
  expiresAt: Instant;
  /** The time of the last command. */
  changedAt: Instant;
  submittedAt?: Instant | undefined;
  externalPayment?: ExternalPayment | undefined;
  metadata?: JsonObject | undefined;
}

export interface NewOrder {
  customerId: string;
  lineItems: NewLineItem[];
  metadata?: JsonObject | undefined;
}

const lifetimeMs = 7 * 24 * 3_600_000;

/** Decides a new order. Its items are checked when it is submitted. @param createId - returns the generated ID with a number */
export function decideCreateOrder(
  request: NewOrder,
  customer: CustomerFacts | undefined,
  createId: (index: number) => string,
  { now }: DecisionTime,
): OrderFacts | BusinessError {
  if (!customer || customer.erased) return createBusinessError('customer_not_found');
  return {
    orderId: createId(0),
    state: 'PENDING',
    customer: embedCustomer(customer),
    lineItems: request.lineItems.map(({ lineItemId, ...item }, index) => ({
      lineItemId: lineItemId ?? createId(index + 1),
      ...item,
    })),
    createdAt: now,
    expiresAt: toInstant(Date.parse(now) + lifetimeMs),
    changedAt: now,
    metadata: mergeMetadata(undefined, request.metadata),
  };
}

/** Decides the cancellation of an order. Nothing of it is executed. */
export function decideCancelOrder<O extends OrderFacts>(
  order: O | undefined,
  request: MetadataRequest,
  { now }: DecisionTime,
): { before: O; after: O } | BusinessError | InvalidRequest {
  const pendingOrder = requirePendingOrder(order, now);
  if (isDomainError(pendingOrder)) return pendingOrder;
  const merged = mergeRequestMetadata(pendingOrder.metadata, request.metadata);
  if (isDomainError(merged)) return merged;
  return { before: pendingOrder, after: { ...pendingOrder, state: 'CANCELLED', ...merged, changedAt: now } };
}

/** Returns the order if it can still be submitted or cancelled. */
export function requirePendingOrder<O extends OrderFacts>(order: O | undefined, now: Instant): O | BusinessError {
  if (!order) return createBusinessError('order_not_found');
  const state = toOrderState(order, now);
  if (state === 'EXPIRED') return createBusinessError('order_expired');
  return state === 'PENDING' ? order : createBusinessError('order_not_changeable');
}

const toOrderState = ({ state, expiresAt }: OrderFacts, now: Instant): OrderState =>
  state === 'PENDING' && expiresAt <= now ? 'EXPIRED' : state;

/** Derives the representation of an order that a client sees at an instant. */
export function viewOrder(order: OrderFacts, now: Instant): Order {
  const state = toOrderState(order, now);
  return {
    orderId: order.orderId,
    state,
    customer: order.customer,
    lineItems: order.lineItems,
    createdEntities: order.createdEntities,
    expiresAt: order.expiresAt,
    createdAt: order.createdAt,
    updatedAt: state === 'EXPIRED' ? order.expiresAt : order.changedAt,
    submittedAt: order.submittedAt,
    // All items are executed in the transaction of the submit.
    completedAt: order.submittedAt,
    externalPayment: order.externalPayment,
    metadata: order.metadata,
  };
}
