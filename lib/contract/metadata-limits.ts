import type { JsonObject } from './field-types.ts';

/** Limits of one metadata object; `maxDepth` counts the object itself. */
export const metadataLimits = { maxKeys: 50, maxKeyLength: 64, maxBytes: 8192, maxDepth: 5 } as const;

/** Names that would change the prototype of an object. */
export const forbiddenKeys: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** An error in a metadata object. */
export interface MetadataError {
  /** A predicate such as `has …`. */
  message: string;
  /** The keys and indexes from the metadata object to the value. */
  path: PropertyKey[];
}

/** Returns the location of an error, such as `metadata.device.colour`. @param field - the location of the metadata object */
export const locateMetadataError = (field: string, { path }: MetadataError): string => [field, ...path].join('.');

/** Finds the first error in a metadata object. Checks numbers as parsed: 1e400 is Infinity. */
export function findMetadataError(metadata: JsonObject): MetadataError | undefined {
  if (Object.keys(metadata).length > metadataLimits.maxKeys)
    return { message: `has more than ${metadataLimits.maxKeys} keys`, path: [] };
  return findValueError(metadata, []) ?? findSizeError(metadata);
}

function findValueError(value: unknown, path: PropertyKey[]): MetadataError | undefined {
  const message = describeValueError(value, path.length + 1);
  if (message !== undefined) return { message, path };
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [name, child] of Object.entries(value)) {
    const childPath = [...path, Array.isArray(value) ? Number(name) : name];
    const error = (!Array.isArray(value) && findKeyError(name, path)) || findValueError(child, childPath);
    if (error) return error;
  }
  return undefined;
}

function describeValueError(value: unknown, depth: number): string | undefined {
  switch (typeof value) {
    case 'string':
      return describeTextError(value);
    case 'number':
      return Math.abs(value) <= Number.MAX_SAFE_INTEGER
        ? undefined
        : 'is a number that is not between -(2^53 - 1) and 2^53 - 1';
    case 'object':
      return value !== null && depth > metadataLimits.maxDepth
        ? `is nested more than ${metadataLimits.maxDepth} levels deep`
        : undefined;
    default:
      return undefined;
  }
}

/** @param parent - the path of the object with this key */
function findKeyError(name: string, parent: PropertyKey[]): MetadataError | undefined {
  if (name === '') return { message: 'has an empty key', path: parent };
  const path = [...parent, name];
  if ([...name].length > metadataLimits.maxKeyLength)
    return { message: `is a key of more than ${metadataLimits.maxKeyLength} characters`, path };
  if (forbiddenKeys.has(name)) return { message: 'is a key that is not allowed', path };
  const message = describeTextError(name);
  return message === undefined ? undefined : { message: `is a key that ${message}`, path };
}

function describeTextError(text: string): string | undefined {
  if (!text.isWellFormed()) return 'contains a lone surrogate, which is not a Unicode character';
  return text.includes('\0') ? 'contains a NUL character' : undefined;
}

function findSizeError(metadata: JsonObject): MetadataError | undefined {
  const bytes = new TextEncoder().encode(JSON.stringify(metadata)).length;
  return bytes <= metadataLimits.maxBytes
    ? undefined
    : { message: `is larger than ${metadataLimits.maxBytes} bytes as JSON`, path: [] };
}
