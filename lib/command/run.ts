import { type ApiKey, apiKeyRef, authenticate, type PresentedKey } from '../auth/api-key.ts';
import { toInstant } from '../domain/calendar.ts';
import { momentOf } from '../domain/schedule.ts';
import { type Endpoint, type Input, isCommand } from '../schemas/endpoint.ts';
import type { ErrorDetail } from '../schemas/error.ts';
import { type Budget, isSpent } from '../store/database.ts';
import { tenantRef } from '../store/entity.ts';
import { signed } from '../store/write.ts';
import { type Answer, errorAnswer } from './answer.ts';
import { pause } from './budget.ts';
import { type Committed, commit } from './commit.ts';
import { fingerprint, isSameRequest, type RawRequest } from './fingerprint.ts';
import type { Operation } from './operation.ts';
import type { Ports } from './ports.ts';
import { readWhole, type Unread } from './read.ts';
import { type IdempotencyRecord, isAlive, keepAnswer, recordRef } from './record.ts';
import { itemIn, requestFor, stateOf } from './state.ts';
import { tornWatch } from './torn-watch.ts';

/** A request whose headers are in order. What is in it stays the same through all rounds. */
export interface Call<E extends Endpoint> {
  endpoint: E;
  /** A UUID of ours, never a client's: it tells our own commit from another's. */
  requestId: string;
  newId: string;
  apiKey: PresentedKey;
  /** Absent on reads, and where the client sent none. */
  idempotencyKey?: string | undefined;
  raw: RawRequest;
  /** What is wrong with the request is kept until it is known who sent it and that it is no repeat. */
  input: Parsed<E>;
  /** In front of every path: the stage of the gateway, or nothing. */
  basePath: string;
}

export type Parsed<E extends Endpoint> =
  | { ok: true; value: Input<E> }
  | { ok: false; code: 'VALIDATION_ERROR' | 'MALFORMED_JSON'; details: ErrorDetail[] };

/** A command's answer fits, with its key and fingerprint, into one item of 400 KB; a read's into the 6 MB a function may return, escaped. */
const maxBytes = { command: 380_000, read: 4_000_000 } as const;

/**
 * Read once, decide purely, commit once; again from the start when another was faster.
 *
 * There is no moment at which a crash leaves half a command behind: the answer under the key and the change are one
 * transaction. After a send whose fate is unknown, the request ends only in an answer that is committed or found in the
 * record, or in `outcome_unknown`.
 */
export async function run<E extends Endpoint>(
  call: Call<E>,
  operation: Operation<E>,
  budget: Budget,
  ports: Ports,
): Promise<Answer & { rounds: number }> {
  let doubt = false;
  let refusedBy: Round['refusedBy'];
  const watch = tornWatch();
  let seen: string | undefined;
  for (let rounds = 1; ; rounds++) {
    const round = await tryOnce(call, operation, seen, budget, ports).catch(failed);
    doubt ||= round.doubt;
    if (round.answer) {
      const certain = round.settled || !doubt;
      return { ...(certain ? round.answer : unknown(round.answer.cause)), rounds };
    }
    refusedBy = round.refusedBy ?? refusedBy;
    seen = watch(round.torn);
    // A record is there to be read at once; everything else needs others to get out of the way.
    if (round.refusedBy !== 'key') await pause(rounds, ports, budget);
    if (isSpent(budget, ports.now())) {
      return { ...(doubt ? unknown(round.cause) : budgetSpent(call, refusedBy, round.cause)), rounds };
    }
  }
}

interface Round {
  /** Absent: another round. */
  answer?: Answer;
  /** The answer is committed or comes from the record. */
  settled: boolean;
  /** Something was sent whose fate is unknown. */
  doubt: boolean;
  refusedBy?: 'key' | 'condition' | 'conflict' | 'load' | 'torn';
  torn?: string;
  cause?: unknown;
}

const unknown = (cause: unknown): Answer => errorAnswer('outcome_unknown', { cause });
const unread = ({ kind, cause }: Unread): Round => (kind === 'defect' ? failed(cause) : again({ doubt: false, cause }));
const failed = (cause: unknown): Round => final(errorAnswer('INTERNAL_ERROR', { cause }));
const again = (round: Omit<Round, 'settled'>): Round => ({ settled: false, ...round });
const final = (answer: Answer): Round => ({ answer, settled: false, doubt: false });
const settled = (answer: Answer): Round => ({ answer, settled: true, doubt: false });

async function tryOnce<E extends Endpoint>(
  call: Call<E>,
  operation: Operation<E>,
  seen: string | undefined,
  budget: Budget,
  ports: Ports,
): Promise<Round> {
  const { tenantId, keyId } = call.apiKey;
  const key = apiKeyRef(tenantId, keyId);
  const tenant = tenantRef(tenantId);
  const record = call.idempotencyKey === undefined ? undefined : recordRef(tenantId, call.idempotencyKey);
  const needs = call.input.ok ? operation.needs(call.input.value, tenantId) : {};

  const snapshot = await readWhole(requestFor([key, tenant, record, ...Object.values(needs)]), budget, ports);
  if (snapshot.kind !== 'whole') return unread(snapshot);
  const nowMs = ports.now();
  const now = toInstant(nowMs);

  // Who
  const owner = itemIn(snapshot, tenant);
  const apiKey = itemIn(snapshot, key);
  const denial = authenticate(call.apiKey, apiKey, owner, now);
  if (denial || !owner) return final(errorAnswer('UNAUTHORIZED', { cause: denial }));
  if (!mayUse(apiKey, call.endpoint))
    return final(errorAnswer('FORBIDDEN', { details: [missingScope(call.endpoint)] }));

  // Replay
  const kept = record && itemIn(snapshot, record);
  if (kept && isAlive(kept, nowMs)) return replay(kept, call);

  // Parse
  if (!call.input.ok) return final(errorAnswer(call.input.code, { details: call.input.details }));

  // Follow, where the first read only says where to look
  let state = stateOf(needs, snapshot);
  if (operation.follow) {
    const more = operation.follow(state, call.input.value, tenantId);
    const followed = await readWhole(requestFor(Object.values(more)), budget, ports);
    if (followed.kind !== 'whole') return unread(followed);
    state = { ...state, ...stateOf(more, followed) };
  }

  // Decide
  const decision = operation.decide(state, call.input.value, {
    tenant: owner,
    moment: momentOf(now, owner.timeZone),
    newId: call.newId,
    seen,
  });
  if ('torn' in decision) return again({ doubt: false, refusedBy: 'torn', torn: decision.torn });
  if ('refused' in decision) return final(errorAnswer(decision.refused, { details: decision.details }));
  const answer =
    'rejected' in decision
      ? errorAnswer(decision.rejected, { kept: record !== undefined })
      : successAnswer(call, decision.body, decision.location);
  if (Buffer.byteLength(answer.body) > maxBytes[isCommand(call.endpoint) ? 'command' : 'read']) {
    return failed(new Error('The answer is too large.'));
  }

  // Commit
  const { requestId } = call;
  const keeping = record ? [keepAnswer(record, answer, fingerprint(call.raw), requestId, nowMs)] : [];
  const changes = 'rejected' in decision ? [] : (decision.writes ?? []);
  const writes = [...keeping, ...changes].map(write => signed(write, requestId));
  if (writes.length === 0) return settled(answer);
  const transaction = { writes, token: ports.newId() };
  return afterCommit(await commit(transaction, { keyed: record !== undefined, requestId }, budget, ports), answer);
}

function afterCommit(committed: Committed, answer: Answer): Round {
  switch (committed.kind) {
    case 'committed':
      return settled(answer);
    case 'refused':
      return again({ doubt: committed.doubt, refusedBy: committed.by });
    case 'defect':
      return { ...failed(committed.cause), doubt: committed.doubt };
    case 'over':
      return committed.doubt
        ? { ...final(unknown(committed.cause)), doubt: true }
        : again({ doubt: false, cause: committed.cause });
  }
}

/** The bytes of the record: to a repeat, and to the request itself that could not know it had succeeded. */
function replay<E extends Endpoint>(kept: IdempotencyRecord, { raw, requestId }: Call<E>): Round {
  const { status, headers, body } = kept;
  if (kept.requestId === requestId) {
    return settled({ status, headers, body, outcome: status < 400 ? 'executed' : 'rejected' });
  }
  const same = isSameRequest(raw, { version: kept.fingerprintVersion, digest: kept.fingerprint });
  if (same === undefined) {
    const cause = new Error(`Fingerprints of version ${kept.fingerprintVersion} are not known to this release.`);
    return final(errorAnswer('SERVICE_UNAVAILABLE', { cause }));
  }
  if (!same) return settled(errorAnswer('idempotency_key_mismatch'));
  return settled({ status, headers: { ...headers, 'Idempotent-Replayed': 'true' }, body, outcome: 'replayed' });
}

function budgetSpent<E extends Endpoint>(call: Call<E>, refusedBy: Round['refusedBy'], cause: unknown): Answer {
  const contended = refusedBy !== undefined && refusedBy !== 'load';
  const locked = contended && call.idempotencyKey !== undefined;
  return errorAnswer(locked ? 'idempotency_key_locked' : 'SERVICE_UNAVAILABLE', { cause });
}

const successAnswer = (call: Call<Endpoint>, body: object, location?: string): Answer => ({
  status: call.endpoint.success.status,
  headers: {
    'Content-Type': 'application/json',
    ...(location !== undefined && { Location: call.basePath + location }),
  },
  body: JSON.stringify(body),
  outcome: 'executed',
});

const missingScope = ({ scope }: Endpoint): ErrorDetail => ({
  message: `needs the scope ${scope}`,
  code: 'INVALID_VALUE',
  property: 'X-API-Key',
});

const mayUse = (apiKey: ApiKey | undefined, { scope }: Endpoint): boolean => apiKey?.scopes.includes(scope) ?? false;
