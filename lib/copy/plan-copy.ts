import type { Instant } from '../domain/calendar.ts';
import { isDue, type Term } from '../domain/schedule.ts';
import { copyVersion } from '../store/copy-version.ts';
import type { Item, Ref } from '../store/item.ts';
import type { Stamp } from '../store/stored.ts';
import { allOf, type Condition, isVersion, type Update } from '../store/write.ts';
import type { Source } from './source.ts';

/**
 * The change that brings a copy of a text up to date: of that attribute alone. The version stays, for nothing was done to the
 * thing: no reader of versions, no command and no event notices. Undefined where there is nothing to do.
 *
 * @param item - as it was read
 * @throws CorruptItem
 */
export function planCopy(
  ref: Ref<Term & Stamp & { status?: string }>,
  item: Item,
  source: Source,
  now: Instant,
): Update | undefined {
  const thing = ref.parse(item);
  // What has ended is history.
  if (isDue(thing.ends, now) || thing.status === 'CANCELLED') return undefined;
  const outdated = source.copies.flatMap(({ attribute, renew }) => {
    const value = renew(item[attribute]);
    const version = Number(item[copyVersion(attribute)] ?? 0);
    return value && version < source.version ? [{ attribute, value }] : [];
  });
  if (outdated.length === 0) return undefined;
  const set = outdated.map(({ attribute, value }) => ({
    [attribute]: value,
    [copyVersion(attribute)]: source.version,
  }));
  return {
    kind: 'update',
    table: ref.table,
    key: ref.key,
    set: Object.assign({}, ...set),
    condition: allOf(isVersion(thing.version), ...outdated.map(({ attribute }) => isOlder(attribute, source.version))),
  };
}

/** The copy that is there came from an earlier version of the source, or was made before that was written down. */
function isOlder(attribute: string, version: number): Condition {
  const name = copyVersion(attribute);
  return {
    expression: `attribute_not_exists(#${name}) OR #${name} < :sourceVersion`,
    names: { [`#${name}`]: name },
    values: { ':sourceVersion': version },
  };
}
