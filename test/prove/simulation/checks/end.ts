import type { Attempt } from '../attempt.ts';
import type { History } from '../history.ts';
import { codeOf, told } from '../told.ts';

/** I7: once nothing fails any more, everybody gets an answer that is final. */
export function checkEnd({ attempts }: History): string[] {
  return attempts
    .filter(attempt => attempt.last && !isFinal(attempt))
    .map(({ id, reply }) => `I7: ${id} asks when nothing fails, and is told ${reply ? codeOf(reply) : 'nothing'}.`);
}

function isFinal(attempt: Attempt): boolean {
  const { reply, request } = attempt;
  if (!reply) return false;
  if (told(attempt) !== 'refused') return ['own', 'replayed', 'mismatch', 'shown'].includes(told(attempt));
  // Only what is malformed, or names a day that has gone by, is refused again and again.
  const code = codeOf(reply);
  return code === 'MALFORMED_JSON' || (code === 'VALIDATION_ERROR' && request.body?.includes('scheduledAt') === true);
}
