import { isCommandEndpoint } from '../../../../lib/contract/endpoint.ts';
import { attemptDeadlineMs } from '../../../../lib/dynamodb/retry-budget.ts';
import { loadedEndpoints } from '../../../support/operations.ts';
import { classifyAttempt } from '../attempt-outcome.ts';
import type { RequestAttempt } from '../request-attempt.ts';
import type { SimulationHistory } from '../simulation-history.ts';

/** Maximum duration of the last call before the deadline. */
const lastCallMs = 2000;

/** I6, I7, I12: nothing is signed after the deadline, a token belongs to one transaction, and no wait or read is unnecessary. */
export function checkBudgets({ attempts }: SimulationHistory): string[] {
  return attempts.flatMap(attempt => [
    ...checkDeadline(attempt),
    ...checkTokens(attempt),
    ...checkPauses(attempt),
    ...(isUndisturbed(attempt, attempts) ? checkCallCount(attempt) : []),
  ]);
}

function checkDeadline({ id, startedAt, skewMs, endedAt, actions, environment }: RequestAttempt): string[] {
  const deadline = startedAt + skewMs + attemptDeadlineMs;
  const late = actions.find(action => action.kind === 'commit' && action.signedAt >= deadline);
  if (late) return [`I12: ${id} sent a transaction that was signed after its deadline.`];
  if (environment.frozen || environment.crashed || endedAt <= startedAt + attemptDeadlineMs + lastCallMs) return [];
  return [`I7: ${id} did not respond in time.`];
}

/** While the outcome of a transaction is unknown, only the identical one may be sent. Changed parameters need a new token. */
function checkTokens({ id, actions }: RequestAttempt): string[] {
  const violations: string[] = [];
  const parametersByToken = new Map<string, string>();
  let unknownCommit: { token: string; parameters: string } | undefined;
  for (const action of actions) {
    if (action.kind === 'read') unknownCommit = undefined;
    if (action.kind !== 'commit') continue;
    const { token, parameters, outcome } = action;
    if ((parametersByToken.get(token) ?? parameters) !== parameters)
      violations.push(`I6: ${id} used one token for two transactions.`);
    parametersByToken.set(token, parameters);
    if (unknownCommit && (unknownCommit.token !== token || unknownCommit.parameters !== parameters)) {
      violations.push(`I6: ${id} sent another transaction while the outcome of the previous one was unknown.`);
    }
    unknownCommit = outcome === 'unknown' ? action : undefined;
  }
  return violations;
}

/** An existing record is read at once. After any other refusal, the attempt waits first, because other requests are active. */
function checkPauses({ id, idempotencyKey: key, actions, environment }: RequestAttempt): string[] {
  const violations: string[] = [];
  // An environment that resumes after its deadline reads no more.
  if (environment.frozen) return violations;
  for (const [index, action] of actions.entries()) {
    const next = actions[index + 1];
    if (action.kind !== 'commit' || action.outcome !== 'refused' || action.reasons.length === 0 || !next) continue;
    const hasRecord = key !== undefined && action.reasons[0] === 'ConditionalCheckFailed';
    if (hasRecord && next.kind === 'sleep')
      violations.push(`I7: ${id} waited although a stored response could be read.`);
    if (!hasRecord && next.kind !== 'sleep')
      violations.push(`I12: ${id} retried at once although other requests were active.`);
  }
  return violations;
}

/** One batch read for each stage of an operation, and a query where it reads a subscription with its add-ons. */
const maxReadsByOperation = new Map(
  loadedEndpoints.map(({ endpoint, operation }) => {
    const stages = 1 + Number(operation.followUpReads !== undefined) + Number(operation.finalReads !== undefined);
    return [endpoint.operation, stages + Number(endpoint.access.connect?.includes('Query') === true)];
  }),
);

const isUndisturbed = (attempt: RequestAttempt, attempts: RequestAttempt[]): boolean =>
  attempt.isUndisturbed &&
  attempts.every(other => other === attempt || other.endedAt < attempt.startedAt || other.startedAt > attempt.endedAt);

/** A first call makes its reads and one transaction. A replay, a mismatch or a refusal makes no transaction. */
function checkCallCount(attempt: RequestAttempt): string[] {
  const reads = attempt.actions.filter(({ kind }) => kind === 'read').length;
  const commits = attempt.actions.filter(({ kind }) => kind === 'commit').length;
  const isFirst = classifyAttempt(attempt) === 'executed' && isCommandEndpoint(attempt.request.endpoint);
  const maxReads = maxReadsByOperation.get(attempt.request.endpoint.operation) ?? 0;
  if (reads <= maxReads && commits === (isFirst ? 1 : 0)) return [];
  return [`I12: ${attempt.id} made ${reads} reads and ${commits} transactions.`];
}
