import type { ChangedItem, CommittedTransaction, SimulationHistory } from '../simulation-history.ts';
import { buildTimeline, getEndDate, getOfferingChange, getStartDate, isDueAt } from './timeline.ts';

/** Maximum time by which a clock is ahead. */
const skewMs = 151_000;

/** I13: a job applies due changes once, not too early, and changes nothing else. In the end no due change is left. */
export function checkDueChanges(history: SimulationHistory): string[] {
  const ids = new Map(history.jobs.map(({ requestId, id }) => [requestId, id]));
  const violations = history.effects.flatMap(effect => {
    const id = ids.get(effect.requestId);
    if (id === undefined) return [];
    return effect.changes.flatMap(change =>
      checkJobChange(change, effect).map(violation => `I13: ${violation} (${id})`),
    );
  });
  return [...violations, ...checkNothingLeft(history)];
}

/** Attributes of an item that a job may change. */
const allowedAttributes = new Set([
  'starts',
  'ends',
  'version',
  'requestId',
  'addonVersions',
  'changedAt',
  'productOffering',
  'cancellationSchedule',
  'offeringChange',
  'boundUntil',
  'renewsFrom',
  'dueShard',
  'dueAt',
]);

function checkJobChange({ before, after }: ChangedItem, { at }: CommittedTransaction): string[] {
  if (!before) return ['a job created an item'];
  const violations: string[] = [];
  if (
    after.sk !== 'subscription' &&
    !String(after.sk).startsWith('addon#') &&
    Number(after.version) !== Number(before.version) + 1
  ) {
    violations.push(`from version ${before.version} to ${after.version}`);
  }
  for (const name of Object.keys({ ...before, ...after })) {
    if (!allowedAttributes.has(name) && JSON.stringify(before[name]) !== JSON.stringify(after[name]))
      violations.push(`the job changed ${name}`);
  }
  if (before.offeringChange && !after.offeringChange && !isDueAt(getOfferingChange(before), at + skewMs))
    violations.push('the job changed the offering too early');
  for (const getDate of [getStartDate, getEndDate]) {
    const [dateBefore, dateAfter] = [getDate(before), getDate(after)];
    if (dateBefore?.on !== dateAfter?.on || dateBefore?.at !== dateAfter?.at) violations.push('the job changed a date');
    if (dateBefore?.applied && !dateAfter?.applied) violations.push('the job reverted an applied change');
    if (!dateBefore?.applied && dateAfter?.applied && !isDueAt(dateBefore, at + skewMs))
      violations.push('the job applied a change too early');
  }
  return violations;
}

/** Checks that the last job, which ran without faults, left no due change. */
function checkNothingLeft(history: SimulationHistory): string[] {
  const last = history.jobs.at(-1);
  if (!last) return [];
  return [...buildTimeline(history)].flatMap(([itemKey, states]) => {
    const item = states.at(-1)?.item ?? {};
    const due = [getStartDate(item), getEndDate(item), getOfferingChange(item)].filter(
      date => !date?.applied && isDueAt(date, last.startedAt),
    );
    return due.length > 0 ? [`I13: a due change of ${itemKey} was not applied.`] : [];
  });
}
