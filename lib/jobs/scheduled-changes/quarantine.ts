import type { Instant } from '../../contract/field-types.ts';
import type { ItemAttributes } from '../../dynamodb/item.ts';
import type { UpdateWrite, WriteCondition } from '../../dynamodb/item-write.ts';
import { quarantineShard } from '../../dynamodb/items/index-keys.ts';
import type { DueIndexEntry } from './due-index-entry.ts';

const maxReasonLength = 500;

/**
 * Puts an item that cannot be put in force aside, with the reason. Nothing that a client sees changes, so its version stays.
 *
 * @param item - as it was read; it need not parse
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
  set: { dueShard: quarantineShard, parked: { at: now, reason: reason.slice(0, maxReasonLength) } },
  condition: requireUnchangedEntry(entry, item.version),
});

/** It stands where the index said, and is what was read: nobody has repaired it since. */
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
