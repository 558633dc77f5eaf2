import { classifyAttempt, readOutcomeCode } from '../attempt-outcome.ts';
import type { RequestAttempt } from '../request-attempt.ts';
import type { SimulationHistory } from '../simulation-history.ts';

/** I7: once nothing fails any more, every retry gets a definite response. */
export function checkFinalResponses({ attempts }: SimulationHistory): string[] {
  return attempts
    .filter(attempt => attempt.isUndisturbed && !hasFinalResponse(attempt))
    .map(
      ({ id, response }) =>
        `I7: ${id} was sent without faults and received ${response ? readOutcomeCode(response) : 'no response'}.`,
    );
}

function hasFinalResponse(attempt: RequestAttempt): boolean {
  const { response, request } = attempt;
  if (!response) return false;
  if (classifyAttempt(attempt) !== 'refused')
    return ['executed', 'replayed', 'mismatch', 'read'].includes(classifyAttempt(attempt));
  // Only a malformed request or one with a past date is refused every time.
  const code = readOutcomeCode(response);
  return code === 'MALFORMED_JSON' || (code === 'VALIDATION_ERROR' && request.body?.includes('scheduledAt') === true);
}
