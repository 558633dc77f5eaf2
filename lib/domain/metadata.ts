/** A JSON object, as parsed. */
export type JsonObject = { [key: string]: unknown };

/** Limits of one metadata object; `maxDepth` counts the object itself. */
export const metadataLimits = { maxKeys: 50, maxKeyLength: 64, maxBytes: 8192, maxDepth: 5 } as const;

const forbiddenKeys = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * Merges key by key at the top level; `null` removes a key. Also used for the first metadata, so that a `null` is never stored.
 * Returns undefined when there never was any metadata.
 */
export function mergeMetadata(current: JsonObject | undefined, patch: JsonObject | undefined): JsonObject | undefined {
  if (patch === undefined) return current;
  const merged = new Map(Object.entries(current ?? {}));
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) merged.delete(key);
    else merged.set(key, value);
  }
  return Object.fromEntries(merged);
}

/** What is wrong with a metadata object, as a sentence, or undefined. Numbers are judged as parsed: 1e400 is Infinity. */
export function metadataProblem(metadata: JsonObject): string | undefined {
  if (Object.keys(metadata).length > metadataLimits.maxKeys) return `has more than ${metadataLimits.maxKeys} keys`;
  return valueProblem(metadata, 1) ?? sizeProblem(metadata);
}

function valueProblem(value: unknown, depth: number): string | undefined {
  switch (typeof value) {
    case 'string':
      return textProblem(value);
    case 'number':
      return Math.abs(value) <= Number.MAX_SAFE_INTEGER ? undefined : 'has a number of magnitude over 2^53 - 1';
    case 'object':
      if (value === null) return undefined;
      if (depth > metadataLimits.maxDepth) return `is nested more than ${metadataLimits.maxDepth} levels deep`;
      return Array.isArray(value) ? firstProblem(value, depth) : objectProblem(value as JsonObject, depth);
    default:
      return undefined;
  }
}

function objectProblem(value: JsonObject, depth: number): string | undefined {
  for (const key of Object.keys(value)) {
    const length = [...key].length;
    if (length < 1 || length > metadataLimits.maxKeyLength) {
      return `has a key that is not 1 to ${metadataLimits.maxKeyLength} characters long`;
    }
    if (forbiddenKeys.has(key)) return `has the key ${key}, which is not allowed`;
    const problem = textProblem(key);
    if (problem) return problem;
  }
  return firstProblem(Object.values(value), depth);
}

function firstProblem(values: unknown[], depth: number): string | undefined {
  for (const value of values) {
    const problem = valueProblem(value, depth + 1);
    if (problem) return problem;
  }
  return undefined;
}

function textProblem(text: string): string | undefined {
  if (!text.isWellFormed()) return 'has text with a lone surrogate, which is no Unicode character';
  return text.includes('\0') ? 'has text with a NUL character' : undefined;
}

function sizeProblem(metadata: JsonObject): string | undefined {
  const bytes = new TextEncoder().encode(JSON.stringify(metadata)).length;
  return bytes <= metadataLimits.maxBytes ? undefined : `is larger than ${metadataLimits.maxBytes} bytes as JSON`;
}
