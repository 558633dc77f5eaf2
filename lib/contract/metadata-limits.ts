import type { JsonObject } from './field-types.ts';

/** Limits of one metadata object; `maxDepth` counts the object itself. */
export const metadataLimits = { maxKeys: 50, maxKeyLength: 64, maxBytes: 8192, maxDepth: 5 } as const;

/** Names that would change the prototype of an object. */
export const forbiddenKeys: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** Finds the first error in a metadata object, as a predicate such as `has …`. Checks numbers as parsed: 1e400 is Infinity. */
export function findMetadataError(metadata: JsonObject): string | undefined {
  if (Object.keys(metadata).length > metadataLimits.maxKeys) return `has more than ${metadataLimits.maxKeys} keys`;
  return findValueError(metadata, 1) ?? findSizeError(metadata);
}

function findValueError(value: unknown, depth: number): string | undefined {
  switch (typeof value) {
    case 'string':
      return findTextError(value);
    case 'number':
      return Math.abs(value) <= Number.MAX_SAFE_INTEGER
        ? undefined
        : 'contains a number that is not between -(2^53 - 1) and 2^53 - 1';
    case 'object':
      if (value === null) return undefined;
      if (depth > metadataLimits.maxDepth) return `is nested more than ${metadataLimits.maxDepth} levels deep`;
      return Array.isArray(value) ? findFirstError(value, depth) : findObjectError(value as JsonObject, depth);
    default:
      return undefined;
  }
}

function findObjectError(value: JsonObject, depth: number): string | undefined {
  for (const name of Object.keys(value)) {
    const length = [...name].length;
    if (length < 1 || length > metadataLimits.maxKeyLength) {
      return `contains a key that is not 1 to ${metadataLimits.maxKeyLength} characters long`;
    }
    if (forbiddenKeys.has(name)) return `contains the key ${name}, which is not allowed`;
    const error = findTextError(name);
    if (error) return error;
  }
  return findFirstError(Object.values(value), depth);
}

function findFirstError(values: unknown[], depth: number): string | undefined {
  for (const value of values) {
    const error = findValueError(value, depth + 1);
    if (error) return error;
  }
  return undefined;
}

function findTextError(text: string): string | undefined {
  if (!text.isWellFormed()) return 'contains a lone surrogate, which is not a Unicode character';
  return text.includes('\0') ? 'contains a NUL character' : undefined;
}

function findSizeError(metadata: JsonObject): string | undefined {
  const bytes = new TextEncoder().encode(JSON.stringify(metadata)).length;
  return bytes <= metadataLimits.maxBytes ? undefined : `is larger than ${metadataLimits.maxBytes} bytes as JSON`;
}
