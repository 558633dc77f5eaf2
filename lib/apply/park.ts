import type { Instant } from '../domain/calendar.ts';
import { parkedShard } from '../store/index-keys.ts';
import type { Item } from '../store/item.ts';
import type { Condition, Update } from '../store/write.ts';
import type { Entry } from './entry.ts';

const longestReason = 500;

/**
 * Puts an item that cannot be put in force aside, with the reason. Nothing that a client sees changes, so its version stays.
 *
 * @param item - as it was read; it need not parse
 */
export const park = (entry: Entry, item: Item, reason: string, now: Instant): Update => ({
  kind: 'update',
  table: entry.table,
  key: entry.key,
  set: { dueShard: parkedShard, parked: { at: now, reason: reason.slice(0, longestReason) } },
  condition: isAsFound(entry, item.version),
});

/** It stands where the index said, and is what was read: nobody has repaired it since. */
const isAsFound = ({ dueShard, dueAt }: Entry, version: unknown): Condition => ({
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
