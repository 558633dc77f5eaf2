import { isDeepStrictEqual } from 'node:util';
import type { JsonObject } from '../contract/field-types.ts';
import { locateMetadataError, type MetadataError } from '../contract/metadata-limits.ts';
import { isKeyCommanded, type OwnedFacts } from '../domain/commanded-fields.ts';
import type { ImportProblem } from './import-problem.ts';
import { type FieldDifference, resolveSharedValue } from './shared-value.ts';

/** Returns the metadata that a line states: without keys that are null, sorted by name. Undefined if there is none. */
export function toStatedMetadata(metadata: JsonObject | undefined): JsonObject | undefined {
  const entries = Object.entries(metadata ?? {}).filter(([, value]) => value !== null);
  return entries.length > 0 ? Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1))) : undefined;
}

/** Merges the metadata of a line into that of a stored license or add-on. Each key is a shared field of its own. */
export function mergeImportedMetadata(
  stored: OwnedFacts & { metadata?: JsonObject | undefined },
  inLine: JsonObject | undefined,
  toField: (name: string) => string,
): { metadata: JsonObject | undefined; stated: JsonObject | undefined; differences: FieldDifference[] } {
  const line = new Map(Object.entries(toStatedMetadata(inLine) ?? {}));
  const last = new Map(Object.entries(stored.stated?.metadata ?? {}));
  const merged = new Map(Object.entries(stored.metadata ?? {}));
  const stated = new Map<string, unknown>();
  const differences: FieldDifference[] = [];
  let isChanged = false;
  for (const name of [...new Set([...last.keys(), ...line.keys()])].sort()) {
    const isCommanded = isKeyCommanded(stored, name);
    const resolved = resolveSharedValue<unknown>({
      field: toField(`metadata.${name}`),
      inLine: line.get(name),
      stored: merged.get(name),
      lastStated: last.get(name),
      isCommanded,
      isSame: isDeepStrictEqual,
      mayChange: () => true,
    });
    differences.push(...resolved.differences);
    // "None" needs no record for a key that the import alone sets: the key is gone.
    if (resolved.stated !== null || isCommanded) stated.set(name, resolved.stated);
    if (!resolved.taken) continue;
    isChanged = true;
    if (resolved.taken.value === undefined) merged.delete(name);
    else merged.set(name, resolved.taken.value);
  }
  return {
    metadata: isChanged ? Object.fromEntries(merged) : stored.metadata,
    stated: stated.size > 0 ? Object.fromEntries(stated) : undefined,
    differences,
  };
}

/** Describes why the merged metadata is refused. @param field - the location of the metadata in the line */
export const describeMetadataError = (field: string, error: MetadataError): ImportProblem => ({
  field: locateMetadataError(field, error),
  reason: `after merging with the stored keys, it ${error.message}`,
});
