import type { Changed, Effect, History } from '../history.ts';
import { endsOf, isDueAt, startsOf, timelineOf } from './timeline.ts';

/** A clock is this far ahead at most. */
const skewMs = 151_000;

/** I13: a job puts in force what is due, once, not before its time, and nothing else; and in the end nothing due is left. */
export function checkDue(history: History): string[] {
  const ids = new Map(history.jobs.map(({ requestId, id }) => [requestId, id]));
  const wrong = history.effects.flatMap(effect => {
    const id = ids.get(effect.requestId);
    if (id === undefined) return [];
    return effect.changes.flatMap(change => ofOne(change, effect).map(what => `I13: ${what} (${id})`));
  });
  return [...wrong, ...leftOver(history)];
}

/** What a job may change of an item, besides what is in force. */
const changing = new Set(['starts', 'ends', 'version', 'requestId', 'addonVersions', 'changedAt', 'dueShard', 'dueAt']);

function ofOne({ before, after }: Changed, { at }: Effect): string[] {
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
    if (!changing.has(name) && JSON.stringify(before[name]) !== JSON.stringify(after[name]))
      wrong.push(`it changed ${name}`);
  }
  for (const dated of [startsOf, endsOf]) {
    const [was, is] = [dated(before), dated(after)];
    if (was?.on !== is?.on || was?.at !== is?.at) wrong.push('it moved a day');
    if (was?.inForce && !is?.inForce) wrong.push('it took something out of force');
    if (!was?.inForce && is?.inForce && !isDueAt(was, at + skewMs)) wrong.push('put in force before its time');
  }
  return wrong;
}

/** The last job ran when nothing failed. */
function leftOver(history: History): string[] {
  const last = history.jobs.at(-1);
  if (!last) return [];
  return [...timelineOf(history)].flatMap(([place, stood]) => {
    const item = stood.at(-1)?.item ?? {};
    const due = [startsOf(item), endsOf(item)].filter(dated => !dated?.inForce && isDueAt(dated, last.startedAt));
    return due.length > 0 ? [`I13: what is due at ${place} was not put in force.`] : [];
  });
}
