import { classifyAttempt, readOutcomeCode } from '../attempt-outcome.ts';
import type { RequestAttempt } from '../request-attempt.ts';
import type { SimulationHistory } from '../simulation-history.ts';

/** I7: once nothing fails any more, everybody gets an answer that is final. */
export function checkFinalResponses({ attempts }: SimulationHistory): string[] {
  return attempts
    .filter(attempt => attempt.isUndisturbed && !hasFinalResponse(attempt))
    .map(
      ({ id, response: reply }) =>
        `I7: ${id} asks when nothing fails, and is told ${reply ? readOutcomeCode(reply) : 'nothing'}.`,
    );
}

function hasFinalResponse(attempt: RequestAttempt): boolean {
  const { response: reply, request } = attempt;
  if (!reply) return false;
  if (classifyAttempt(attempt) !== 'refused')
    return ['own', 'replayed', 'mismatch', 'shown'].includes(classifyAttempt(attempt));
  // Only what is malformed, or names a day that has gone by, is refused again and again.
  const code = readOutcomeCode(reply);
  return code === 'MALFORMED_JSON' || (code === 'VALIDATION_ERROR' && request.body?.includes('scheduledAt') === true);
}
