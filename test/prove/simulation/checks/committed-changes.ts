import type { RequestAttempt } from '../request-attempt.ts';
import { type ChangedItem, type SimulationHistory, toItemKeyText } from '../simulation-history.ts';
import { getEndDate, isDueAt } from './timeline.ts';

/** I10: under every interleaving, versions go up by one and nothing ends twice. */
export function checkChanges(history: SimulationHistory): string[] {
  const violations = history.effects.flatMap(effect => {
    const attempt = history.attempts.find(({ requestId }) => requestId === effect.requestId);
    const changes = effect.changes.filter(({ table }) => table === 'connect');
    if (!attempt) return [];
    const violations = [
      ...changes.flatMap(change => checkItemChange(attempt, change)),
      ...checkAggregate(attempt, changes),
    ];
    return violations.map(violation => `I10: ${violation} (${attempt.id}, ${attempt.request.name})`);
  });
  return [...violations, ...checkVersionSums(history)];
}

/** A subscription stores the sum of the versions of its latest add-ons, also after the job. */
function checkVersionSums({ stored, effects }: SimulationHistory): string[] {
  const items = new Map(stored.map(item => [toItemKeyText(item), item]));
  return effects.flatMap(({ changes, requestId }) => {
    const changed = changes.filter(({ table }) => table === 'connect').map(({ after }) => after);
    for (const item of changed) items.set(toItemKeyText(item), item);
    const subscription = changed.find(({ sk }) => sk === 'subscription');
    if (!subscription) return [];
    const addons = [...items.values()].filter(item => item.pk === subscription.pk && isLatestAddon(item));
    const sum = addons.reduce((total, { version }) => total + Number(version), 0);
    return sum === subscription.addonVersions
      ? []
      : [`I10: ${subscription.addonVersions} as the sum ${sum} of the versions of the add-ons (request ${requestId})`];
  });
}

const isAddon = ({ sk }: { sk?: unknown }): boolean => /^addon(-past)?#/.test(String(sk));
const isLatestAddon = ({ sk }: { sk?: unknown }): boolean => String(sk).startsWith('addon#');

const creatingOperations = new Set(['createLicense', 'createOrder', 'submitOrder', 'addAddon']);
/** Commands that change what has ended: metadata of a license, or an add-on that is replaced by a new one. */
const operationsAfterEnd = new Set(['updateLicense', 'addAddon', 'submitOrder']);

function checkItemChange({ startedAt, skewMs, request }: RequestAttempt, { before, after }: ChangedItem): string[] {
  const violations: string[] = [];
  const { operation } = request.endpoint;
  const [versionBefore, versionAfter] = [Number(before?.version ?? 0), Number(after.version)];
  // An add-on gets the version of its subscription.
  if (isAddon(after) ? versionAfter <= versionBefore : versionAfter !== versionBefore + 1)
    violations.push(`from version ${versionBefore} to ${versionAfter}`);
  if (!before) return creatingOperations.has(operation) ? violations : [...violations, 'an unexpected new item'];
  if (operation === 'createLicense') violations.push('a new license replaced an existing item');
  if (!operationsAfterEnd.has(operation) && isDueAt(getEndDate(before), startedAt + skewMs))
    violations.push('ended a second time');
  if (operation === 'cancelLicense' && !getEndDate(after)) violations.push('a cancellation without an end');
  if (operation === 'undoLicenseCancellation' && getEndDate(after)) violations.push('an undo that left the end');
  return violations;
}

/** A subscription and its add-ons are one aggregate, which is changed as a whole. */
function checkAggregate({ request }: RequestAttempt, changes: ChangedItem[]): string[] {
  const addons = changes.filter(({ after }) => isLatestAddon(after));
  const subscriptions = changes.filter(({ after }) => after.sk === 'subscription');
  const mustChange = /Addon/.test(request.endpoint.operation) && changes.length > 0;
  if (addons.length === 0 && subscriptions.length === 0 && !mustChange) return [];
  if (addons.length !== 1 || subscriptions.length !== 1) return ['an add-on without its subscription'];
  return addons[0]?.after.version === subscriptions[0]?.after.version
    ? []
    : ['an add-on with another version than its subscription'];
}
