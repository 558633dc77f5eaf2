import type { JsonObject } from '../contract/field-types.ts';
import { findMetadataError, locateMetadataError } from '../contract/metadata-limits.ts';
import { createInvalidRequest, type InvalidRequest } from './domain-error.ts';

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

/** Merges the metadata of a request into that of a resource. Returns an error if the result exceeds a limit. */
export function mergeRequestMetadata(
  stored: JsonObject | undefined,
  requested: JsonObject | undefined,
): { metadata: JsonObject | undefined } | InvalidRequest {
  const metadata = mergeMetadata(stored, requested);
  const metadataError = requested && metadata && findMetadataError(metadata);
  if (!metadataError) return { metadata };
  return createInvalidRequest(
    locateMetadataError('metadata', metadataError),
    `after merging, it ${metadataError.message}`,
    'To remove a key, send it as null.',
  );
}

/** Compares JSON values. The order of the members of an object does not matter. */
export function isSameJson(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [first, second] = [new Map(Object.entries(a)), new Map(Object.entries(b))];
  return first.size === second.size && [...first].every(([name, value]) => isSameJson(value, second.get(name)));
}
