import type { Instant } from '../contract/field-types.ts';
import type { ItemKey, ItemRef } from '../dynamodb/item.ts';
import type { ItemWrite, UpdateWrite } from '../dynamodb/item-write.ts';
import type { AddonHistoryEntry } from '../dynamodb/items/addon.ts';
import type { AggregateRef } from '../dynamodb/items/aggregate.ts';
import { buildCreateWrite, buildUpdateWrite, toItemAttributes } from '../dynamodb/items/connect-item.ts';
import type { VersionStamp } from '../dynamodb/items/item-fields.ts';
import type { RenamedSource } from '../dynamodb/items/rename.ts';
import type { ImportProblem } from './import-problem.ts';
import type { LoadedItems } from './loaded-items.ts';

/** The result of a stored line. */
export type ImportOutcome = 'created' | 'updated' | 'unchanged';

/** A line that is stored. */
export interface StoredLine {
  outcome: ImportOutcome;
  /** The source of copies that must be updated. */
  renamed?: RenamedSource | undefined;
}

export type LinePlan =
  /** The writes are committed together or not at all. `renamed` is a source whose copies must be updated afterwards. */
  | { outcome: ImportOutcome; writes: ItemWrite[]; renamed?: RenamedSource }
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

/** Returns facts as they are read back, so that the order of nested fields does not look like a change. */
export const normalizeFacts = <T extends object>(
  ref: ItemRef<T & VersionStamp>,
  { version, requestId }: VersionStamp,
  facts: T,
): T & VersionStamp => ref.parse({ ...toItemAttributes(facts), version, requestId });

/** Returns true if an update sets more than the version. */
export const hasChanges = ({ set }: UpdateWrite): boolean => Object.keys(set).length > 1;
