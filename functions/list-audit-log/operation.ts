import type { EndpointInput } from '../../lib/contract/endpoint.ts';
import { pageLimits } from '../../lib/contract/pagination.ts';
import { createInvalidRequest } from '../../lib/domain/domain-error.ts';
import { type AuditQuery, buildAuditPage, buildAuditQuery, findAuditPosition } from '../../lib/dynamodb/audit-query.ts';
import { defineOperation } from '../../lib/idempotency/operation.ts';
import { endpoint } from './endpoint.ts';

const toAuditQuery = (
  { limit = pageLimits.default, ...filters }: EndpointInput<typeof endpoint>['query'],
  tenantId: string,
): AuditQuery => ({ tenantId, limit, ...filters });

export const listAuditLog = defineOperation(endpoint, {
  reads: ({ query }, tenantId) => ({ scanned: buildAuditQuery(toAuditQuery(query, tenantId)) }),

  decide({ scanned }, { query }, { tenant: { tenantId } }) {
    const auditQuery = toAuditQuery(query, tenantId);
    if (query.cursor !== undefined && findAuditPosition(auditQuery) === undefined)
      return createInvalidRequest('cursor', 'is not a valid cursor for this list');
    const { items, nextCursor } = buildAuditPage(auditQuery, scanned);
    return { body: { items, pagination: { nextCursor } } };
  },
});
