import { isCommandEndpoint } from '../../../../lib/contract/endpoint.ts';
import { attemptDeadlineMs } from '../../../../lib/dynamodb/retry-budget.ts';
import { classifyAttempt } from '../attempt-outcome.ts';
import type { RequestAttempt } from '../request-attempt.ts';
import type { SimulationHistory } from '../simulation-history.ts';

/** The last call that a deadline lets through may take so long. */
const lastCallMs = 2000;

/** I6, I7, I12: nothing is signed behind the deadline, a token is of one transaction, and nobody waits or reads for nothing. */
export function checkBudgets({ attempts }: SimulationHistory): string[] {
  return attempts.flatMap(attempt => [
    ...checkDeadline(attempt),
    ...checkTokens(attempt),
    ...checkPauses(attempt),
    ...(isUndisturbed(attempt, attempts) ? checkCallCount(attempt) : []),
  ]);
}

function checkDeadline({
  id,
  startedAt,
  skewMs,
  endedAt,
  actions: deeds,
  environment: sandbox,
}: RequestAttempt): string[] {
  const deadline = startedAt + skewMs + attemptDeadlineMs;
  const late = deeds.find(deed => deed.kind === 'commit' && deed.signedAt >= deadline);
  if (late) return [`I12: ${id} sent a transaction that was signed behind its deadline.`];
  if (sandbox.frozen || sandbox.crashed || endedAt <= startedAt + attemptDeadlineMs + lastCallMs) return [];
  return [`I7: ${id} was not answered in time.`];
}

/** While the fate of a transaction is unknown, only the identical one may be sent; and changed parameters need a new token. */
function checkTokens({ id, actions: deeds }: RequestAttempt): string[] {
  const wrong: string[] = [];
  const parametersOf = new Map<string, string>();
  let open: { token: string; parameters: string } | undefined;
  for (const deed of deeds) {
    if (deed.kind === 'read') open = undefined;
    if (deed.kind !== 'commit') continue;
    const { token, parameters, heard } = deed;
    if ((parametersOf.get(token) ?? parameters) !== parameters)
      wrong.push(`I6: ${id} used a token for two transactions.`);
    parametersOf.set(token, parameters);
    if (open && (open.token !== token || open.parameters !== parameters)) {
      wrong.push(`I6: ${id} sent another transaction while the fate of the one before was unknown.`);
    }
    open = heard === 'unknown' ? deed : undefined;
  }
  return wrong;
}

/** Where a record is, it is read at once; where others are at work, they get time first. */
function checkPauses({ id, key, actions: deeds, environment: sandbox }: RequestAttempt): string[] {
  const wrong: string[] = [];
  // Thawed behind its deadline, it reads no more.
  if (sandbox.frozen) return wrong;
  for (const [index, deed] of deeds.entries()) {
    const next = deeds[index + 1];
    if (deed.kind !== 'commit' || deed.heard !== 'refused' || deed.reasons.length === 0 || !next) continue;
    const isKept = key !== undefined && deed.reasons[0] === 'ConditionalCheckFailed';
    if (isKept && next.kind === 'sleep') wrong.push(`I7: ${id} waited, though an answer was there to be read.`);
    if (!isKept && next.kind !== 'sleep') wrong.push(`I12: ${id} tried again at once what others were at.`);
  }
  return wrong;
}

const isUndisturbed = (attempt: RequestAttempt, attempts: RequestAttempt[]): boolean =>
  attempt.isUndisturbed &&
  attempts.every(other => other === attempt || other.endedAt < attempt.startedAt || other.startedAt > attempt.endedAt);

/** One parallel read and one transaction; of a replay, a mismatch or a refusal no transaction. */
function checkCallCount(attempt: RequestAttempt): string[] {
  const reads = attempt.actions.filter(({ kind }) => kind === 'read').length;
  const commits = attempt.actions.filter(({ kind }) => kind === 'commit').length;
  const isFirst = classifyAttempt(attempt) === 'own' && isCommandEndpoint(attempt.request.endpoint);
  const readsAtMost = 'subscriptionId' in attempt.request.path ? 2 : 1;
  if (reads <= readsAtMost && commits === (isFirst ? 1 : 0)) return [];
  return [`I12: ${attempt.id} took ${reads} reads and ${commits} transactions.`];
}
