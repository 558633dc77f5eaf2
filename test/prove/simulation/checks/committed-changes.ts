import type { RequestAttempt } from '../request-attempt.ts';
import type { ChangedItem, SimulationHistory } from '../simulation-history.ts';
import { getEndDate, isDueAt } from './timeline.ts';

/** I10: under every interleaving, versions go up by one and nothing ends twice. */
export function checkChanges(history: SimulationHistory): string[] {
  return history.effects.flatMap(effect => {
    const attempt = history.attempts.find(({ requestId }) => requestId === effect.requestId);
    const changes = effect.changes.filter(({ table }) => table === 'connect');
    if (!attempt) return [];
    const violations = [
      ...changes.flatMap(change => checkItemChange(attempt, change)),
      ...checkAggregate(attempt, changes),
    ];
    return violations.map(violation => `I10: ${violation} (${attempt.id}, ${attempt.request.name})`);
  });
}

const isAddon = ({ sk }: { sk?: unknown }): boolean => String(sk).startsWith('addon#');

function checkItemChange({ startedAt, skewMs, request }: RequestAttempt, { before, after }: ChangedItem): string[] {
  const violations: string[] = [];
  const [versionBefore, versionAfter] = [Number(before?.version ?? 0), Number(after.version)];
  // An add-on gets the version of its subscription.
  if (isAddon(after) ? versionAfter <= versionBefore : versionAfter !== versionBefore + 1)
    violations.push(`from version ${versionBefore} to ${versionAfter}`);
  if (!before)
    return request.endpoint.operation === 'createLicense' ? violations : [...violations, 'an unexpected new item'];
  if (request.endpoint.operation === 'createLicense') violations.push('a new license replaced an existing item');
  if (isDueAt(getEndDate(before), startedAt + skewMs)) violations.push('ended a second time');
  if (request.endpoint.operation === 'cancelLicense' && !getEndDate(after))
    violations.push('a cancellation without an end');
  return violations;
}

/** A subscription and its add-ons are one aggregate, which is changed as a whole. */
function checkAggregate({ request }: RequestAttempt, changes: ChangedItem[]): string[] {
  if (request.endpoint.operation !== 'cancelAddon' || changes.length === 0) return [];
  const addons = changes.filter(({ after }) => isAddon(after));
  const subscriptions = changes.filter(({ after }) => !isAddon(after));
  if (addons.length !== 1 || subscriptions.length !== 1) return ['an add-on without its subscription'];
  return addons[0]?.after.version === subscriptions[0]?.after.version
    ? []
    : ['an add-on with another version than its subscription'];
}
