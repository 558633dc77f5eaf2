import type { EndpointInput } from '../../lib/contract/endpoint.ts';
import { createBusinessError, createInvalidRequest } from '../../lib/domain/domain-error.ts';
import { isExpired } from '../../lib/dynamodb/items/feed.ts';
import { decodeCursor, encodeCursor } from '../../lib/dynamodb/list-cursor.ts';
import { defineOperation } from '../../lib/idempotency/operation.ts';
import { viewDelivery } from '../../lib/jobs/webhooks/change-webhooks.ts';
import {
  buildDeliveriesQuery,
  buildStateQuery,
  deliveryRef,
  readDeliveryNumber,
} from '../../lib/jobs/webhooks/delivery-item.ts';
import { webhookEndpointRef } from '../../lib/jobs/webhooks/webhook-endpoint.ts';
import { endpoint } from './endpoint.ts';

type Input = Pick<EndpointInput<typeof endpoint>, 'path' | 'query'>;

const defaultLimit = 50;

/** Everything that decides which deliveries the list contains. */
const toListIdentity = ({ path, query }: Input, tenantId: string) => [
  ...[tenantId, 'webhook-deliveries', path.endpointId, query.state],
];

/** Returns the sort key of the last delivery of the previous page. */
function findPosition(input: Input, tenantId: string): string | undefined {
  const { cursor } = input.query;
  const [position] = (cursor === undefined ? undefined : decodeCursor(toListIdentity(input, tenantId), cursor)) ?? [];
  return position !== undefined && /^\d{15}$/.test(position) ? position : undefined;
}

export const listWebhookDeliveries = defineOperation(endpoint, {
  reads(input, tenantId) {
    const { path, query } = input;
    const name = { tenantId, endpointId: path.endpointId };
    const limit = (query.limit ?? defaultLimit) + 1;
    const listing =
      query.state === undefined
        ? buildDeliveriesQuery(name, limit)
        : buildStateQuery(name, query.state === 'DEAD' ? 'dead' : 'waiting', limit);
    const position = findPosition(input, tenantId);
    return {
      webhook: webhookEndpointRef(tenantId, path.endpointId),
      listing: { ...listing, ...(position !== undefined && { beyondSortKey: position }) },
    };
  },

  followUpReads: ({ listing }, { path, query }, tenantId) => ({
    deliveries: listing.indexKeys
      .slice(0, query.limit ?? defaultLimit)
      .map(item => deliveryRef({ tenantId, endpointId: path.endpointId, number: readDeliveryNumber(item) })),
  }),

  decide({ webhook, listing, deliveries }, input, { tenant: { tenantId }, time }) {
    if (!webhook) return createBusinessError('webhook_endpoint_not_found');
    if (input.query.cursor !== undefined && findPosition(input, tenantId) === undefined)
      return createInvalidRequest('cursor', 'is not a valid cursor for this list');
    const limit = input.query.limit ?? defaultLimit;
    const last = listing.indexKeys[limit - 1];
    const nextCursor =
      listing.indexKeys.length > limit ? encodeCursor(toListIdentity(input, tenantId), [String(last?.sk)]) : null;
    const nowMs = Date.parse(time.now);
    return {
      body: {
        items: deliveries.filter(delivery => !isExpired(delivery, nowMs)).map(viewDelivery),
        pagination: { nextCursor },
      },
    };
  },
});
