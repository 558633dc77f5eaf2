import { isDeepStrictEqual } from 'node:util';
import { buildRenameRequest, isImportPhase, type RenamedSource, type StoredRename } from '../dynamodb/items/rename.ts';
import type { LinePlan } from './line-plan.ts';

/** The texts of a source that other items embed. */
interface EmbeddedTexts {
  name: string;
  group?: object | undefined;
}

/** Adds to the plan of a source what is left to do for its copies, if the line renames it or an earlier import did not finish. */
export function addRename(
  plan: LinePlan,
  { renamed, rename }: { renamed: RenamedSource; rename: StoredRename | undefined },
  { before, after }: { before: EmbeddedTexts | undefined; after: EmbeddedTexts },
  nowMs: number,
): LinePlan {
  if (!('writes' in plan)) return plan;
  const isRenamed = before && (before.name !== after.name || !isDeepStrictEqual(before.group, after.group));
  if (isRenamed)
    return { ...plan, writes: [...plan.writes, buildRenameRequest(renamed, rename, nowMs)], renamed: [renamed] };
  return isImportPhase(rename) ? { ...plan, renamed: [renamed] } : plan;
}

/**
 * Adds requests for the copies of renamed sources, and continues with those of other sources that an earlier import did not finish.
 *
 * @param renamed - some of `sources`
 */
export function addRenames(
  plan: LinePlan,
  { renamed, sources }: { renamed: RenamedSource[]; sources: RenamedSource[] },
  findRename: (source: RenamedSource) => StoredRename | undefined,
  nowMs: number,
): LinePlan {
  if (!('writes' in plan)) return plan;
  const requests = renamed.map(source => buildRenameRequest(source, findRename(source), nowMs));
  const unfinished = sources.filter(source => !renamed.includes(source) && isImportPhase(findRename(source)));
  return { ...plan, writes: [...plan.writes, ...requests], renamed: [...renamed, ...unfinished] };
}
