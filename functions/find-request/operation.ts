import { createBusinessError } from '../../lib/domain/domain-error.ts';
import {
  buildRequestEventsQuery,
  feedEventRef,
  isExpired,
  parseRequestPointer,
} from '../../lib/dynamodb/items/feed.ts';
import { isRecordUnexpired, recordRef } from '../../lib/idempotency/idempotency-record.ts';
import { defineOperation } from '../../lib/idempotency/operation.ts';
import { endpoint } from './endpoint.ts';

export const findRequest = defineOperation(endpoint, {
  reads: ({ path }, tenantId) => ({ pointers: buildRequestEventsQuery(tenantId, path.requestId) }),

  followUpReads({ pointers }, _, tenantId) {
    const found = pointers.indexKeys.map(parseRequestPointer);
    const idempotencyKey = found[0]?.idempotencyKey;
    return {
      feedEvents: found.map(({ number }) => feedEventRef(tenantId, number)),
      record: idempotencyKey === undefined ? undefined : recordRef(tenantId, idempotencyKey),
    };
  },

  decide({ pointers, feedEvents, record }, { path: { requestId } }, { caller, time }) {
    const nowMs = Date.parse(time.now);
    const events = feedEvents.filter(event => !isExpired(event, nowMs)).map(({ json }) => JSON.parse(json));
    if (events.length === 0) return createBusinessError('request_not_found');
    const idempotencyKey = pointers.indexKeys.map(parseRequestPointer)[0]?.idempotencyKey;
    // The key may belong to a later request, because it is free again after a day.
    const isOwn = record?.requestId === requestId && isRecordUnexpired(record, nowMs);
    const { scope, operation, status, headers, body } = (isOwn && record) || {};
    const isPermitted = isOwn && (scope === undefined || caller.hasScope(scope));
    return {
      body: {
        requestId,
        actor: events[0].request?.actor,
        idempotencyKey,
        operation,
        ...(isPermitted && { response: { status, headers, body } }),
        events,
      },
    };
  },
});
