import { createBusinessError } from '../../lib/domain/domain-error.ts';
import { eventIdRef, feedEventRef, isExpired } from '../../lib/dynamodb/items/feed.ts';
import { defineOperation } from '../../lib/idempotency/operation.ts';
import { endpoint } from './endpoint.ts';

export const getEvent = defineOperation(endpoint, {
  reads: ({ path }, tenantId) => ({ pointer: eventIdRef(tenantId, path.eventId) }),

  followUpReads: ({ pointer }, _input, tenantId) => ({
    event: pointer && feedEventRef(tenantId, pointer.number),
  }),

  decide: ({ event }, _input, { time }) =>
    event && !isExpired(event, Date.parse(time.now))
      ? { body: JSON.parse(event.json) }
      : createBusinessError('event_not_found'),
});
