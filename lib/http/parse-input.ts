import type { Endpoint, EndpointInput } from '../contract/endpoint.ts';
import type { ErrorDetail } from '../contract/errors.ts';
import { parseJson } from '../contract/json.ts';
import { toErrorDetails } from '../contract/validation-errors.ts';
import type { ParsedInput } from '../idempotency/execute-request.ts';
import type { RawRequest } from '../idempotency/fingerprint.ts';

/** Parses path, query and body with the endpoint's schemas, and reports all validation errors together. */
export function parseInput<E extends Endpoint>(
  endpoint: E,
  { pathParameters, query, body }: RawRequest,
  idempotencyKey: string | undefined,
): ParsedInput<E> {
  const json = endpoint.body && body.length > 0 ? parseJson(body) : ({ ok: true, value: {} } as const);
  if (!json.ok) {
    const details: ErrorDetail[] = [{ message: json.message, code: 'INVALID_FORMAT', property: 'body' }];
    return { ok: false, code: 'MALFORMED_JSON', details };
  }
  const parts = [
    [endpoint.pathParameters, pathParameters],
    [endpoint.query, mergeListNames(query)],
    ...(endpoint.body ? ([[endpoint.body, json.value]] as const) : []),
  ] as const;
  const parsed = parts.map(([schema, value]) => ({ result: schema.safeParse(value), value }));
  const details = parsed.flatMap(({ result, value }, part) => {
    const partDetails = result.success ? [] : toErrorDetails(result.error, value);
    return parts[part]?.[0] === endpoint.query
      ? partDetails.map(detail => toParameterDetail(endpoint, value as RawRequest['query'], detail))
      : partDetails;
  });
  if (endpoint.readsRecord && idempotencyKey === undefined) details.push(missingKeyDetail);
  if (details.length > 0) return { ok: false, code: 'VALIDATION_ERROR', details };
  const [path, parameters, bodyValue] = parsed.map(({ result }) => result.data);
  return { ok: true, value: { path, query: parameters, body: bodyValue, idempotencyKey } as EndpointInput<E> };
}

/** Treats the parameter `status[]` as `status`, because some HTTP clients name repeated parameters so. */
function mergeListNames(query: RawRequest['query']): RawRequest['query'] {
  const merged = new Map<string, string[]>();
  for (const [name, values] of Object.entries(query)) {
    const plainName = name.replace(/\[\]$/, '');
    merged.set(plainName, [...(merged.get(plainName) ?? []), ...values]);
  }
  return Object.fromEntries(merged);
}

const missingKeyDetail: ErrorDetail = {
  message: 'is required',
  code: 'FIELD_REQUIRED',
  property: 'X-Idempotency-Key',
  suggestion: 'Send the idempotency key of the command.',
};

/**
 * Removes the list index from a query parameter. Each parameter is parsed as a list because it may be repeated, but clients know
 * only its name. A list in one value is explained.
 */
function toParameterDetail({ query: schema }: Endpoint, query: RawRequest['query'], detail: ErrorDetail): ErrorDetail {
  if (detail.code === 'UNKNOWN_FIELD') return detail;
  const [property = '', index = ''] = detail.property.split('.');
  const values = query[property]?.[Number(index)]?.split(',') ?? [];
  const isList = values.length > 1 && schema.safeParse({ [property]: values }).success;
  const suggestion = `To send several values, repeat the parameter: ${property}=…&${property}=….`;
  return { ...detail, property, ...(isList && { suggestion }) };
}
