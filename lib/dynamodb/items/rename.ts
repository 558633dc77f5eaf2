import * as z from 'zod';
import { toInstant } from '../../domain/calendar.ts';
import type { ItemRef } from '../item.ts';
import type { ItemWrite, UpdateWrite } from '../item-write.ts';
import { buildCreateWrite, buildUpdateWrite, connectItemRef } from './connect-item.ts';
import { instantField, type StoredItem, versionStampFields } from './item-fields.ts';

/** Kinds of items whose names other items embed. The names of the last two change only when personal data is removed. */
const renamedKinds = ['customer', 'user', 'product-offering', 'subscriber', 'subscription'] as const;
type RenamedKind = (typeof renamedKinds)[number];

/** An item whose name other items embed. */
export interface RenamedSource {
  tenantId: string;
  kind: RenamedKind;
  id: string;
}

const CopyPositionField = z.object({
  /** The partition of the index that lists the items with copies. */
  partition: z.string(),
  /** The index key after which the next page begins; absent: at the beginning of the partition. */
  after: z.record(z.string(), z.string()).optional(),
});
export type CopyPosition = z.infer<typeof CopyPositionField>;

/** The work that is left since a source was renamed. It is an item of its own, so that it never changes the source's version. */
interface RenameFacts {
  /** `import`: the import has not updated all copies yet. `final`: only the last pass, by `apply-due`, is left. */
  phase: 'import' | 'final';
  position?: CopyPosition | undefined;
  /** The instant from which `apply-due` may work on it. Absent: every copy equals the source. */
  dueAt?: string | undefined;
}
export type StoredRename = StoredItem<RenameFacts>;

const RenameItem = z.object({
  ...versionStampFields,
  phase: z.enum(['import', 'final']),
  position: CopyPositionField.optional(),
  dueAt: instantField.optional(),
}) satisfies z.ZodType<StoredRename>;

export const renameRef = ({ tenantId, kind, id }: RenamedSource): ItemRef<StoredRename> =>
  connectItemRef(`${tenantId}#${kind}#${id}`, 'rename', RenameItem);

/** Returns undefined for the item key of anything else. */
export function parseRenameKey({ pk = '', sk }: Record<string, string>): RenamedSource | undefined {
  const [tenantId = '', kind, id = ''] = pk.split('#');
  const sourceKind = renamedKinds.find(each => each === kind);
  return sk === 'rename' && sourceKind ? { tenantId, kind: sourceKind, id } : undefined;
}

/**
 * The time after which no request that read the old name can commit any more: DynamoDB accepts a signature for 15 minutes, and
 * clocks may differ by 5.
 */
const finalPassDelayMs = 20 * 60_000;

const toFinalPassAt = (nowMs: number): string => toInstant(nowMs + finalPassDelayMs);

/** Requests that the copies of a source be updated; to be committed together with its new name. All copies are due again. */
export function buildRenameRequest(source: RenamedSource, stored: StoredRename | undefined, nowMs: number): ItemWrite {
  const ref = renameRef(source);
  const facts = { phase: 'import', position: undefined, dueAt: toFinalPassAt(nowMs) } as const;
  return stored ? buildUpdateWrite(ref, stored, { ...stored, ...facts }) : buildCreateWrite(ref, facts);
}

/** Returns true if an import must continue with the copies. */
export const isImportPhase = (rename: StoredRename | undefined): rename is StoredRename =>
  rename?.dueAt !== undefined && rename.phase === 'import';

/** Saves the position of an import. The last pass is postponed, so that `apply-due` does not start it while the import works. */
export const buildImportPositionUpdate = (
  source: RenamedSource,
  stored: StoredRename,
  next: CopyPosition | undefined,
  nowMs: number,
): UpdateWrite =>
  buildUpdateWrite(renameRef(source), stored, {
    ...stored,
    phase: next ? 'import' : 'final',
    position: next,
    dueAt: toFinalPassAt(nowMs),
  });

/** Saves the position of the last pass. When nothing is left, the item leaves the index. */
export const buildFinalPositionUpdate = (
  source: RenamedSource,
  stored: StoredRename,
  next: CopyPosition | undefined,
): UpdateWrite =>
  buildUpdateWrite(renameRef(source), stored, {
    ...stored,
    phase: 'final',
    position: next,
    dueAt: next && stored.dueAt,
  });

/** The position at which the last pass continues. An import that was interrupted leaves one that says nothing about this pass. */
export const getFinalPosition = ({ phase, position }: StoredRename): CopyPosition | undefined =>
  phase === 'final' ? position : undefined;
