import type { Instant } from '../../contract/field-types.ts';
import type { ItemAttributes } from '../../dynamodb/item.ts';
import type { UpdateWrite, WriteCondition } from '../../dynamodb/item-write.ts';
import { quarantineShard } from '../../dynamodb/items/index-keys.ts';
import type { DueIndexEntry } from './due-index-entry.ts';

const maxReasonLength = 500;

/**
 * Builds the update that quarantines an item whose change cannot be applied. What a client sees does not change, so the version
 * stays.
 *
 * @param item - the stored item; it may not parse
 */
export const buildQuarantineUpdate = (
  entry: DueIndexEntry,
  item: ItemAttributes,
  reason: string,
  now: Instant,
): UpdateWrite => ({
  kind: 'update',
  table: entry.table,
  primaryKey: entry.primaryKey,
  set: { dueShard: quarantineShard, quarantined: { at: now, reason: reason.slice(0, maxReasonLength) } },
  condition: requireUnchangedEntry(entry, item.version),
});

/** Requires that the item is unchanged since the index entry and the item were read. */
const requireUnchangedEntry = ({ dueShard, dueAt }: DueIndexEntry, version: unknown): WriteCondition => ({
  expression: [
    '#dueShard = :foundShard AND #dueAt = :foundAt',
    version === undefined ? 'attribute_not_exists(#version)' : '#version = :readVersion',
  ].join(' AND '),
  names: { '#dueShard': 'dueShard', '#dueAt': 'dueAt', '#version': 'version' },
  values: {
    ':foundShard': dueShard,
    ':foundAt': dueAt,
    ...(version !== undefined && { ':readVersion': version }),
  },
});
