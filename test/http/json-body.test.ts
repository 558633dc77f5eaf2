import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  expectedValidationError,
  malformedJsonRefusal,
  payloadTooLargeRefusal,
  sendRefusedRequest,
  useReadOnlyWorld,
} from '../support/refused-requests.ts';
import { useEngine } from '../support/test-engine.ts';

const world = useReadOnlyWorld(useEngine());
const path = { licenseId: 'license' };
const march = '{"scheduledAt":"2024-03-01"}';
const bytes = (...parts: (string | number[])[]) =>
  Buffer.concat(parts.map(part => (typeof part === 'string' ? Buffer.from(part, 'utf8') : Buffer.from(part))));
const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;
/** The body and its metadata already have two levels. */
const bodyOf = (levels: number) => `{"metadata":{"a":${nested(levels - 2)}}}`;
const paddedTo = (size: number) => march + ' '.repeat(size - march.length);

const cancel = (body: string | Buffer) => world.call('cancelLicense', { path, body });

describe('a body that is not JSON is rejected', () => {
  it.each([
    ['cut short', '{"scheduledAt":'],
    ['with a trailing comma', '{"metadata":{},}'],
    ['in single quotes', "{'scheduledAt':'2024-03-01'}"],
    ['with something behind it', `${march}}`],
    ['of two values', `${march}${march}`],
    ['of white space only', '  \n '],
    ['that is a word', 'undefined'],
    ['with NaN', '{"metadata":{"a":NaN}}'],
    ['with a leading zero', '{"metadata":{"a":01}}'],
    ['with a line break in a text', '{"metadata":{"a":"\n"}}'],
    ['with a NUL byte', '{"metadata":{"a":"\0"}}'],
    ['with a comment', `${march}// now`],
    ['that is a form', 'scheduledAt=2024-03-01'],
  ])('%s', async (_case, body) => {
    expect(await sendRefusedRequest(world, 'cancelLicense', { path, body })).toEqual(malformedJsonRefusal);
  });
});

describe('a body that is not UTF-8 is rejected', () => {
  it.each([
    ['a byte that never occurs', bytes('{"metadata":{"a":"', [0xff], '"}}')],
    ['a sequence cut short', bytes('{"metadata":{"a":"', [0xe2, 0x82], '"}}')],
    ['a wrong second byte', bytes('{"metadata":{"a":"', [0xc3, 0x28], '"}}')],
    ['an overlong slash', bytes('{"metadata":{"a":"', [0xc0, 0xaf], '"}}')],
    ['an encoded surrogate', bytes('{"metadata":{"a":"', [0xed, 0xa0, 0x80], '"}}')],
    ['a character beyond Unicode', bytes('{"metadata":{"a":"', [0xf4, 0x90, 0x80, 0x80], '"}}')],
    ['Latin-1', Buffer.from('{"metadata":{"a":"ü"}}', 'latin1')],
    ['UTF-16', Buffer.from(march, 'utf16le')],
    ['a byte-order mark', bytes([0xef, 0xbb, 0xbf], march)],
  ])('%s', async (_case, body) => {
    expect(await sendRefusedRequest(world, 'cancelLicense', { path, body })).toEqual(malformedJsonRefusal);
  });
});

describe('an ambiguous body is rejected', () => {
  it.each([
    ['a key that is repeated', '{"scheduledAt":"2024-03-01","scheduledAt":"2024-04-01"}'],
    ['a key that is repeated with the same value', '{"scheduledAt":"2024-03-01","scheduledAt":"2024-03-01"}'],
    ['a key that is repeated by escapes', '{"scheduledAt":"2024-03-01","\\u0073cheduledAt":"2024-04-01"}'],
    ['a key that is repeated further in', '{"metadata":{"list":[{"a":1,"b":{},"a":2}]}}'],
    ['an empty key that is repeated', '{"metadata":{"":1,"":2}}'],
    ['__proto__ that is repeated', '{"__proto__":1,"__proto__":2}'],
  ])('%s', async (_case, body) => {
    expect(await sendRefusedRequest(world, 'cancelLicense', { path, body })).toEqual(malformedJsonRefusal);
  });
});

describe('the depth of a body', () => {
  it('may be 32 levels, as far as JSON is concerned', async () => {
    const refused = await sendRefusedRequest(world, 'cancelLicense', { path, body: bodyOf(32) });
    expect(refused).toEqual(expectedValidationError('metadata.a.0.0.0.0 INVALID_VALUE'));
  });

  it.each([
    ['33 levels', bodyOf(33)],
    ['as many levels as a body can have', bodyOf(32_000)],
    ['as many open brackets as a body can have', '['.repeat(65_536)],
    ['as many open objects as a body can have', '{"a":'.repeat(13_107)],
  ])('of %s is refused', async (_case, body) => {
    expect(await sendRefusedRequest(world, 'cancelLicense', { path, body })).toEqual(malformedJsonRefusal);
  });

  it('of a million levels is rejected because of its size', async () => {
    expect(await sendRefusedRequest(world, 'cancelLicense', { path, body: nested(1_000_000) })).toEqual(
      payloadTooLargeRefusal,
    );
  });
});

describe('the size of a body', () => {
  it.each([65_537, 1_000_000])('of %i bytes is rejected without a DynamoDB call', async size => {
    expect(await sendRefusedRequest(world, 'cancelLicense', { path, body: paddedTo(size) })).toEqual(
      payloadTooLargeRefusal,
    );
    expect(world.network.calls).toEqual([]);
  });

  it('counts bytes, not characters', async () => {
    const body = `{"metadata":{"a":"${'ü'.repeat(32_769)}"}}`;
    expect(await sendRefusedRequest(world, 'cancelLicense', { path, body })).toEqual(payloadTooLargeRefusal);
  });
});

describe('a body is accepted', () => {
  let back: () => void;
  beforeEach(async () => {
    back = await world.enterTenant();
    await world.haveLicense();
  });
  afterEach(() => back());

  it('with the same key in two objects or as a value', async () => {
    const metadata = { a: { a: 'a', b: [{ a: 1 }, { a: 2 }] }, b: 'a', '"': '"', '\\"a': '{"a":1,"a":2}' };
    const { status, json } = await cancel(JSON.stringify({ scheduledAt: '2024-03-01', metadata }));
    expect(status).toBe(200);
    expect(json.metadata).toEqual(metadata);
  });

  it('of 64 KB', async () => {
    expect((await cancel(paddedTo(65_536))).json.pendingStatus.scheduledAt).toBe('2024-03-01');
  });

  const metadata = { text: 'Größe 値 🙂' };
  const body = JSON.stringify({ scheduledAt: '2024-03-01', metadata });
  const asEvent = (more: object) => ({ ...world.createEvent('cancelLicense', { path, body: march }), ...more });

  it('that the gateway passes as base64 or as plain text', async () => {
    const encoded = asEvent({ body: Buffer.from(body).toString('base64'), isBase64Encoded: true });
    const plain = asEvent({ body, isBase64Encoded: false });
    for (const event of [encoded, plain]) {
      expect((await world.handleEvent('cancelLicense', event)).json.metadata).toEqual(metadata);
    }
  });

  it('as the same request in both forms', async () => {
    const headers = asEvent({}).multiValueHeaders;
    const keyed = { multiValueHeaders: { ...headers, 'X-Idempotency-Key': ['k'] } };
    const encoded = asEvent({ ...keyed, body: Buffer.from(body).toString('base64') });
    const plain = asEvent({ ...keyed, body, isBase64Encoded: false });
    const first = await world.handleEvent('cancelLicense', encoded);
    const second = await world.handleEvent('cancelLicense', plain);
    expect(second).toMatchObject({ body: first.body, headers: { 'Idempotent-Replayed': 'true' } });
  });

  it('and ignored by a read', async () => {
    const event = { ...world.createEvent('getLicense', { path }), body: '{"a":', isBase64Encoded: false };
    expect((await world.handleEvent('getLicense', event)).status).toBe(200);
  });
});
