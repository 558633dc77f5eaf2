import fc from 'fast-check';
import { endpoints } from '../../functions/endpoints.ts';
import { type Endpoint, isCommand } from '../../lib/schemas/endpoint.ts';
import { hostileBody, objectFor, oddText } from './fuzz-values.ts';

/** A request as it goes over the wire. */
export interface WireRequest {
  method: string;
  /** Path and query, as sent. */
  target: string;
  headers: [name: string, value: string][];
  body: Buffer;
}

/** The keys that may be named in a request; which text that is, the target knows. */
export type KeyName = 'full' | 'readOnly' | 'revoked' | 'theirs' | 'stranger';

/** Stands for the text of an API key until it is sent. */
export const keyMark = (name: KeyName): string => `{{key:${name}}}`;

const idempotencyKeys = fc.oneof(fc.constantFrom('a', 'b', 'c'), fc.uuid(), fc.uuid(), fc.uuid());
/** Bytes that may stand in a header: everything else never reaches a function. */
const headerText = fc.string({
  unit: fc.integer({ min: 0x20, max: 0xff }).map(code => String.fromCharCode(code)),
  maxLength: 300,
});

type Header = [string, string];
const usually = <T>(arbitrary: fc.Arbitrary<T>, otherwise: fc.Arbitrary<T>, weight = 12) =>
  fc.oneof({ weight, arbitrary }, { weight: 1, arbitrary: otherwise });
const just = (...headers: Header[]) => fc.constant(headers);

const apiKeys: fc.Arbitrary<Header[]> = usually(
  just(['X-API-Key', keyMark('full')]),
  fc.oneof(
    fc.constantFrom<KeyName>('readOnly', 'revoked', 'stranger').map((name): Header[] => [['x-api-key', keyMark(name)]]),
    just(),
    just(['X-API-Key', keyMark('full')], ['x-api-key', keyMark('full')]),
    just(['X-API-Key', keyMark('full')], ['X-Api-Key', keyMark('theirs')]),
    headerText.map((value): Header[] => [['X-API-Key', value]]),
  ),
);

const idempotency: fc.Arbitrary<Header[]> = usually(
  fc
    .option(idempotencyKeys, { nil: undefined, freq: 4 })
    .map((key): Header[] => (key ? [['X-Idempotency-Key', key]] : [])),
  fc.oneof(
    headerText.map((value): Header[] => [['X-Idempotency-Key', value]]),
    just(['X-Idempotency-Key', 'a'], ['x-idempotency-key', 'a']),
    just(['X-Idempotency-Key', 'a'], ['Idempotency-Key', 'b']),
    just(['Idempotency-Key', 'a']),
    just(['X-Idempotency-Key', 'x'.repeat(257)]),
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
const contentType: fc.Arbitrary<Header[]> = usually(
  just(['Content-Type', 'application/json']),
  fc.oneof(
    fc.constantFrom(...mediaTypes).map((value): Header[] => [['Content-Type', value]]),
    just(),
    just(['Content-Type', 'application/json'], ['Content-Encoding', 'gzip']),
    just(['Content-Type', 'application/json'], ['content-type', 'text/plain']),
  ),
);

const strange: fc.Arbitrary<Header[]> = usually(
  just(),
  fc.oneof(
    headerText.map((value): Header[] => [['X-Request-Id', value]]),
    just(['X-Forwarded-For', '10.0.0.1'], ['X-HTTP-Method-Override', 'DELETE']),
    just(['Accept', 'text/html'], ['Accept-Encoding', 'br'], ['Cookie', 'a=b']),
    just(['If-None-Match', '*'], ['Range', 'bytes=0-1'], ['Expect', 'nothing']),
    just(['__proto__', 'x'], ['constructor', 'y']),
    headerText.map((value): Header[] => [['X-Long', value.repeat(20)]]),
  ),
  6,
);

/** A request to an endpoint; most of it is right, one thing or another is not. */
function requestTo(endpoint: Endpoint): fc.Arbitrary<WireRequest> {
  const path = usually(
    objectFor(endpoint.pathParameters.shape).map(values =>
      endpoint.path.replace(/\{(\w+)\}/g, (_, name) => String(values[name])),
    ),
    oddText.map(text => endpoint.path.replace(/\{\w+\}/g, encodeURI(text.toWellFormed()).replace(/[?#]/g, '')) || '/'),
  );
  const query = usually(
    objectFor(endpoint.query.shape).map(values => queryOf(values)),
    fc.oneof(
      oddText.map(text => `?${encodeURIComponent(text.toWellFormed())}=1`),
      oddText.map(text => `?status=${encodeURIComponent(text.toWellFormed())}`),
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
  const valid = objectFor(endpoint.body?.shape ?? {});
  const body = isCommand(endpoint)
    ? usually(
        valid.map(value => Buffer.from(JSON.stringify(value))),
        fc.oneof(valid.chain(hostileBody), fc.constant(Buffer.alloc(0))),
        3,
      )
    : usually(fc.constant(Buffer.alloc(0)), valid.chain(hostileBody), 12);
  const method = usually(
    fc.constant<string>(endpoint.method),
    fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS'),
    20,
  );
  return fc
    .record({ method, path, query, body, headers: fc.tuple(apiKeys, idempotency, contentType, strange) })
    .map(({ method, path, query, body, headers: [apiKey, key, type, more] }) => ({
      method,
      target: path + query,
      headers: [...apiKey, ...key, ...(body.length > 0 ? type : []), ...more],
      body,
    }));
}

const queryOf = (values: Record<string, unknown>): string => {
  const pairs = Object.entries(values).flatMap(([name, all]) =>
    [all].flat().map((value): Header => [name, String(value).toWellFormed()]),
  );
  return pairs.length > 0 ? `?${new URLSearchParams(pairs)}` : '';
};

const nowhere: fc.Arbitrary<WireRequest> = fc.record({
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
    oddText.map(text => `/${encodeURI(text.toWellFormed())}`),
  ),
  headers: apiKeys,
  body: fc.constant(Buffer.alloc(0)),
});

/** Any request to any endpoint of the table, or beside it. */
export const anyRequest: fc.Arbitrary<WireRequest> = usually(fc.oneof(...endpoints.map(requestTo)), nowhere, 25);
