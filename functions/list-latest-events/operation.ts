import type { EndpointInput } from '../../lib/contract/endpoint.ts';
import { createInvalidRequest } from '../../lib/domain/domain-error.ts';
import { feedEventRef, feedHeadRef, parseEventPointer } from '../../lib/dynamodb/items/feed.ts';
import {
  buildLatestEventReads,
  buildLatestEventsPage,
  findLatestPosition,
  type LatestEventsQuery,
} from '../../lib/dynamodb/latest-events-query.ts';
import { defineOperation } from '../../lib/idempotency/operation.ts';
import { endpoint } from './endpoint.ts';

const toQuery = (
  { type, resourceId, cursor, limit = 50 }: EndpointInput<typeof endpoint>['query'],
  tenantId: string,
): LatestEventsQuery => ({ tenantId, types: type, resourceId, cursor, limit });

export const listLatestEvents = defineOperation(endpoint, {
  reads: (_, tenantId) => ({ head: feedHeadRef(tenantId) }),

  followUpReads({ head }, { query }, tenantId) {
    const latestQuery = toQuery(query, tenantId);
    return buildLatestEventReads(latestQuery, findLatestPosition(latestQuery, head?.number ?? 0));
  },

  finalReads: ({ resourceEvents }, _, tenantId) => ({
    resourceEventItems: (resourceEvents?.indexKeys ?? []).map(item =>
      feedEventRef(tenantId, parseEventPointer(item).number),
    ),
  }),

  decide({ head, events, resourceEvents, resourceEventItems }, { query }, { tenant: { tenantId }, time }) {
    const latestQuery = toQuery(query, tenantId);
    if (findLatestPosition(latestQuery, head?.number ?? 0) === undefined)
      return createInvalidRequest('cursor', 'is not a valid cursor for this list');
    const scanned = resourceEvents ? resourceEventItems : events;
    const { events: page, nextCursor } = buildLatestEventsPage(latestQuery, scanned, Date.parse(time.now));
    return { body: { items: page.map(({ json }) => JSON.parse(json)), pagination: { nextCursor } } };
  },
});
