import {
  describeGet,
  describePost,
  describeRequest,
  describeWire,
  type RecordedRequest,
  type RequestOptions,
} from '../request.ts';

const order = { productOfferingId: 'seat', customerId: 'customer' };
const json = JSON.stringify(order);
const get = (title: string, options: RequestOptions): RecordedRequest =>
  describeGet(`API key: ${title}`, '/licenses/license-active', options);
const post = (title: string, body?: object | string, options?: RequestOptions): RecordedRequest =>
  describePost(`body: ${title}`, '/licenses/license-active/cancel', body, options);

export const accessRequests: RecordedRequest[] = [
  get('missing', { apiKey: null }),
  get('malformed', { apiKey: null, headers: [['X-API-Key', 'nonsense']] }),
  get('with a wrong checksum', { apiKey: null, headers: [['X-API-Key', '<key full>0']] }),
  get('of an unknown tenant', { apiKey: 'lost' }),
  get('revoked', { apiKey: 'revoked' }),
  get('expired', { apiKey: 'expired' }),
  get('expiring later', { apiKey: 'expiring' }),
  get('of another mode than the tenant', { apiKey: 'wrongMode' }),
  get('sent twice', { headers: [['x-api-key', '<key second>']] }),
  get('header in lower case', { apiKey: null, headers: [['x-api-key', '<key full>']] }),
  get('as a bearer token', { apiKey: null, headers: [['Authorization', 'Bearer <key full>']] }),
  get('without any scope', { apiKey: 'none' }),
  get('that can write only', { apiKey: 'write' }),
  describePost('API key: that can read only', '/licenses', order, { apiKey: 'read' }),
  describePost('API key: without a scope, and a body that is not valid', '/licenses', {}, { apiKey: 'read' }),
  describeGet('API key: that cannot read subscriptions', '/subscriptions/subscription', { apiKey: 'read' }),
  describeGet('API key: that cannot read product offerings', '/product-offerings', { apiKey: 'read' }),
  describePost('API key: missing, and everything else wrong', '/licenses', '{', {
    apiKey: null,
    contentType: 'text/plain',
  }),
];

export const bodyRequests: RecordedRequest[] = [
  post('not JSON', '{"scheduledAt":'),
  post('JSON and more', '{}}'),
  post('a list', '[]'),
  post('a repeated key', '{"metadata":{"a":1,"a":2}}'),
  post('nested over 32 levels', `{"metadata":{"a":${'['.repeat(31)}${']'.repeat(31)}}}`),
  post('not UTF-8', Buffer.from('{"metadata":{"a":"ü"}}', 'latin1')),
  post('a byte-order mark', '\ufeff{}'),
  post('a number beyond 2^53', '{"metadata":{"a":9007199254740993}}'),
  post('a lone surrogate', '{"metadata":{"a":"\\ud800"}}'),
  post('__proto__ in metadata', '{"metadata":{"__proto__":{"a":1}}}'),
  post(
    'odd numbers and texts',
    '{"scheduledAt":"2024-12-30","metadata":{"n":[1e-200,-0,9007199254740991,1.0,1E2],"t":"\\ud83d\\ude42"}}',
  ),
  post('over 64 KB', `{}${' '.repeat(65_535)}`),
  post('64 KB', `{"scheduledAt":"2024-12-29"}${' '.repeat(65_508)}`),
  describePost('body: over 10 MB', '/licenses', 'x'.repeat(11 * 1024 * 1024)),
  post('no media type', '{}', { contentType: null }),
  post('another media type', '{}', { contentType: 'text/plain' }),
  post('another charset', '{}', { contentType: 'application/json; charset=latin1' }),
  post('two media types', '{}', { headers: [['content-type', 'application/json']] }),
  post('compressed', '{}', { headers: [['Content-Encoding', 'gzip']] }),
  describePost('body: a media type in capitals with a charset', '/licenses', json, {
    contentType: 'Application/JSON; Charset="UTF-8"',
  }),
];

export const routeRequests: RecordedRequest[] = [
  describeGet('route: unknown', '/customers'),
  describeGet('route: unknown, without an API key', '/nothing', { apiKey: null }),
  describeGet('route: too long', '/licenses/a/b/c'),
  describeGet('route: an empty path parameter', '/subscriptions//addons'),
  describeGet('route: a malformed escape', '/licenses/%zz'),
  describeGet('route: an escape that is not UTF-8', '/licenses/%ff'),
  describeGet('route: another case', '/Licenses'),
  ...['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD'].map(method =>
    describeRequest(`method: ${method}`, method, '/licenses/license-active'),
  ),
  describePost('method: POST to a read', '/product-offerings', {}),
  describeGet('method: GET of a command', '/licenses/license-active/cancel'),
  describeGet('HTTP: an absolute target', 'http://api.example/licenses/license-pending'),
  describeGet('HTTP: a request id of the client is not used', '/licenses/license-pending', {
    headers: [['X-Request-Id', '00000000-0000-4000-8000-000000000000']],
  }),
  describePost('HTTP: a body that waits to be asked for', '/licenses', {}, { headers: [['Expect', '100-continue']] }),
  describeWire('HTTP: no host', 'GET /licenses HTTP/1.1\r\nConnection: close\r\n\r\n'),
  describeWire('HTTP: nonsense', 'nonsense\r\n\r\n'),
  describeWire(
    'HTTP: headers that are too large',
    `GET / HTTP/1.1\r\nHost: api.example\r\nX-Large: ${'x'.repeat(20_000)}\r\n\r\n`,
  ),
];
