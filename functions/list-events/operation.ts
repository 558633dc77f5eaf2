import type { EndpointInput } from '../../lib/contract/endpoint.ts';
import { pageLimits } from '../../lib/contract/pagination.ts';
import { createInvalidRequest } from '../../lib/domain/domain-error.ts';
import {
  buildFeedPage,
  buildFeedPageReads,
  buildFeedStartReads,
  type FeedQuery,
  findStartPosition,
  invalidFeedCursor,
  unknownEventId,
} from '../../lib/dynamodb/feed-query.ts';
import { feedEventRef, isExpired, parseEventPointer } from '../../lib/dynamodb/items/feed.ts';
import { defineOperation } from '../../lib/idempotency/operation.ts';
import { endpoint } from './endpoint.ts';

const toFeedQuery = (
  { type, resourceId, after, cursor, limit = pageLimits.default }: EndpointInput<typeof endpoint>['query'],
  tenantId: string,
): FeedQuery => ({ tenantId, types: type, resourceId, after, cursor, limit });

export const listEvents = defineOperation(endpoint, {
  reads: ({ query }, tenantId, nowMs) => buildFeedStartReads(toFeedQuery(query, tenantId), nowMs),

  followUpReads(start, { query }, tenantId, nowMs) {
    const feedQuery = toFeedQuery(query, tenantId);
    return buildFeedPageReads(feedQuery, findStartPosition(feedQuery, start, nowMs), start.head?.number ?? 0);
  },

  finalReads: ({ resourceEvents }, _, tenantId) => ({
    resourceEventItems: (resourceEvents?.indexKeys ?? []).map(item =>
      feedEventRef(tenantId, parseEventPointer(item).number),
    ),
  }),

  decide({ nextEvents, resourceEvents, resourceEventItems, ...start }, { query }, { tenant: { tenantId }, time }) {
    const feedQuery = toFeedQuery(query, tenantId);
    if (query.after !== undefined && query.cursor !== undefined)
      return createInvalidRequest('after', 'cannot be sent together with cursor', 'Send only one of them.');
    const nowMs = Date.parse(time.now);
    const newest = start.head?.number ?? 0;
    const position = findStartPosition(feedQuery, start, nowMs);
    const invalidStart = query.after === undefined ? invalidFeedCursor : unknownEventId;
    if (position === undefined) return invalidStart;
    const [nextEvent] = nextEvents;
    const isNextStored = nextEvent?.number === position + 1 && !isExpired(nextEvent, nowMs);
    if (position < newest && !isNextStored) return invalidStart;

    const isLastOfResource = resourceEventItems.length <= feedQuery.limit;
    const lastNumber = Math.max(newest, resourceEventItems.at(-1)?.number ?? 0);
    const scanned = resourceEvents
      ? { events: resourceEventItems, endPosition: isLastOfResource ? lastNumber : position }
      : { events: nextEvents, endPosition: nextEvents.at(-1)?.number ?? position };
    const page = buildFeedPage(feedQuery, scanned, newest);
    return {
      body: {
        items: page.events.map(({ json }) => JSON.parse(json)),
        pagination: { nextCursor: page.nextCursor, caughtUp: page.isCaughtUp },
      },
    };
  },
});
