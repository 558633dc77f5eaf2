import { JsonObject } from './field-types.ts';
import { findMetadataError, metadataLimits } from './metadata-limits.ts';

/** Data that a client attaches to a resource. */
export const Metadata = JsonObject.superRefine((value, context) => {
  const error = findMetadataError(value);
  if (error) context.addIssue({ code: 'custom', message: error, params: { code: 'INVALID_VALUE' } });
}).meta({
  id: 'Metadata',
  description:
    `Your own data: a JSON object with at most ${metadataLimits.maxKeys} keys of 1 to ${metadataLimits.maxKeyLength} characters ` +
    '(except `__proto__`, `constructor` and `prototype`), at most 8 KB as JSON, nested at most ' +
    `${metadataLimits.maxDepth} levels including the object itself, with numbers between −(2^53 − 1) and 2^53 − 1. A later ` +
    'command merges its metadata key by key at the top level. `null` removes a key. Keys are compared by code points: ' +
    'two Unicode forms of one character are two keys. The limits apply to the result.',
  examples: [{ costCentre: 'CC-17' }],
});
