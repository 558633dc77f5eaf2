import { isDeepStrictEqual } from 'node:util';
import type { Instant } from '../contract/field-types.ts';
import type { OwnedFacts } from '../domain/commanded-fields.ts';
import type { ItemKey, ItemRef } from '../dynamodb/item.ts';
import { type ItemWrite, requireVersion, type UpdateWrite } from '../dynamodb/item-write.ts';
import type { AddonHistoryEntry } from '../dynamodb/items/addon.ts';
import type { AggregateRef } from '../dynamodb/items/aggregate.ts';
import { buildCreateWrite, buildUpdateWrite, toItemAttributes } from '../dynamodb/items/connect-item.ts';
import type { VersionStamp } from '../dynamodb/items/item-fields.ts';
import type { RenamedSource } from '../dynamodb/items/rename.ts';
import type { ImportProblem } from './import-problem.ts';
import type { LoadedItems } from './loaded-items.ts';
import type { FieldDifference } from './shared-value.ts';

/** The result of a stored line. */
export type ImportOutcome = 'created' | 'updated' | 'unchanged' | 'differs';

/** A line that is stored. */
export interface StoredLine {
  outcome: ImportOutcome;
  /** The sources of copies that must be updated. */
  renamed?: RenamedSource[] | undefined;
  /** The shared fields whose stored values are not those of the line. Present with the outcome `differs`. */
  differences?: FieldDifference[] | undefined;
}

export type LinePlan =
  /** The writes are committed together or not at all. The copies of `renamed` must be updated afterwards. */
  | (StoredLine & { writes: ItemWrite[] })
  /** The line cannot be stored in the current state. */
  | { problems: ImportProblem[] };

/** The items that a line needs, and the aggregates: their subscriptions with all of their add-ons. */
export interface ImportReads {
  items: ItemKey[];
  aggregates: AggregateRef<AddonHistoryEntry>[];
}

/** A line with its reads and its plan. The plan is pure, so it can be repeated after another request changed an item. */
export interface PreparedLine {
  reads: ImportReads;
  /** Items that only the first read identifies. */
  followUpReads?(known: LoadedItems): ItemKey[];
  /** The items that it may change. Of two lines that change one item, the first must be stored before the second is planned. */
  changedKeys: ItemKey[];
  plan(known: LoadedItems, now: Instant): LinePlan;
}

/**
 * Plans the write of a line that is stored in one item.
 *
 * @param completeChange - adds the fields that are set with every change but are not a change by themselves
 */
export function planItemWrite<T extends object>(
  ref: ItemRef<T & VersionStamp>,
  stored: (T & VersionStamp) | undefined,
  facts: T,
  completeChange: (facts: T & VersionStamp) => T & VersionStamp = facts => facts,
): LinePlan {
  if (!stored) return { outcome: 'created', writes: [buildCreateWrite(ref, facts)] };
  const after = normalizeFacts(ref, stored, facts);
  if (!hasChanges(buildUpdateWrite(ref, stored, after))) return { outcome: 'unchanged', writes: [] };
  return { outcome: 'updated', writes: [buildUpdateWrite(ref, stored, completeChange(after))] };
}

/**
 * Builds the update of a stored license or add-on. Dates that only became due are no change by themselves, and are stored with the next
 * one. Returns undefined if the line changes nothing.
 *
 * @param settled - `stored` with its due dates marked as applied
 * @param facts - `settled` with the changes of the line
 */
export function planOwnedUpdate<T extends OwnedFacts & { changedAt: Instant }>(
  ref: ItemRef<T & VersionStamp>,
  { stored, settled }: { stored: T & VersionStamp; settled: T & VersionStamp },
  facts: T,
  now: Instant,
): { after: T & VersionStamp; isNewVersion: boolean } | undefined {
  const after = normalizeFacts(ref, stored, facts);
  const before = normalizeFacts(ref, stored, settled);
  if (hasChanges(buildUpdateWrite(ref, before, { ...after, stated: before.stated })))
    return { after: { ...after, changedAt: now }, isNewVersion: true };
  const isStatedAnew = !isDeepStrictEqual(before.stated, after.stated);
  return isStatedAnew ? { after: { ...stored, stated: after.stated }, isNewVersion: false } : undefined;
}

/** Stores what a line states about fields that it does not change. This is no new version of the item, and no event. */
export const buildStatedUpdate = (itemKey: ItemKey, { stated, version }: OwnedFacts & VersionStamp): UpdateWrite => ({
  kind: 'update',
  table: itemKey.table,
  primaryKey: itemKey.primaryKey,
  set: toItemAttributes({ stated }),
  condition: requireVersion(version),
});

/** Returns facts as they are read back, so that the order of nested fields does not look like a change. */
export const normalizeFacts = <T extends object>(
  ref: ItemRef<T & VersionStamp>,
  { version, requestId }: VersionStamp,
  facts: T,
): T & VersionStamp => ref.parse({ ...toItemAttributes(facts), version, requestId });

/** Returns true if an update sets more than the version. */
export const hasChanges = ({ set }: UpdateWrite): boolean => Object.keys(set).length > 1;
