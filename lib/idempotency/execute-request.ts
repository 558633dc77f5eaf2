import { type ApiKey, apiKeyRef, authenticateApiKey, type PresentedApiKey } from '../auth/api-key.ts';
import { type Endpoint, type EndpointInput, isCommandEndpoint } from '../contract/endpoint.ts';
import type { ErrorDetail } from '../contract/errors.ts';
import { toInstant } from '../domain/calendar.ts';
import { createDecisionTime } from '../domain/effective-dates.ts';
import { commitWithRetries, type RetriedCommit } from '../dynamodb/commit-with-retries.ts';
import type { RetryBudget } from '../dynamodb/database.ts';
import type { Dependencies } from '../dynamodb/dependencies.ts';
import { addRequestId } from '../dynamodb/item-write.ts';
import { tenantRef } from '../dynamodb/items/tenant.ts';
import { readAggregate } from '../dynamodb/read-aggregate.ts';
import {
  findReadItem,
  type ReadFailure,
  type ReadResult,
  type RetriedRead,
  readWithRetries,
} from '../dynamodb/read-with-retries.ts';
import { type Attempt, type RetryReason, retry } from '../dynamodb/retry.ts';
import { fingerprintRequest, matchesFingerprint, type RawRequest } from './fingerprint.ts';
import { type IdempotencyRecord, isRecordUnexpired, putResponse, recordRef } from './idempotency-record.ts';
import type { Operation, Reads } from './operation.ts';
import { buildReadRequest, collectReadValues, pickAggregateRefs } from './requested-items.ts';
import { type ApiResponse, buildErrorResponse } from './response.ts';

/** A request whose headers are in order. What is in it stays the same through all rounds. */
export interface ApiRequest<E extends Endpoint> {
  endpoint: E;
  /** A UUID of ours, never a client's: it tells our own commit from another's. */
  requestId: string;
  newResourceId: string;
  apiKey: PresentedApiKey;
  /** Absent on reads, and where the client sent none. */
  idempotencyKey?: string | undefined;
  rawRequest: RawRequest;
  /** What is wrong with the request is kept until it is known who sent it and that it is no repeat. */
  input: ParsedInput<E>;
  /** In front of every path: the stage of the gateway, or nothing. */
  basePath: string;
}

export type ParsedInput<E extends Endpoint> =
  | { ok: true; value: EndpointInput<E> }
  | { ok: false; code: 'VALIDATION_ERROR' | 'MALFORMED_JSON'; details: ErrorDetail[] };

/** A command's answer fits, with its key and fingerprint, into one item of 400 KB; a read's into the 6 MB a function may return, escaped. */
const maxResponseBytes = { command: 380_000, read: 4_000_000 } as const;

/**
 * Read once, decide purely, commit once; again from the start when another was faster.
 *
 * There is no moment at which a crash leaves half a command behind: the answer under the key and the change are one
 * transaction. After a send whose fate is unknown, the request ends only in an answer that is committed or found in the
 * record, or in `outcome_unknown`.
 */
export async function executeRequest<E extends Endpoint>(
  request: ApiRequest<E>,
  operation: Operation<E>,
  budget: RetryBudget,
  dependencies: Dependencies,
): Promise<ApiResponse & { rounds: number }> {
  let outcomeUnknown = false;
  let rounds = 0;
  const end = await retry<FinalRound>(
    async () => {
      rounds += 1;
      const round = await attemptRequest(request, operation, budget, dependencies).catch(failedRound);
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

interface FinalRound {
  response: ApiResponse;
  /** The response is committed or comes from the record. */
  committed: boolean;
}

interface Round {
  attempt: Attempt<FinalRound>;
  /** A transaction was sent whose outcome is unknown. */
  outcomeUnknown: boolean;
}

const toRound = (attempt: Attempt<FinalRound>, outcomeUnknown = false): Round => ({ attempt, outcomeUnknown });
const finalRound = (response: ApiResponse, committed = false, outcomeUnknown = false): Round =>
  toRound({ kind: 'done', value: { response, committed } }, outcomeUnknown);
const committedRound = (response: ApiResponse): Round => finalRound(response, true);
const failedRound = (cause: unknown, outcomeUnknown = false): Round =>
  finalRound(buildErrorResponse('INTERNAL_ERROR', { cause }), false, outcomeUnknown);
const readFailureRound = ({ kind, reason, cause }: ReadFailure): Round =>
  kind === 'defect' ? failedRound(cause) : toRound({ kind: 'exhausted', reason, cause });
const buildOutcomeUnknown = (cause: unknown): ApiResponse => buildErrorResponse('outcome_unknown', { cause });

async function attemptRequest<E extends Endpoint>(
  request: ApiRequest<E>,
  operation: Operation<E>,
  budget: RetryBudget,
  dependencies: Dependencies,
): Promise<Round> {
  const { tenantId, keyId } = request.apiKey;
  const callerApiKeyRef = apiKeyRef(tenantId, keyId);
  const callerTenantRef = tenantRef(tenantId);
  const callerRecordRef =
    request.idempotencyKey === undefined ? undefined : recordRef(tenantId, request.idempotencyKey);
  const reads = request.input.ok ? operation.reads(request.input.value, tenantId) : {};

  const firstRead = await readWithRetries(
    buildReadRequest([callerApiKeyRef, callerTenantRef, callerRecordRef, ...Object.values(reads)]),
    budget,
    dependencies,
  );
  if (firstRead.kind !== 'whole') return readFailureRound(firstRead);
  const readAtMs = dependencies.now();

  // Who
  const tenant = findReadItem(firstRead, callerTenantRef);
  const apiKey = findReadItem(firstRead, callerApiKeyRef);
  const denial = authenticateApiKey(request.apiKey, apiKey, tenant, toInstant(readAtMs));
  if (denial || !tenant) return finalRound(buildErrorResponse('UNAUTHORIZED', { cause: denial }));
  if (!hasScope(apiKey, request.endpoint))
    return finalRound(buildErrorResponse('FORBIDDEN', { details: [describeMissingScope(request.endpoint)] }));

  // Replay
  const storedResponse = callerRecordRef && findReadItem(firstRead, callerRecordRef);
  if (storedResponse && isRecordUnexpired(storedResponse, readAtMs)) return replay(storedResponse, request);

  // Parse
  if (!request.input.ok) return finalRound(buildErrorResponse(request.input.code, { details: request.input.details }));

  // Follow, where the first read only says where to look
  const stateRead = await completeReads(reads, firstRead, budget, dependencies);
  if (stateRead.kind !== 'whole') return readFailureRound(stateRead);
  let readValues = collectReadValues(reads, stateRead);
  if (operation.followUpReads) {
    const followUp = operation.followUpReads(readValues, request.input.value, tenantId);
    const followUpRead = await readState(followUp, budget, dependencies);
    if (followUpRead.kind !== 'whole') return readFailureRound(followUpRead);
    readValues = { ...readValues, ...collectReadValues(followUp, followUpRead) };
  }

  // Decide, later than everything that was read
  const nowMs = dependencies.now();
  const decision = operation.decide(readValues, request.input.value, {
    tenant,
    time: createDecisionTime(toInstant(nowMs), tenant.timeZone),
    newResourceId: request.newResourceId,
  });
  if ('invalidRequest' in decision)
    return finalRound(buildErrorResponse(decision.invalidRequest, { details: decision.details }));
  const response =
    'businessError' in decision
      ? buildErrorResponse(decision.businessError, { kept: callerRecordRef !== undefined })
      : buildSuccessResponse(request, decision.body, decision.location);
  if (Buffer.byteLength(response.body) > maxResponseBytes[isCommandEndpoint(request.endpoint) ? 'command' : 'read']) {
    return failedRound(new Error('The answer is too large.'));
  }

  // Commit
  const { requestId } = request;
  const responseWrites = callerRecordRef
    ? [putResponse(callerRecordRef, response, fingerprintRequest(request.rawRequest), requestId, nowMs)]
    : [];
  const resourceWrites = 'businessError' in decision ? [] : (decision.writes ?? []);
  const writes = [...responseWrites, ...resourceWrites].map(write => addRequestId(write, requestId));
  if (writes.length === 0) return committedRound(response);
  const transaction = { writes, clientRequestToken: dependencies.newId() };
  const hasIdempotencyKey = callerRecordRef !== undefined;
  const commit = await commitWithRetries(transaction, { hasIdempotencyKey, requestId }, budget, dependencies);
  return commit.kind === 'committed' ? committedRound(response) : roundAfterRefusal(commit, hasIdempotencyKey);
}

/** Reads until every aggregate is consistent. */
async function readState(reads: Reads, budget: RetryBudget, dependencies: Dependencies): Promise<RetriedRead> {
  const read = await readWithRetries(buildReadRequest(Object.values(reads)), budget, dependencies);
  return read.kind === 'whole' ? completeReads(reads, read, budget, dependencies) : read;
}

/** Reads again only the aggregates that the first read saw while they were being changed. */
async function completeReads(
  reads: Reads,
  firstRead: ReadResult,
  budget: RetryBudget,
  dependencies: Dependencies,
): Promise<RetriedRead> {
  let result: RetriedRead = { kind: 'whole', ...firstRead };
  for (const ref of pickAggregateRefs(reads)) {
    if (result.kind === 'whole') result = await readAggregate(ref, budget, dependencies, result);
  }
  return result;
}

function roundAfterRefusal(commit: Exclude<RetriedCommit, { kind: 'committed' }>, hasIdempotencyKey: boolean): Round {
  const { cause, outcomeUnknown } = commit;
  if (commit.kind === 'unavailable') return toRound({ ...commit, kind: 'exhausted' }, outcomeUnknown);
  const { refusedBy } = commit;
  if (refusedBy === 'unstorable' || refusedBy === 'defect') return failedRound(cause, outcomeUnknown);
  // Without a key, another round would find no record that shows how this one ended.
  if (outcomeUnknown && !hasIdempotencyKey) return finalRound(buildOutcomeUnknown(cause), false, true);
  return toRound({ kind: 'retry', reason: toRetryReason(refusedBy), cause }, outcomeUnknown);
}

function toRetryReason(refusedBy: 'record' | 'condition' | 'conflict' | 'overload'): RetryReason {
  if (refusedBy === 'record') return 'recordExists';
  return refusedBy === 'overload' ? 'overload' : 'contention';
}

/** The bytes of the record: to a repeat, and to the request itself that could not know it had succeeded. */
function replay<E extends Endpoint>(
  storedResponse: IdempotencyRecord,
  { rawRequest, requestId }: ApiRequest<E>,
): Round {
  const { status, headers, body } = storedResponse;
  if (storedResponse.requestId === requestId) {
    return committedRound({ status, headers, body, outcome: status < 400 ? 'executed' : 'rejected' });
  }
  const isSame = matchesFingerprint(rawRequest, {
    version: storedResponse.fingerprintVersion,
    digest: storedResponse.fingerprint,
  });
  if (isSame === undefined) {
    const cause = new Error(
      `Fingerprints of version ${storedResponse.fingerprintVersion} are not known to this release.`,
    );
    return finalRound(buildErrorResponse('SERVICE_UNAVAILABLE', { cause }));
  }
  if (!isSame) return committedRound(buildErrorResponse('idempotency_key_mismatch'));
  return committedRound({ status, headers: { ...headers, 'Idempotent-Replayed': 'true' }, body, outcome: 'replayed' });
}

/** Nothing was done. With a key, the client learns whether others were in the way. */
function buildExhaustedResponse<E extends Endpoint>(
  request: ApiRequest<E>,
  reason: RetryReason | undefined,
  cause: unknown,
): ApiResponse {
  const isContended = reason === 'contention' || reason === 'recordExists';
  const isLocked = isContended && request.idempotencyKey !== undefined;
  return buildErrorResponse(isLocked ? 'idempotency_key_locked' : 'SERVICE_UNAVAILABLE', { cause });
}

const buildSuccessResponse = (request: ApiRequest<Endpoint>, body: object, location?: string): ApiResponse => ({
  status: request.endpoint.success.status,
  headers: {
    'Content-Type': 'application/json',
    ...(location !== undefined && { Location: request.basePath + location }),
  },
  body: JSON.stringify(body),
  outcome: 'executed',
});

const describeMissingScope = ({ scope }: Endpoint): ErrorDetail => ({
  message: `needs the scope ${scope}`,
  code: 'INVALID_VALUE',
  property: 'X-API-Key',
});

const hasScope = (apiKey: ApiKey | undefined, { scope }: Endpoint): boolean => apiKey?.scopes.includes(scope) ?? false;
