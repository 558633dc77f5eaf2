import fc from 'fast-check';
import { endpoints } from '../../../functions/endpoints.ts';
import { type Endpoint, isCommandEndpoint } from '../../../lib/contract/endpoint.ts';
import { anyUnusualText, createHostileBodyArbitrary, createObjectArbitrary } from './fuzz-values.ts';

/** A request as it is sent over the wire. */
export interface WireRequest {
  method: string;
  /** Path and query, as sent. */
  target: string;
  headers: [name: string, value: string][];
  body: Buffer;
}

/** Names of the API keys that a request can use. The target knows their texts. */
export type ApiKeyName = 'full' | 'readOnly' | 'revoked' | 'theirs' | 'unknown';

/** Creates a placeholder that is replaced by the text of an API key when the request is sent. */
export const createApiKeyPlaceholder = (name: ApiKeyName): string => `{{key:${name}}}`;

const idempotencyKeys = fc.oneof(fc.constantFrom('a', 'b', 'c'), fc.uuid(), fc.uuid(), fc.uuid());
/** Bytes that a header can contain. Requests with other bytes never reach a function. */
const headerText = fc.string({
  unit: fc.integer({ min: 0x20, max: 0xff }).map(code => String.fromCharCode(code)),
  maxLength: 300,
});

type Header = [string, string];
const mostly = <T>(arbitrary: fc.Arbitrary<T>, otherwise: fc.Arbitrary<T>, weight = 12) =>
  fc.oneof({ weight, arbitrary }, { weight: 1, arbitrary: otherwise });
const constantHeaders = (...headers: Header[]) => fc.constant(headers);

const apiKeys: fc.Arbitrary<Header[]> = mostly(
  constantHeaders(['X-API-Key', createApiKeyPlaceholder('full')]),
  fc.oneof(
    fc
      .constantFrom<ApiKeyName>('readOnly', 'revoked', 'unknown')
      .map((name): Header[] => [['x-api-key', createApiKeyPlaceholder(name)]]),
    constantHeaders(),
    constantHeaders(['X-API-Key', createApiKeyPlaceholder('full')], ['x-api-key', createApiKeyPlaceholder('full')]),
    constantHeaders(['X-API-Key', createApiKeyPlaceholder('full')], ['X-Api-Key', createApiKeyPlaceholder('theirs')]),
    headerText.map((value): Header[] => [['X-API-Key', value]]),
  ),
);

const idempotency: fc.Arbitrary<Header[]> = mostly(
  fc
    .option(idempotencyKeys, { nil: undefined, freq: 4 })
    .map((key): Header[] => (key ? [['X-Idempotency-Key', key]] : [])),
  fc.oneof(
    headerText.map((value): Header[] => [['X-Idempotency-Key', value]]),
    constantHeaders(['X-Idempotency-Key', 'a'], ['x-idempotency-key', 'a']),
    constantHeaders(['X-Idempotency-Key', 'a'], ['Idempotency-Key', 'b']),
    constantHeaders(['Idempotency-Key', 'a']),
    constantHeaders(['X-Idempotency-Key', 'x'.repeat(257)]),
  ),
);

const mediaTypes = [
  'application/json; charset=utf-8',
  'APPLICATION/JSON',
  'application/json;charset=latin1',
  'text/plain',
  'application/json, text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  '',
  'application/json; charset="utf-8"; x=y',
];
const contentType: fc.Arbitrary<Header[]> = mostly(
  constantHeaders(['Content-Type', 'application/json']),
  fc.oneof(
    fc.constantFrom(...mediaTypes).map((value): Header[] => [['Content-Type', value]]),
    constantHeaders(),
    constantHeaders(['Content-Type', 'application/json'], ['Content-Encoding', 'gzip']),
    constantHeaders(['Content-Type', 'application/json'], ['content-type', 'text/plain']),
  ),
);

const unusualHeaders: fc.Arbitrary<Header[]> = mostly(
  constantHeaders(),
  fc.oneof(
    headerText.map((value): Header[] => [['X-Request-Id', value]]),
    constantHeaders(['X-Forwarded-For', '10.0.0.1'], ['X-HTTP-Method-Override', 'DELETE']),
    constantHeaders(['Accept', 'text/html'], ['Accept-Encoding', 'br'], ['Cookie', 'a=b']),
    constantHeaders(['If-None-Match', '*'], ['Range', 'bytes=0-1'], ['Expect', 'nothing']),
    constantHeaders(['__proto__', 'x'], ['constructor', 'y']),
    headerText.map((value): Header[] => [['X-Long', value.repeat(20)]]),
  ),
  6,
);

/** Creates requests to an endpoint that are mostly valid, with some invalid parts. */
function createRequestArbitrary(endpoint: Endpoint): fc.Arbitrary<WireRequest> {
  const path = mostly(
    createObjectArbitrary(endpoint.pathParameters.shape).map(values =>
      endpoint.path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(String(values[name]))),
    ),
    anyUnusualText.map(
      text => endpoint.path.replace(/\{\w+\}/g, encodeURI(text.toWellFormed()).replace(/[?#]/g, '')) || '/',
    ),
  );
  const query = mostly(
    createObjectArbitrary(endpoint.query.shape).map(values => toQueryString(values)),
    fc.oneof(
      anyUnusualText.map(text => `?${encodeURIComponent(text.toWellFormed())}=1`),
      anyUnusualText.map(text => `?status=${encodeURIComponent(text.toWellFormed())}`),
      fc.constantFrom(
        '?',
        '?&&',
        '?a',
        '?=',
        '?a=1&a=2',
        '?%',
        '?%ff=%ff',
        '?limit=1&limit=2',
        '?limit=',
        '?__proto__=x',
        '?status[]=ACTIVE',
      ),
    ),
    6,
  );
  const valid = createObjectArbitrary(endpoint.body?.shape ?? {});
  const body = isCommandEndpoint(endpoint)
    ? mostly(
        valid.map(value => Buffer.from(JSON.stringify(value))),
        fc.oneof(valid.chain(createHostileBodyArbitrary), fc.constant(Buffer.alloc(0))),
        3,
      )
    : mostly(fc.constant(Buffer.alloc(0)), valid.chain(createHostileBodyArbitrary), 12);
  const method = mostly(
    fc.constant<string>(endpoint.method),
    fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS'),
    20,
  );
  return fc
    .record({ method, path, query, body, headers: fc.tuple(apiKeys, idempotency, contentType, unusualHeaders) })
    .map(({ method, path, query, body, headers: [apiKey, key, type, more] }) => ({
      method,
      target: path + query,
      headers: [...apiKey, ...key, ...(body.length > 0 ? type : []), ...more],
      body,
    }));
}

const toQueryString = (values: Record<string, unknown>): string => {
  const pairs = Object.entries(values).flatMap(([name, all]) =>
    [all].flat().map((value): Header => [name, String(value).toWellFormed()]),
  );
  return pairs.length > 0 ? `?${new URLSearchParams(pairs)}` : '';
};

const anyUnknownRoute: fc.Arbitrary<WireRequest> = fc.record({
  method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE'),
  target: fc.oneof(
    fc.constantFrom(
      '/',
      '//',
      '/licenses/',
      '/licenses//cancel',
      '/Licenses',
      '/licenses/license/cancel/',
      '/licenses/%',
      '/.env',
      '*',
    ),
    anyUnusualText.map(text => `/${encodeURI(text.toWellFormed())}`),
  ),
  headers: apiKeys,
  body: fc.constant(Buffer.alloc(0)),
});

/** Any request to any endpoint of the table or to an unknown route. */
export const anyFuzzRequest: fc.Arbitrary<WireRequest> = mostly(
  fc.oneof(...endpoints.map(createRequestArbitrary)),
  anyUnknownRoute,
  25,
);
