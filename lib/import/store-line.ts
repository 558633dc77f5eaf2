import { pause } from '../command/budget.ts';
import { type Committed, commit } from '../command/commit.ts';
import type { Ports } from '../command/ports.ts';
import { type Found, readWhole } from '../command/read.ts';
import { tornWatch } from '../command/torn-watch.ts';
import { toInstant } from '../domain/calendar.ts';
import { type Budget, isSpent, type ReadRequest } from '../store/database.ts';
import { CorruptItem } from '../store/item.ts';
import { signed, type Write } from '../store/write.ts';
import { type Known, knownFrom } from './known.ts';
import type { Outcome, Plan, Prepared } from './plan.ts';
import type { Problem } from './problem.ts';
import { messageOf, refusedByDatabase, unavailable } from './stopped.ts';

/** So long it tries before it says that the database does not answer, or that others are in the way. */
const patienceMs = 30_000;

const newBudget = ({ now }: Ports): Budget => ({ deadline: now() + patienceMs, maxCalls: 1000, calls: 0 });

/** @throws ImportStopped */
export async function readAll(request: ReadRequest, ports: Ports): Promise<Found> {
  const snapshot = await readWhole(request, newBudget(ports), ports);
  if (snapshot.kind === 'whole') return snapshot;
  throw snapshot.kind === 'defect' ? refusedByDatabase(snapshot.cause) : unavailable(snapshot.cause);
}

/** All of the writes or none, each on the version that was read. */
export function commitAll(writes: Write[], ports: Ports): Promise<Committed> {
  const requestId = ports.newId();
  const transaction = { writes: writes.map(write => signed(write, requestId)), token: ports.newId() };
  return commit(transaction, { keyed: false, requestId }, newBudget(ports), ports);
}

/** What a line changes, given what was read. An item that does not parse is a problem of the line that needs it. */
export function planOn(prepared: Prepared, known: Known, { now }: Ports, seen?: string): Plan {
  try {
    return prepared.plan(known, toInstant(now()), seen);
  } catch (error) {
    if (error instanceof CorruptItem) return { problems: [{ field: '', reason: `meets bad data: ${error.message}` }] };
    throw error;
  }
}

/**
 * Carries one line in: reads, plans, commits on the versions that were read, and begins anew when another was faster. When the
 * fate of a commit is unknown, the next read shows it.
 *
 * @param inDoubt - what an earlier commit of it, whose fate is unknown, would have made of it
 * @throws ImportStopped
 */
export async function storeLine(
  prepared: Prepared,
  inDoubt: Outcome | undefined,
  ports: Ports,
): Promise<Outcome | Problem[]> {
  const patience = newBudget(ports);
  let doubted = inDoubt;
  const watch = tornWatch();
  let seen: string | undefined;
  for (let round = 1; ; round++) {
    const known = knownFrom(prepared.needs, await readAll(prepared.needs, ports));
    const plan = planOn(prepared, known, ports, seen);
    if ('problems' in plan) return plan.problems;
    seen = watch('torn' in plan ? plan.torn : undefined);
    let refusal: Committed | undefined;
    if ('writes' in plan) {
      if (plan.writes.length === 0) return doubted ?? plan.outcome;
      refusal = await commitAll(plan.writes, ports);
      if (refusal.kind === 'committed') return plan.outcome;
      if (refusal.kind === 'defect') return unstorable(refusal.cause);
      if (refusal.doubt) doubted = plan.outcome;
    }
    if (isSpent(patience, ports.now())) return givenUp(refusal);
    await pause(round, ports, patience);
  }
}

/** @throws ImportStopped unless it is this line that DynamoDB will not take */
function unstorable(cause: unknown): Problem[] {
  const ofThisLine = Array.isArray(cause) || (cause instanceof Error && cause.name === 'ValidationException');
  if (ofThisLine) return [{ field: '', reason: `cannot be stored: ${messageOf(cause)}` }];
  throw refusedByDatabase(cause);
}

/** @throws ImportStopped unless it was others, at work on the same thing, that kept this line out */
function givenUp(refusal: Committed | undefined): Problem[] {
  if (refusal?.kind === 'over') throw unavailable(refusal.cause);
  if (refusal?.kind === 'refused' && refusal.by === 'load') throw unavailable('it is overloaded');
  return [{ field: '', reason: 'is being changed by others all the time; import it again' }];
}
