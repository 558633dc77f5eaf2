import type { RequestAttempt } from '../request-attempt.ts';
import type { ChangedItem, SimulationHistory } from '../simulation-history.ts';
import { getEndDate, isDueAt } from './timeline.ts';

/** I10: whatever interleaves, a change is of what was there: versions go up by one, and what has ended does not end again. */
export function checkChanges(history: SimulationHistory): string[] {
  return history.effects.flatMap(effect => {
    const attempt = history.attempts.find(({ requestId }) => requestId === effect.requestId);
    const changes = effect.changes.filter(({ table }) => table === 'connect');
    if (!attempt) return [];
    const wrong = [...changes.flatMap(change => checkItemChange(attempt, change)), ...checkAggregate(attempt, changes)];
    return wrong.map(what => `I10: ${what} (${attempt.id}, ${attempt.request.name})`);
  });
}

const isAddon = ({ sk }: { sk?: unknown }): boolean => String(sk).startsWith('addon#');

function checkItemChange({ startedAt, skewMs, request }: RequestAttempt, { before, after }: ChangedItem): string[] {
  const wrong: string[] = [];
  const [was, is] = [Number(before?.version ?? 0), Number(after.version)];
  // An add-on takes the version of its subscription.
  if (isAddon(after) ? is <= was : is !== was + 1) wrong.push(`from version ${was} to ${is}`);
  if (!before) return request.endpoint.operation === 'createLicense' ? wrong : [...wrong, 'something new'];
  if (request.endpoint.operation === 'createLicense') wrong.push('a new license in the place of another');
  if (isDueAt(getEndDate(before), startedAt + skewMs)) wrong.push('ended a second time');
  if (request.endpoint.operation === 'cancelLicense' && !getEndDate(after)) wrong.push('a cancellation without an end');
  return wrong;
}

/** A subscription and its add-ons are one thing. */
function checkAggregate({ request }: RequestAttempt, changes: ChangedItem[]): string[] {
  if (request.endpoint.operation !== 'cancelAddon' || changes.length === 0) return [];
  const addons = changes.filter(({ after }) => isAddon(after));
  const heads = changes.filter(({ after }) => !isAddon(after));
  if (addons.length !== 1 || heads.length !== 1) return ['an add-on without its subscription'];
  return addons[0]?.after.version === heads[0]?.after.version ? [] : ['an add-on of another version'];
}
