import { beforeEach, describe, expect, it } from 'vitest';
import { expectedValidationError, sendRefusedRequest } from '../support/refused-requests.ts';
import { useEngine } from '../support/test-engine.ts';
import { useWorld } from '../support/test-world.ts';

const world = useWorld(useEngine());
const license = { path: { licenseId: 'license' } };
const cancel = (headers: Record<string, string[]>) => world.call('cancelLicense', { ...license, headers });
const sendRefused = (headers: Record<string, string[]>) =>
  sendRefusedRequest(world, 'cancelLicense', { ...license, headers });
const listRecordKeys = async () =>
  (await world.records()).map(({ pk }) => String(pk).replace(`${world.tenantId}#`, ''));
const printable = Array.from({ length: 0x7e - 0x21 + 1 }, (_, index) => String.fromCharCode(0x21 + index)).join('');

beforeEach(async () => {
  await world.haveLicense();
});

describe('an idempotency key is accepted', () => {
  it.each([
    ['of one character', '!'],
    ['of 256 characters', 'k'.repeat(256)],
    ['of every character it may have', printable],
    ['with a hash', '#license#'],
    ['named __proto__', '__proto__'],
  ])('%s', async (_case, key) => {
    expect((await cancel({ 'X-Idempotency-Key': [key] })).status).toBe(200);
    expect(await listRecordKeys()).toEqual([key]);
  });

  it.each(['x-idempotency-key', 'X-IDEMPOTENCY-KEY', 'Idempotency-Key', 'idempotency-key'])(
    'from the header %s',
    async name => {
      await cancel({ [name]: ['k'] });
      expect(await listRecordKeys()).toEqual(['k']);
    },
  );

  it('from both headers if they are equal', async () => {
    const first = await cancel({ 'X-Idempotency-Key': ['k'], 'Idempotency-Key': ['k'] });
    expect(first.status).toBe(200);
    expect(await listRecordKeys()).toEqual(['k']);
    for (const name of ['X-Idempotency-Key', 'Idempotency-Key']) {
      expect(await cancel({ [name]: ['k'] })).toMatchObject({
        body: first.body,
        headers: { 'Idempotent-Replayed': 'true' },
      });
    }
  });

  it.each([
    ['"k"', 'k'],
    ['"a\\"b"', 'a"b'],
    ['"a\\\\b"', 'a\\b'],
    ['k"', 'k"'],
    ['"k', '"k'],
  ])('from Idempotency-Key as %s, which is the key %s', async (value, key) => {
    await cancel({ 'Idempotency-Key': [value] });
    expect(await listRecordKeys()).toEqual([key]);
  });

  it('from both headers if the quoted form of one equals the other', async () => {
    const first = await cancel({ 'X-Idempotency-Key': ['k'], 'Idempotency-Key': ['"k"'] });
    expect(first.status).toBe(200);
    expect(await cancel({ 'X-Idempotency-Key': ['k'] })).toMatchObject({ body: first.body });
    expect((await cancel({ 'X-Idempotency-Key': ['"k"'] })).json.code).toBe('license_already_cancelled');
  });

  it('case-sensitively: K and k are different keys', async () => {
    await cancel({ 'X-Idempotency-Key': ['k'] });
    expect((await cancel({ 'X-Idempotency-Key': ['K'] })).json.code).toBe('license_already_cancelled');
  });
});

describe('a command without an idempotency key', () => {
  it('is executed and stores no response', async () => {
    expect((await cancel({})).status).toBe(200);
    expect(await world.records()).toEqual([]);
  });
});

describe('an idempotency key is rejected without a DynamoDB call', () => {
  it.each([
    ['that is empty', ''],
    ['of 257 characters', 'k'.repeat(257)],
    ['with a blank inside', 'two words'],
    ['with a blank before it', ' k'],
    ['with a tab', 'a\tb'],
    ['with a line break', 'a\nb'],
    ['with NUL', 'a\0b'],
    ['with DEL', 'a\x7fb'],
    ['with an umlaut', 'schlüssel'],
    ['with an emoji', '🙂'],
    ['with a lone surrogate', '\ud800'],
  ])('%s', async (_case, key) => {
    expect(await sendRefused({ 'X-Idempotency-Key': [key] })).toEqual(
      expectedValidationError('X-Idempotency-Key INVALID_FORMAT'),
    );
    expect(await sendRefused({ 'X-Idempotency-Key': [], 'Idempotency-Key': [key] })).toEqual(
      expectedValidationError('Idempotency-Key INVALID_FORMAT'),
    );
    expect(world.network.calls).toEqual([]);
  });

  it.each([
    ['that is sent twice', { 'X-Idempotency-Key': ['a', 'b'] }, 'X-Idempotency-Key'],
    ['that is sent twice, equally', { 'X-Idempotency-Key': ['a', 'a'] }, 'X-Idempotency-Key'],
    [
      'that is sent twice in two spellings',
      { 'X-Idempotency-Key': ['a'], 'x-idempotency-key': ['a'] },
      'X-Idempotency-Key',
    ],
    [
      'that is sent twice under the other name',
      { 'X-Idempotency-Key': [], 'Idempotency-Key': ['a', 'a'] },
      'Idempotency-Key',
    ],
    ['that differs between its names', { 'X-Idempotency-Key': ['a'], 'Idempotency-Key': ['b'] }, 'Idempotency-Key'],
    ['that is empty under one name', { 'X-Idempotency-Key': ['a'], 'Idempotency-Key': [''] }, 'Idempotency-Key'],
    ['that is empty under the other name', { 'X-Idempotency-Key': [''], 'Idempotency-Key': ['b'] }, 'Idempotency-Key'],
  ])('%s', async (_case, headers, property) => {
    expect(await sendRefused(headers)).toEqual(expectedValidationError(`${property} INVALID_FORMAT`));
    expect(world.network.calls).toEqual([]);
  });
});

describe('on a read', () => {
  it.each([['k'], [''], ['two words'], ['k'.repeat(257)], ['a', 'b']])('it is ignored: %o', async (...keys) => {
    const headers = { 'X-Idempotency-Key': keys, 'Idempotency-Key': ['other'] };
    expect((await world.call('getLicense', { ...license, headers })).status).toBe(200);
    const unknown = await world.call('getLicense', { path: { licenseId: 'unknown' }, headers });
    expect(unknown.json).toEqual({
      code: 'license_not_found',
      message: expect.any(String),
      docs: '/docs#description/license_not_found',
    });
    expect(await world.records()).toEqual([]);
  });
});
