import { isPortalScope } from '../../lib/auth/api-key.ts';
import { toInstant } from '../../lib/domain/calendar.ts';
import { createBusinessError, createForbiddenRequest } from '../../lib/domain/domain-error.ts';
import { isRecordUnexpired, recordRef } from '../../lib/idempotency/idempotency-record.ts';
import { defineOperation } from '../../lib/idempotency/operation.ts';
import { endpoint } from './endpoint.ts';

export const getIdempotencyKey = defineOperation(endpoint, {
  reads: ({ idempotencyKey }, tenantId) => ({ record: recordRef(tenantId, idempotencyKey) }),

  decide({ record }, { idempotencyKey }, { caller, time }) {
    if (!record || !isRecordUnexpired(record, Date.parse(time.now)))
      return createBusinessError('idempotency_key_not_found');
    const { operation, scope, requestId, actor, status, headers, body, createdAt, expiresAt } = record;
    // A record of an earlier release does not say which scope its response requires.
    if (operation === undefined || createdAt === undefined) return createBusinessError('idempotency_key_not_found');
    if (scope !== undefined && !caller.hasScope(scope)) {
      // To an API key, operations of the portal do not exist.
      if (caller.apiKey && isPortalScope(scope)) return createBusinessError('idempotency_key_not_found');
      return createForbiddenRequest(scope, caller.apiKey ? 'X-API-Key' : 'Authorization');
    }
    return {
      body: {
        idempotencyKey,
        operation,
        requestId,
        actor,
        status,
        response: { headers, body },
        createdAt: toInstant(createdAt),
        expiresAt: toInstant(expiresAt * 1000),
      },
    };
  },
});
