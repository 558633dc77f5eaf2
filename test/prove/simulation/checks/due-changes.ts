import type { ChangedItem, CommittedTransaction, SimulationHistory } from '../simulation-history.ts';
import { buildTimeline, getEndDate, getStartDate, isDueAt } from './timeline.ts';

/** A clock is this far ahead at most. */
const skewMs = 151_000;

/** I13: a job puts in force what is due, once, not before its time, and nothing else; and in the end nothing due is left. */
export function checkDueChanges(history: SimulationHistory): string[] {
  const ids = new Map(history.jobs.map(({ requestId, id }) => [requestId, id]));
  const wrong = history.effects.flatMap(effect => {
    const id = ids.get(effect.requestId);
    if (id === undefined) return [];
    return effect.changes.flatMap(change => checkJobChange(change, effect).map(what => `I13: ${what} (${id})`));
  });
  return [...wrong, ...checkNothingLeft(history)];
}

/** What a job may change of an item, besides what is in force. */
const allowedAttributes = new Set([
  'starts',
  'ends',
  'version',
  'requestId',
  'addonVersions',
  'changedAt',
  'dueShard',
  'dueAt',
]);

function checkJobChange({ before, after }: ChangedItem, { at }: CommittedTransaction): string[] {
  if (!before) return ['a job made something'];
  const wrong: string[] = [];
  if (
    after.sk !== 'subscription' &&
    !String(after.sk).startsWith('addon#') &&
    Number(after.version) !== Number(before.version) + 1
  ) {
    wrong.push(`from version ${before.version} to ${after.version}`);
  }
  for (const name of Object.keys({ ...before, ...after })) {
    if (!allowedAttributes.has(name) && JSON.stringify(before[name]) !== JSON.stringify(after[name]))
      wrong.push(`it changed ${name}`);
  }
  for (const dated of [getStartDate, getEndDate]) {
    const [was, is] = [dated(before), dated(after)];
    if (was?.on !== is?.on || was?.at !== is?.at) wrong.push('it moved a day');
    if (was?.applied && !is?.applied) wrong.push('it took something out of force');
    if (!was?.applied && is?.applied && !isDueAt(was, at + skewMs)) wrong.push('put in force before its time');
  }
  return wrong;
}

/** The last job ran when nothing failed. */
function checkNothingLeft(history: SimulationHistory): string[] {
  const last = history.jobs.at(-1);
  if (!last) return [];
  return [...buildTimeline(history)].flatMap(([place, stood]) => {
    const item = stood.at(-1)?.item ?? {};
    const due = [getStartDate(item), getEndDate(item)].filter(
      dated => !dated?.applied && isDueAt(dated, last.startedAt),
    );
    return due.length > 0 ? [`I13: what is due at ${place} was not put in force.`] : [];
  });
}
