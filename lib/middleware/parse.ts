import type { RawRequest } from '../command/fingerprint.ts';
import type { Parsed } from '../command/run.ts';
import { parseJson } from '../json.ts';
import type { Endpoint, Input } from '../schemas/endpoint.ts';
import type { ErrorDetail } from '../schemas/error.ts';
import { detailsOf } from '../schemas/problem.ts';

/** Parses path, query and body by the endpoint's schemas and names everything that is wrong with them at once. */
export function parse<E extends Endpoint>(endpoint: E, { pathParameters, query, body }: RawRequest): Parsed<E> {
  const json = endpoint.body && body.length > 0 ? parseJson(body) : ({ ok: true, value: {} } as const);
  if (!json.ok) {
    const details: ErrorDetail[] = [{ message: json.message, code: 'INVALID_FORMAT', property: 'body' }];
    return { ok: false, code: 'MALFORMED_JSON', details };
  }
  const parts = [
    [endpoint.pathParameters, pathParameters],
    [endpoint.query, query],
    ...(endpoint.body ? ([[endpoint.body, json.value]] as const) : []),
  ] as const;
  const parsed = parts.map(([schema, value]) => ({ result: schema.safeParse(value), value }));
  const details = parsed.flatMap(({ result, value }, part) => {
    const found = result.success ? [] : detailsOf(result.error, value);
    return parts[part]?.[0] === endpoint.query ? found.map(ofParameter) : found;
  });
  if (details.length > 0) return { ok: false, code: 'VALIDATION_ERROR', details };
  const [path, parameters, content] = parsed.map(({ result }) => result.data);
  return { ok: true, value: { path, query: parameters, body: content } as Input<E> };
}

/** Every parameter is a list, for it may be repeated: what a client knows is its name. */
const ofParameter = (detail: ErrorDetail): ErrorDetail =>
  detail.code === 'UNKNOWN_FIELD' ? detail : { ...detail, property: detail.property.replace(/\.\d+$/, '') };
