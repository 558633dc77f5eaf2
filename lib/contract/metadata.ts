import { JsonObject, textRule } from './field-types.ts';
import { findMetadataError, forbiddenKeys, metadataLimits } from './metadata-limits.ts';

/** Data that a client attaches to a resource. */
export const Metadata = JsonObject.superRefine((value, context) => {
  const error = findMetadataError(value);
  if (error) context.addIssue({ code: 'custom', ...error, params: { code: 'INVALID_VALUE' } });
}).meta({
  id: 'Metadata',
  description:
    `Your own data: a JSON object with at most ${metadataLimits.maxKeys} keys. A key, at every level, has 1 to ` +
    `${metadataLimits.maxKeyLength} characters and is not \`__proto__\`, \`constructor\` or \`prototype\`. The object has at most ` +
    `8 KB (${metadataLimits.maxBytes} bytes) as JSON, is nested at most ${metadataLimits.maxDepth} levels including the object ` +
    'itself, and has numbers between −(2^53 − 1) and 2^53 − 1. ' +
    `Keys and texts: ${textRule} A later command merges its metadata key by key at the top level. \`null\` removes a key. Keys are ` +
    'compared by code points: two Unicode forms of one character are two keys. The limits apply to the result.',
  maxProperties: metadataLimits.maxKeys,
  propertyNames: {
    minLength: 1,
    maxLength: metadataLimits.maxKeyLength,
    pattern: '^[^\\x00]*$',
    not: { enum: [...forbiddenKeys] },
  },
  examples: [{ costCentre: 'CC-17' }],
});
