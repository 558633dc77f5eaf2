import { isDeepStrictEqual } from 'node:util';
import type { Instant } from '../../contract/field-types.ts';
import { findEnd, isDue } from '../../domain/effective-dates.ts';
import type { ItemAttributes, ItemRef } from '../item.ts';
import { requireAll, requireVersion, type UpdateWrite, type WriteCondition } from '../item-write.ts';
import type { CopyTarget, RenameSource } from './rename-source.ts';

/**
 * Builds the update of the copies in one item, or returns undefined if they equal the source. The version stays: a new name is no
 * change of the license or subscription itself, so that no command, no reader of versions and no event notices it.
 *
 * @param item - as it was read
 * @throws CorruptItemError
 */
export function planCopyUpdate(
  ref: ItemRef<CopyTarget>,
  item: ItemAttributes,
  source: RenameSource,
  now: Instant,
): UpdateWrite | undefined {
  const target = ref.parse(item);
  // Ended licenses, subscriptions and add-ons are history and keep the name they ended with, unless it is personal data to remove.
  const hasEnded = isDue(findEnd(target), now) || target.status === 'CANCELLED';
  if (hasEnded && !source.isErased) return undefined;
  const outdated = source.copies.flatMap(({ attribute, renew }) => {
    const value = renew(item[attribute]);
    return value && !hasSameContent(value, item[attribute]) ? [{ attribute, value }] : [];
  });
  if (outdated.length === 0) return undefined;
  return {
    kind: 'update',
    table: ref.table,
    primaryKey: ref.primaryKey,
    set: Object.fromEntries(outdated.map(({ attribute, value }) => [attribute, value])),
    condition: requireAll(
      requireVersion(target.version),
      ...outdated.map(({ attribute }) => requireUnchanged(attribute, item[attribute])),
    ),
  };
}

/** Compares as stored: an attribute that is undefined is not there. */
const hasSameContent = (a: unknown, b: unknown): boolean =>
  isDeepStrictEqual(JSON.parse(JSON.stringify(a)), JSON.parse(JSON.stringify(b)));

/** Requires that the copy still is the one that was read: copies do not change the version, so it does not show that. */
const requireUnchanged = (attribute: string, value: unknown): WriteCondition => ({
  expression: `#${attribute} = :read_${attribute}`,
  names: { [`#${attribute}`]: attribute },
  values: { [`:read_${attribute}`]: value },
});
