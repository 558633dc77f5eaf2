import { type Endpoint, type EndpointInput, fillPath } from '../contract/endpoint.ts';
import type { Instant } from '../contract/field-types.ts';
import { commitWithRetries } from '../dynamodb/commit-with-retries.ts';
import type { RetryBudget } from '../dynamodb/database.ts';
import type { Dependencies } from '../dynamodb/dependencies.ts';
import { addRequestId } from '../dynamodb/item-write.ts';
import { buildAuditWrite } from '../dynamodb/items/audit-item.ts';
import type { ApiRequest } from './execute-request.ts';
import { type ApiResponse, buildErrorResponse } from './response.ts';
import { committedRound, finalRound, type Round } from './round.ts';

/**
 * Adds the read to the audit log, and only then returns its response. If the log cannot be written, the response contains no data.
 * A response of 404 is recorded too, so that the log shows who tries out IDs.
 */
export async function recordSensitiveRead<E extends Endpoint>(
  { endpoint, requestId, caller, origin }: ApiRequest<E>,
  { path }: EndpointInput<E>,
  response: ApiResponse,
  at: Instant,
  budget: RetryBudget,
  dependencies: Dependencies,
): Promise<Round> {
  const entry = {
    tenantId: caller.tenantId,
    at,
    actor: caller.actor,
    origin,
    action: 'sensitive-read',
    operation: endpoint.operation,
    resource: fillPath(endpoint.path, path),
    status: response.status,
  } as const;
  const transaction = {
    writes: [addRequestId(buildAuditWrite(entry, requestId), requestId)],
    clientRequestToken: dependencies.newId(),
  };
  const commit = await commitWithRetries(transaction, { hasIdempotencyKey: false, requestId }, budget, dependencies);
  if (commit.kind === 'committed') return committedRound(response);
  return finalRound(buildErrorResponse('SERVICE_UNAVAILABLE', { cause: commit.cause }));
}
