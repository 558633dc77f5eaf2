import type * as z from 'zod';
import type { ErrorDetail } from './errors.ts';
import { formatTooShort } from './field-types.ts';
import { quoteShortened } from './quote-shortened.ts';

/**
 * Converts the issues of zod to error details of the contract.
 *
 * @param input - the parsed value: an issue does not say whether a value is missing or has a wrong type
 */
export function toErrorDetails(error: z.ZodError, input: unknown): ErrorDetail[] {
  const details = error.issues.flatMap(issue => toIssueDetails(issue, input));
  return details
    .slice(0, maxDetails)
    .map(detail => ({ ...detail, property: quoteShortened(detail.property, maxPropertyLength) }));
}

/** Limits the size of the response, which must not be many times the size of the request. */
const maxDetails = 20;
const maxPropertyLength = 200;

function toIssueDetails(issue: z.core.$ZodIssue, input: unknown): ErrorDetail[] {
  const property = issue.path.join('.') || 'body';
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map(key => ({
      message: 'is not a known field',
      code: 'UNKNOWN_FIELD',
      property: [...issue.path, key].join('.'),
      suggestion: 'Check the spelling or omit the field.',
    }));
  }
  // A rule that requires a field because of another field has a message of its own.
  const hasOwnMessage = issue.code === 'custom' && issue.params?.code === 'FIELD_REQUIRED';
  const value = readValueAt(input, issue.path);
  if (value === undefined && !hasOwnMessage) return [{ message: 'is required', code: 'FIELD_REQUIRED', property }];
  const detail = { message: toDetailMessage(issue), code: toDetailCode(issue), property };
  return [
    value === null ? { ...detail, suggestion: 'Send a value, or leave the field out if it is optional.' } : detail,
  ];
}

function toDetailCode(issue: z.core.$ZodIssue): ErrorDetail['code'] {
  switch (issue.code) {
    case 'invalid_type':
      return 'INVALID_TYPE';
    case 'invalid_format':
      return 'INVALID_FORMAT';
    case 'too_big':
      return issue.origin === 'string' ? 'TOO_LONG' : 'INVALID_VALUE';
    case 'too_small':
      return issue.origin === 'string' ? 'TOO_SHORT' : 'INVALID_VALUE';
    case 'custom':
      return issue.params?.code ?? 'INVALID_VALUE';
    default:
      return 'INVALID_VALUE';
  }
}

function toDetailMessage(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `must be of type ${issue.expected}`;
    case 'invalid_value':
      return `must be one of ${issue.values.join(', ')}`;
    case 'invalid_union':
      return 'options' in issue ? `must be one of ${issue.options?.join(', ')}` : 'does not have an allowed form';
    case 'too_big':
      return formatTooBig(issue);
    case 'too_small':
      return issue.origin === 'string' ? formatTooShort(issue.minimum) : `must be at least ${issue.minimum}`;
    default:
      return issue.message;
  }
}

function formatTooBig({ origin, maximum }: z.core.$ZodIssueTooBig): string {
  if (origin === 'array') return `must have at most ${maximum} value${maximum === 1 ? '' : 's'}`;
  return origin === 'string' ? `must be at most ${maximum} characters` : `must be at most ${maximum}`;
}

function readValueAt(input: unknown, path: PropertyKey[]): unknown {
  let value = input;
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<PropertyKey, unknown>)[step];
  }
  return value;
}
