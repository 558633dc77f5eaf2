import type { JsonObject } from '../contract/field-types.ts';

/**
 * Merges metadata key by key at the top level. `null` removes a key. This is also used for the first metadata, so that a `null`
 * is never stored. Returns undefined if there has never been any metadata.
 */
export function mergeMetadata(current: JsonObject | undefined, patch: JsonObject | undefined): JsonObject | undefined {
  if (patch === undefined) return current;
  const merged = new Map(Object.entries(current ?? {}));
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) merged.delete(name);
    else merged.set(name, value);
  }
  return Object.fromEntries(merged);
}
