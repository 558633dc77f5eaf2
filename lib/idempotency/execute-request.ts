import { type ApiKey, apiKeyRef, authenticateApiKey, type PresentedApiKey } from '../auth/api-key.ts';
import { type Endpoint, type EndpointInput, isCommandEndpoint } from '../contract/endpoint.ts';
import type { ErrorDetail } from '../contract/errors.ts';
import { toInstant } from '../domain/calendar.ts';
import { createDecisionTime } from '../domain/effective-dates.ts';
import { commitWithRetries, type RetriedCommit } from '../dynamodb/commit-with-retries.ts';
import { isBudgetSpent, type RetryBudget } from '../dynamodb/database.ts';
import type { Dependencies } from '../dynamodb/dependencies.ts';
import { addRequestId } from '../dynamodb/item-write.ts';
import { tenantRef } from '../dynamodb/items/tenant.ts';
import { type ReadFailure, readWithRetries } from '../dynamodb/read-with-retries.ts';
import { backOff } from '../dynamodb/retry-budget.ts';
import { tornWatch } from '../dynamodb/torn-watch.ts';
import { fingerprintRequest, matchesFingerprint, type RawRequest } from './fingerprint.ts';
import { type IdempotencyRecord, isRecordUnexpired, putResponse, recordRef } from './idempotency-record.ts';
import type { Operation } from './operation.ts';
import { buildReadRequest, collectReadValues, findReadItem } from './requested-items.ts';
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
  let refusedBy: Round['refusedBy'];
  const watch = tornWatch();
  let seen: string | undefined;
  for (let rounds = 1; ; rounds++) {
    const round = await attemptRequest(request, operation, seen, budget, dependencies).catch(failedRound);
    outcomeUnknown ||= round.outcomeUnknown;
    if (round.response) {
      const isCertain = round.committed || !outcomeUnknown;
      return { ...(isCertain ? round.response : buildOutcomeUnknown(round.response.cause)), rounds };
    }
    refusedBy = round.refusedBy ?? refusedBy;
    seen = watch(round.torn);
    // A record is there to be read at once; everything else needs others to get out of the way.
    if (round.refusedBy !== 'key') await backOff(rounds, dependencies, budget);
    if (isBudgetSpent(budget, dependencies.now())) {
      return {
        ...(outcomeUnknown
          ? buildOutcomeUnknown(round.cause)
          : buildBudgetSpentResponse(request, refusedBy, round.cause)),
        rounds,
      };
    }
  }
}

interface Round {
  /** Absent: another round. */
  response?: ApiResponse;
  /** The answer is committed or comes from the record. */
  committed: boolean;
  /** Something was sent whose fate is unknown. */
  outcomeUnknown: boolean;
  refusedBy?: 'key' | 'condition' | 'conflict' | 'load' | 'torn';
  torn?: string;
  cause?: unknown;
}

const buildOutcomeUnknown = (cause: unknown): ApiResponse => buildErrorResponse('outcome_unknown', { cause });
const readFailureRound = ({ kind, cause }: ReadFailure): Round =>
  kind === 'defect' ? failedRound(cause) : retryRound({ outcomeUnknown: false, cause });
const failedRound = (cause: unknown): Round => finalRound(buildErrorResponse('INTERNAL_ERROR', { cause }));
const retryRound = (round: Omit<Round, 'committed'>): Round => ({ committed: false, ...round });
const finalRound = (response: ApiResponse): Round => ({ response, committed: false, outcomeUnknown: false });
const committedRound = (response: ApiResponse): Round => ({ response, committed: true, outcomeUnknown: false });

async function attemptRequest<E extends Endpoint>(
  request: ApiRequest<E>,
  operation: Operation<E>,
  seen: string | undefined,
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
  const nowMs = dependencies.now();
  const now = toInstant(nowMs);

  // Who
  const tenant = findReadItem(firstRead, callerTenantRef);
  const apiKey = findReadItem(firstRead, callerApiKeyRef);
  const denial = authenticateApiKey(request.apiKey, apiKey, tenant, now);
  if (denial || !tenant) return finalRound(buildErrorResponse('UNAUTHORIZED', { cause: denial }));
  if (!hasScope(apiKey, request.endpoint))
    return finalRound(buildErrorResponse('FORBIDDEN', { details: [describeMissingScope(request.endpoint)] }));

  // Replay
  const storedResponse = callerRecordRef && findReadItem(firstRead, callerRecordRef);
  if (storedResponse && isRecordUnexpired(storedResponse, nowMs)) return replay(storedResponse, request);

  // Parse
  if (!request.input.ok) return finalRound(buildErrorResponse(request.input.code, { details: request.input.details }));

  // Follow, where the first read only says where to look
  let readValues = collectReadValues(reads, firstRead);
  if (operation.followUpReads) {
    const followUp = operation.followUpReads(readValues, request.input.value, tenantId);
    const followUpRead = await readWithRetries(buildReadRequest(Object.values(followUp)), budget, dependencies);
    if (followUpRead.kind !== 'whole') return readFailureRound(followUpRead);
    readValues = { ...readValues, ...collectReadValues(followUp, followUpRead) };
  }

  // Decide
  const decision = operation.decide(readValues, request.input.value, {
    tenant,
    time: createDecisionTime(now, tenant.timeZone),
    newResourceId: request.newResourceId,
    seen,
  });
  if ('torn' in decision) return retryRound({ outcomeUnknown: false, refusedBy: 'torn', torn: decision.torn });
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
  return roundAfterCommit(
    await commitWithRetries(transaction, { keyed: callerRecordRef !== undefined, requestId }, budget, dependencies),
    response,
  );
}

function roundAfterCommit(commitResult: RetriedCommit, response: ApiResponse): Round {
  switch (commitResult.kind) {
    case 'committed':
      return committedRound(response);
    case 'refused':
      return retryRound({ outcomeUnknown: commitResult.outcomeUnknown, refusedBy: commitResult.refusedBy });
    case 'defect':
      return { ...failedRound(commitResult.cause), outcomeUnknown: commitResult.outcomeUnknown };
    case 'over':
      return commitResult.outcomeUnknown
        ? { ...finalRound(buildOutcomeUnknown(commitResult.cause)), outcomeUnknown: true }
        : retryRound({ outcomeUnknown: false, cause: commitResult.cause });
  }
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

function buildBudgetSpentResponse<E extends Endpoint>(
  request: ApiRequest<E>,
  refusedBy: Round['refusedBy'],
  cause: unknown,
): ApiResponse {
  const isContended = refusedBy !== undefined && refusedBy !== 'load';
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
  message: `requires the scope ${scope}`,
  code: 'INVALID_VALUE',
  property: 'X-API-Key',
});

const hasScope = (apiKey: ApiKey | undefined, { scope }: Endpoint): boolean => apiKey?.scopes.includes(scope) ?? false;
