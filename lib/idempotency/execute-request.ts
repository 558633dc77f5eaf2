import type { Caller } from '../auth/caller.ts';
import { type LastUses, recordLastUse } from '../auth/last-use.ts';
import type { Effects } from '../contract/effects.ts';
import { type Endpoint, type EndpointInput, isCommandEndpoint } from '../contract/endpoint.ts';
import type { ErrorDetail } from '../contract/errors.ts';
import { toInstant } from '../domain/calendar.ts';
import { createForbiddenRequest } from '../domain/domain-error.ts';
import { createDecisionTime } from '../domain/effective-dates.ts';
import { commitWithRetries } from '../dynamodb/commit-with-retries.ts';
import type { RetryBudget } from '../dynamodb/database.ts';
import type { Dependencies } from '../dynamodb/dependencies.ts';
import { addRequestId } from '../dynamodb/item-write.ts';
import { buildAuditWrite } from '../dynamodb/items/audit-item.ts';
import { tenantRef } from '../dynamodb/items/tenant.ts';
import { addVersionStep } from '../dynamodb/items/version-step.ts';
import { findReadItem, readWithRetries } from '../dynamodb/read-with-retries.ts';
import { type RetryReason, retry } from '../dynamodb/retry.ts';
import { fingerprintRequest, matchesFingerprint, type RawRequest } from './fingerprint.ts';
import { type IdempotencyRecord, isRecordUnexpired, putResponse, recordRef } from './idempotency-record.ts';
import type { Operation, SuccessResult } from './operation.ts';
import { performEffects } from './perform-effects.ts';
import { completeReads, readState } from './read-state.ts';
import { recordSensitiveRead } from './record-sensitive-read.ts';
import { findReferences, reportUnknownReferences, resolveReferences, toReferenceRef } from './references.ts';
import type { RequestValues } from './request-values.ts';
import { buildReadRequest, collectReadValues } from './requested-items.ts';
import { type ApiResponse, buildErrorResponse } from './response.ts';
import {
  buildOutcomeUnknown,
  committedRound,
  type FinalRound,
  failedRound,
  finalRound,
  type Round,
  readFailureRound,
  roundAfterRefusal,
} from './round.ts';

/** Data that a request remembers from one round to the next, and never stores. */
interface RequestMemory {
  secret?: string | undefined;
}

/** Request with valid headers. Its values stay the same in all rounds. */
export interface ApiRequest<E extends Endpoint> extends RequestValues {
  endpoint: E;
  /** UUID that we generate, never the client's value: it distinguishes our own commit from that of another request. */
  requestId: string;
  caller: Caller;
  /** The IP address of the client, or the host of a tool. For the audit log. */
  origin?: string | undefined;
  /** Absent for operations that do nothing outside of the database. */
  effects?: Effects | undefined;
  /** Absent for a tool. */
  lastUses?: LastUses | undefined;
  /** The key of the record to replay and to store. Absent for reads, and when the client sent none. */
  idempotencyKey?: string | undefined;
  rawRequest: RawRequest;
  /** Validation errors are returned only after authentication and the check for a replay. */
  input: ParsedInput<E>;
  /** Prefix of every path: the stage of the gateway, or empty. */
  basePath: string;
}

export type ParsedInput<E extends Endpoint> =
  | { ok: true; value: EndpointInput<E> }
  | { ok: false; code: 'VALIDATION_ERROR' | 'MALFORMED_JSON'; details: ErrorDetail[] };

/**
 * A command's response must fit into one item of 400 KB, together with its key and fingerprint. A read's response must fit into the
 * 6 MB that a function may return, with escapes.
 */
const maxResponseBytes = { command: 380_000, read: 4_000_000 } as const;

/**
 * Executes a request: reads once, decides purely, commits once. It starts again when another request was faster.
 *
 * A crash can never leave half a command behind, because the response under the idempotency key and the change are one
 * transaction. After a send of unknown outcome, the request ends only with a response that is committed or found in the record, or
 * with `outcome_unknown`.
 */
export async function executeRequest<E extends Endpoint>(
  request: ApiRequest<E>,
  operation: Operation<E>,
  budget: RetryBudget,
  dependencies: Dependencies,
): Promise<ApiResponse & { rounds: number }> {
  const memory: RequestMemory = {};
  let outcomeUnknown = false;
  let rounds = 0;
  const end = await retry<FinalRound>(
    async () => {
      rounds += 1;
      const round = await attemptRequest(request, operation, memory, budget, dependencies).catch(failedRound);
      outcomeUnknown ||= round.outcomeUnknown;
      return round.attempt;
    },
    budget,
    dependencies,
  );
  if (end.kind === 'done') {
    const { response, committed } = end.value;
    return { ...(committed || !outcomeUnknown ? response : buildOutcomeUnknown(response.cause)), rounds };
  }
  return {
    ...(outcomeUnknown ? buildOutcomeUnknown(end.cause) : buildExhaustedResponse(request, end.reason, end.cause)),
    rounds,
  };
}

async function attemptRequest<E extends Endpoint>(
  request: ApiRequest<E>,
  operation: Operation<E>,
  memory: RequestMemory,
  budget: RetryBudget,
  dependencies: Dependencies,
): Promise<Round> {
  const { tenantId, credentialRef } = request.caller;
  const callerTenantRef = tenantRef(tenantId);
  const callerRecordRef =
    request.idempotencyKey === undefined ? undefined : recordRef(tenantId, request.idempotencyKey);
  const references = request.input.ok ? findReferences(request.input.value) : [];
  // What a reference names is known only after the first read, and is read after it.
  const hasReferences = references.length > 0;
  const selectReads = (input: EndpointInput<E>) => operation.reads(input, tenantId, dependencies.now());
  const firstReads = request.input.ok && !hasReferences ? selectReads(request.input.value) : {};

  const firstRead = await readWithRetries(
    buildReadRequest([
      ...[credentialRef, callerTenantRef, callerRecordRef, ...Object.values(firstReads)],
      ...references.map(reference => toReferenceRef(tenantId, reference)),
    ]),
    budget,
    dependencies,
  );
  if (firstRead.kind !== 'complete') return readFailureRound(firstRead);
  const readAtMs = dependencies.now();

  // Authenticate
  const tenant = findReadItem(firstRead, callerTenantRef);
  const credential = credentialRef && findReadItem(firstRead, credentialRef);
  const caller = request.caller.authenticate(credential, tenant, toInstant(readAtMs));
  if ('failure' in caller || !tenant)
    return finalRound(buildErrorResponse('UNAUTHORIZED', 'failure' in caller ? { cause: caller.failure } : {}));
  const { scope } = request.endpoint;
  if (scope !== undefined && !caller.hasScope(scope)) {
    const { details } = createForbiddenRequest(scope, request.caller.header);
    return finalRound(buildErrorResponse('FORBIDDEN', { details }));
  }

  // Replay
  const storedResponse = callerRecordRef && findReadItem(firstRead, callerRecordRef);
  if (storedResponse && isRecordUnexpired(storedResponse, readAtMs)) return replay(storedResponse, request, memory);

  // Parse
  if (!request.input.ok) return finalRound(buildErrorResponse(request.input.code, { details: request.input.details }));

  // Read the items that only the first read identifies
  const { input, unknown } = resolveReferences(request.input.value, references, tenantId, firstRead);
  const reads = hasReferences ? selectReads(input) : firstReads;
  if (hasReferences) budget.callsBeforeRound = budget.calls;
  const stateRead = await (hasReferences
    ? readState(reads, budget, dependencies)
    : completeReads(reads, firstRead, budget, dependencies));
  if (stateRead.kind !== 'complete') return readFailureRound(stateRead);
  let readValues = collectReadValues(reads, stateRead);
  for (const selectNextReads of [operation.followUpReads, operation.finalReads]) {
    if (!selectNextReads) continue;
    // The limit of calls to an overloaded DynamoDB starts anew, because it has just answered a complete read.
    budget.callsBeforeRound = budget.calls;
    const nextReads = selectNextReads(readValues, input, tenantId, dependencies.now());
    const nextRead = await readState(nextReads, budget, dependencies);
    if (nextRead.kind !== 'complete') return readFailureRound(nextRead);
    readValues = { ...readValues, ...collectReadValues(nextReads, nextRead) };
  }

  // Decide, with a time that is later than everything that was read
  const nowMs = dependencies.now();
  const ownDecision = operation.decide(readValues, input, {
    tenant,
    caller,
    time: createDecisionTime(toInstant(nowMs), tenant.timeZone),
    newResourceId: request.createResourceId(0),
    createResourceId: request.createResourceId,
    createSecretBytes: request.createSecretBytes,
  });
  const decision = await performEffects(reportUnknownReferences(ownDecision, unknown), request.effects);
  if ('effectFailed' in decision)
    return finalRound(buildErrorResponse('SERVICE_UNAVAILABLE', { cause: decision.effectFailed }));
  if ('invalidRequest' in decision)
    return finalRound(buildErrorResponse(decision.invalidRequest, { details: decision.details }));
  const response =
    'businessError' in decision
      ? buildErrorResponse(decision.businessError, {
          details: decision.details,
          isStored: callerRecordRef !== undefined,
        })
      : buildSuccessResponse(request, decision);
  if (Buffer.byteLength(response.body) > maxResponseBytes[isCommandEndpoint(request.endpoint) ? 'command' : 'read']) {
    return failedRound(new Error('The response is too large.'));
  }
  const { apiKey } = caller;
  const lastUse = apiKey && request.lastUses && recordLastUse(apiKey, request.lastUses, dependencies);
  if (request.endpoint.isSensitive)
    return recordSensitiveRead(request, input, response, toInstant(nowMs), budget, dependencies);

  // Commit
  const { requestId, origin } = request;
  const { actor } = caller;
  const responseWrites = callerRecordRef
    ? [
        putResponse(
          callerRecordRef,
          response,
          { endpoint: request.endpoint, fingerprint: fingerprintRequest(request.rawRequest), requestId, actor },
          nowMs,
        ),
      ]
    : [];
  const { writes: resourceWrites = [], audit, secret } = 'businessError' in decision ? {} : decision;
  memory.secret = secret;
  const at = toInstant(nowMs);
  const auditWrites = audit ? [buildAuditWrite({ tenantId, at, actor, origin, ...audit }, requestId)] : [];
  const { idempotencyKey } = request;
  const step = { at, request: { id: requestId, actor }, ...(idempotencyKey !== undefined && { idempotencyKey }) };
  const writes = [...responseWrites, ...resourceWrites, ...auditWrites].map(write =>
    addVersionStep(addRequestId(write, requestId), step),
  );
  if (writes.length === 0) {
    await lastUse;
    return committedRound(response);
  }
  const transaction = { writes, clientRequestToken: dependencies.newId() };
  const hasIdempotencyKey = callerRecordRef !== undefined;
  const [commit] = await Promise.all([
    commitWithRetries(transaction, { hasIdempotencyKey, requestId }, budget, dependencies),
    lastUse,
  ]);
  return commit.kind === 'committed'
    ? committedRound(revealSecret(response, secret))
    : roundAfterRefusal(commit, hasIdempotencyKey);
}

/**
 * Returns the bytes of the record: to a repeated request, and to the request itself when it did not learn that its commit
 * succeeded.
 */
function replay<E extends Endpoint>(
  storedResponse: IdempotencyRecord,
  { rawRequest, requestId }: ApiRequest<E>,
  { secret }: RequestMemory,
): Round {
  const { status, headers, body } = storedResponse;
  if (storedResponse.requestId === requestId) {
    const outcome = status < 400 ? 'executed' : 'rejected';
    return committedRound(revealSecret({ status, headers, body, outcome }, secret));
  }
  const isSame = matchesFingerprint(rawRequest, {
    version: storedResponse.fingerprintVersion,
    digest: storedResponse.fingerprint,
  });
  if (isSame === undefined) {
    const cause = new Error(`This release does not support fingerprint version ${storedResponse.fingerprintVersion}.`);
    return finalRound(buildErrorResponse('SERVICE_UNAVAILABLE', { cause }));
  }
  if (!isSame) return committedRound(buildErrorResponse('idempotency_key_mismatch'));
  return committedRound({ status, headers: { ...headers, 'Idempotent-Replayed': 'true' }, body, outcome: 'replayed' });
}

/** Builds the response of a request that did nothing. With a key, it says whether other requests were the reason. */
function buildExhaustedResponse<E extends Endpoint>(
  request: ApiRequest<E>,
  reason: RetryReason | undefined,
  cause: unknown,
): ApiResponse {
  const isContended = reason === 'contention' || reason === 'recordExists';
  const isLocked = isContended && request.idempotencyKey !== undefined;
  return buildErrorResponse(isLocked ? 'idempotency_key_locked' : 'SERVICE_UNAVAILABLE', { cause });
}

/** Builds the response as it is stored, with a hint in place of a secret. */
const buildSuccessResponse = (
  request: ApiRequest<Endpoint>,
  { body, location, secret }: SuccessResult,
): ApiResponse => ({
  status: request.endpoint.success.status,
  headers: {
    'Content-Type': 'application/json',
    ...(location !== undefined && { Location: request.basePath + location }),
  },
  body: JSON.stringify(secret === undefined ? body : { ...body, hint: shownOnceHint }),
  outcome: 'executed',
});

const shownOnceHint = 'The secret was shown once, in the first response. If it was lost, rotate again.';

/** Adds a secret to the stored response. Only the request that created the secret knows it. */
function revealSecret(response: ApiResponse, secret: string | undefined): ApiResponse {
  if (secret === undefined || response.outcome !== 'executed') return response;
  const { hint: _, ...body } = JSON.parse(response.body);
  return { ...response, body: JSON.stringify({ ...body, secret }) };
}
