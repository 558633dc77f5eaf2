import type { Instant } from '../contract/field-types.ts';
import { isDue, type Period } from '../domain/effective-dates.ts';
import { copyVersion } from '../dynamodb/copy-version.ts';
import type { ItemAttributes, ItemRef } from '../dynamodb/item.ts';
import { requireAll, requireVersion, type UpdateWrite, type WriteCondition } from '../dynamodb/item-write.ts';
import type { VersionStamp } from '../dynamodb/items/item-fields.ts';
import type { Source } from './source.ts';

/**
 * The change that brings a copy of a text up to date: of that attribute alone. The version stays, for nothing was done to the
 * thing: no reader of versions, no command and no event notices. Undefined where there is nothing to do.
 *
 * @param item - as it was read
 * @throws CorruptItem
 */
export function planCopy(
  ref: ItemRef<Period & VersionStamp & { status?: string }>,
  item: ItemAttributes,
  source: Source,
  now: Instant,
): UpdateWrite | undefined {
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
    primaryKey: ref.primaryKey,
    set: Object.assign({}, ...set),
    condition: requireAll(
      requireVersion(thing.version),
      ...outdated.map(({ attribute }) => isOlder(attribute, source.version)),
    ),
  };
}

/** The copy that is there came from an earlier version of the source, or was made before that was written down. */
function isOlder(attribute: string, version: number): WriteCondition {
  const name = copyVersion(attribute);
  return {
    expression: `attribute_not_exists(#${name}) OR #${name} < :sourceVersion`,
    names: { [`#${name}`]: name },
    values: { ':sourceVersion': version },
  };
}
