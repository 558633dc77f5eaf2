import type { RetryBudget } from '../dynamodb/database.ts';
import type { Dependencies } from '../dynamodb/dependencies.ts';
import { CorruptItemError } from '../dynamodb/item.ts';
import {
  buildImportPositionUpdate,
  isImportPhase,
  type RenamedSource,
  renameRef,
  type StoredRename,
} from '../dynamodb/items/rename.ts';
import { type RenameSource, renameSourceRef } from '../dynamodb/renames/rename-source.ts';
import { type CopyPage, updateCopyPage } from '../dynamodb/renames/update-copy-page.ts';
import { retry } from '../dynamodb/retry.ts';
import { createRefusedError, createUnavailableError } from './import-error.ts';
import { loadItems } from './loaded-items.ts';
import { commitImportWrites, createLineBudget } from './store-line.ts';

/** Receives the number of items with copies that were checked for a source so far. */
export type OnCopiesChecked = (renamed: RenamedSource, items: number) => void;

/** Each of them makes up to 8 writes at a time. */
const maxConcurrentRenames = 4;

/**
 * Updates the copies of sources that an import has renamed. Anything that is left, because the import was interrupted or an item
 * was being changed, is done by `apply-due`.
 *
 * @throws ImportError
 */
export async function propagateRenames(
  renamed: RenamedSource[],
  dependencies: Dependencies,
  onChecked: OnCopiesChecked,
): Promise<void> {
  const waiting = [...renamed];
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      try {
        await propagateRename(next, dependencies, onChecked);
      } catch (error) {
        waiting.length = 0;
        throw error;
      }
    }
  };
  // No call is left under way when an import stops.
  const results = await Promise.allSettled(Array.from({ length: maxConcurrentRenames }, worker));
  for (const result of results) if (result.status === 'rejected') throw result.reason;
}

async function propagateRename(
  renamed: RenamedSource,
  dependencies: Dependencies,
  onChecked: OnCopiesChecked,
): Promise<void> {
  let checked = 0;
  for (let page = await propagatePage(renamed, dependencies); page; page = await propagatePage(renamed, dependencies)) {
    checked += page.checked;
    onChecked(renamed, checked);
  }
}

/** Updates the copies on one page and moves the position past it. Returns undefined if none are left for an import. */
async function propagatePage(renamed: RenamedSource, dependencies: Dependencies): Promise<CopyPage | undefined> {
  const budget = createLineBudget(dependencies);
  const end = await retry<CopyPage | undefined>(
    async () => {
      // Read again for every attempt: another import or `apply-due` may have taken over.
      const state = await readRename(renamed, budget, dependencies);
      const page = state && (await updatePage(renamed, state, dependencies));
      if (!page) return { kind: 'done', value: undefined };
      const update = buildImportPositionUpdate(renamed, state.rename, page.next, dependencies.now());
      const commit = await commitImportWrites([update], budget, dependencies);
      if (commit.kind === 'committed') return { kind: 'done', value: page };
      if (commit.kind === 'unavailable') return { ...commit, kind: 'exhausted' };
      if (commit.refusedBy === 'defect') throw createRefusedError(commit.cause);
      return { kind: 'retry', reason: 'contention' };
    },
    budget,
    dependencies,
  );
  if (end.kind === 'done') return end.value;
  throw createUnavailableError(end.cause);
}

/** Returns undefined if no copies are left to update for an import. */
async function readRename(
  renamed: RenamedSource,
  budget: RetryBudget,
  dependencies: Dependencies,
): Promise<{ rename: StoredRename; source: RenameSource } | undefined> {
  const ref = renameRef(renamed);
  const sourceRef = renameSourceRef(renamed);
  const loaded = await loadItems({ items: [ref, sourceRef], aggregates: [] }, budget, dependencies);
  return ignoreCorruptItem(() => {
    const rename = loaded.get(ref);
    const source = loaded.get(sourceRef);
    return isImportPhase(rename) && source ? { rename, source } : undefined;
  });
}

async function updatePage(
  renamed: RenamedSource,
  { rename, source }: { rename: StoredRename; source: RenameSource },
  dependencies: Dependencies,
): Promise<CopyPage | undefined> {
  const page = await ignoreCorruptItem(() =>
    updateCopyPage(renamed, source, rename.position, createLineBudget(dependencies), dependencies),
  );
  if (page === undefined || page.kind === 'done') return page;
  throw page.kind === 'defect' ? createRefusedError(page.cause) : createUnavailableError(page.cause);
}

/** Leaves an item that does not parse to `apply-due`, which quarantines and reports it. */
async function ignoreCorruptItem<T>(work: () => T | Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof CorruptItemError) return undefined;
    throw error;
  }
}
