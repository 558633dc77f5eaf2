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

/** What became of a line that went in. */
export type ImportOutcome = 'created' | 'updated' | 'unchanged';

/** A line that is stored. */
export interface StoredLine {
  outcome: ImportOutcome;
  /** The source of copies that must be updated. */
  renamed?: RenamedSource | undefined;
}

export type LinePlan =
  /** All of it happens or nothing does. `renamed`: a source whose copies must be updated afterwards. */
  | { outcome: ImportOutcome; writes: ItemWrite[]; renamed?: RenamedSource }
  /** The line cannot go in as things are. */
  | { problems: ImportProblem[] };

/** The items that a line needs, and the aggregates: their subscriptions with all of their add-ons. */
export interface ImportReads {
  items: ItemKey[];
  aggregates: AggregateRef<AddonHistoryEntry>[];
}

/** A line, and how it goes in. Pure, so that it can be planned anew on what another has changed meanwhile. */
export interface PreparedLine {
  reads: ImportReads;
  /** What it may change: of two lines that change one thing, the first must be in before the second is planned. */
  changedKeys: ItemKey[];
  plan(known: LoadedItems, now: Instant): LinePlan;
}

/**
 * The plan for a line that is one item.
 *
 * @param completeChange - what comes with a change, and is none by itself
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

/** Facts as they will be read back: the order of nested fields must not look like a change. */
export const normalizeFacts = <T extends object>(
  ref: ItemRef<T & VersionStamp>,
  { version, requestId }: VersionStamp,
  facts: T,
): T & VersionStamp => ref.parse({ ...toItemAttributes(facts), version, requestId });

/** An update always sets the version. */
export const hasChanges = ({ set }: UpdateWrite): boolean => Object.keys(set).length > 1;
