import { describe, expect, it } from 'vitest';
import { fingerprintRequest } from '../../lib/idempotency/fingerprint.ts';
import { haveExampleFixtures } from '../support/example-requests.ts';
import { haveCommandFixtures, testCommands } from '../support/test-commands.ts';
import { useEngine } from '../support/test-engine.ts';
import { useWorld } from '../support/test-world.ts';

const world = useWorld(useEngine());
const computeDigest = (body: string | Buffer): string =>
  fingerprintRequest({
    method: 'POST',
    operation: 'cancelLicense',
    pathParameters: {},
    query: {},
    body: Buffer.from(body as string),
  }).digest;

/** Pairs of different bodies that a JSON parser may read as the same value. */
const pairs: [string, string, string | Buffer][] = [
  ['white space', '{"metadata":{"a":1}}', '{"metadata": {"a":1}}'],
  ['a line break at the end', '{"metadata":{"a":1}}', '{"metadata":{"a":1}}\n'],
  ['the order of keys', '{"metadata":{"a":1,"b":2}}', '{"metadata":{"b":2,"a":1}}'],
  ['1 and 1.0', '{"metadata":{"a":1}}', '{"metadata":{"a":1.0}}'],
  ['1 and 1e0', '{"metadata":{"a":1}}', '{"metadata":{"a":1e0}}'],
  ['0 and -0', '{"metadata":{"a":0}}', '{"metadata":{"a":-0}}'],
  ['an escape sequence', '{"metadata":{"a":"é"}}', '{"metadata":{"a":"\\u00e9"}}'],
  ['Unicode normalization', '{"metadata":{"a":"é"}}', '{"metadata":{"a":"e\u0301"}}'],
  ['a repeated key', '{"metadata":{"a":1}}', '{"metadata":{"a":1},"metadata":{"a":1}}'],
  ['an unsafe integer', '{"metadata":{"a":9007199254740992}}', '{"metadata":{"a":9007199254740993}}'],
  ['a number below the range', '{"metadata":{"a":0}}', '{"metadata":{"a":1e-400}}'],
  ['a number above the range', '{"metadata":{"a":1e400}}', '{"metadata":{"a":1e500}}'],
  ['lone surrogates', '{"metadata":{"a":"\\ud800"}}', '{"metadata":{"a":"\\ud801"}}'],
  ['invalid UTF-8', '{"metadata":{"a":"\ufffd"}}', Buffer.from('{"metadata":{"a":"\xff"}}', 'latin1')],
  ['a byte-order mark', '{"metadata":{"a":1}}', '\ufeff{"metadata":{"a":1}}'],
  ['absent and null', '{"metadata":{}}', '{"metadata":null}'],
  ['absent and empty', '{}', '{"metadata":{}}'],
  ['no body and an empty object', '', '{}'],
  ['an unknown field', '{}', '{"scheduledat":"2024-03-01"}'],
  ['malformed JSON', '{}', '{'],
];

describe('a different request with the same idempotency key is rejected: not executed and not replayed (I4)', () => {
  const path = { licenseId: 'license' };

  it.each(pairs)('%s', async (_description, one, other) => {
    expect(computeDigest(one)).not.toBe(computeDigest(other));
    await haveCommandFixtures(world);
    // Sends first the body that succeeds, or a third one if neither of the two does.
    const bodies = [one, other, '{}'];
    let first = '';
    for (const body of bodies) {
      if ((await world.call('cancelLicense', { path, idempotencyKey: 'k', body })).status !== 200) continue;
      first = computeDigest(body);
      break;
    }
    const licenses = await world.licenses();
    for (const body of [one, other].filter(body => computeDigest(body) !== first)) {
      const response = await world.call('cancelLicense', { path, idempotencyKey: 'k', body });
      expect(response.json.code).toBe('idempotency_key_mismatch');
      expect(response.body).not.toContain('licenseId');
    }
    expect(await world.licenses()).toEqual(licenses);
  });

  it.each(testCommands)('another body of $operation', async ({ operation, request, otherRequest: other, effects }) => {
    await haveExampleFixtures(world);
    await world.call(operation, { ...request, idempotencyKey: 'k' });
    const response = await world.call(operation, { ...other, idempotencyKey: 'k' });
    expect(response.json.code).toBe('idempotency_key_mismatch');
    expect(await effects(world)).toBe(1);
  });

  it('another operation', async () => {
    await haveCommandFixtures(world);
    const send = { idempotencyKey: 'k', body: { productOfferingId: 'addon-offering' } };
    await world.call('cancelAddon', { ...send, path: { subscriptionId: 'subscription' } });
    for (const response of [
      await world.call('createLicense', send),
      await world.call('cancelLicense', { ...send, path }),
    ]) {
      expect(response.json.code).toBe('idempotency_key_mismatch');
    }
  });

  it('another license', async () => {
    await haveCommandFixtures(world);
    await world.haveLicense({ licenseId: 'another' });
    const body = { scheduledAt: '2024-03-01' };
    await world.call('cancelLicense', { path, body, idempotencyKey: 'k' });
    for (const licenseId of ['another', 'license/', 'license%2F', '%6cicense', 'LICENSE', 'nothing']) {
      const response = await world.call('cancelLicense', { path: { licenseId }, body, idempotencyKey: 'k' });
      expect(response.json.code).toBe('idempotency_key_mismatch');
    }
  });

  it('an added query parameter', async () => {
    await haveCommandFixtures(world);
    await world.call('cancelLicense', { path, idempotencyKey: 'k' });
    const response = await world.call('cancelLicense', {
      path,
      idempotencyKey: 'k',
      query: { scheduledAt: ['2024-03-01'] },
    });
    expect(response.json.code).toBe('idempotency_key_mismatch');
  });

  it('a truncated body', async () => {
    await haveCommandFixtures(world);
    const body = JSON.stringify({ scheduledAt: '2024-03-01' });
    await world.call('cancelLicense', { path, idempotencyKey: 'k', body });
    const response = await world.call('cancelLicense', { path, idempotencyKey: 'k', body: body.slice(0, 10) });
    expect(response.json.code).toBe('idempotency_key_mismatch');
  });
});

it('a request is recognized although its encoding, content type or base path differs', async () => {
  await haveCommandFixtures(world);
  const send = { path: { licenseId: 'license' }, idempotencyKey: 'k', body: '{}' };
  await world.call('cancelLicense', send);
  const asText = { ...world.createEvent('cancelLicense', send), body: '{}', isBase64Encoded: false };
  expect((await world.handleEvent('cancelLicense', asText)).headers['Idempotent-Replayed']).toBe('true');
  const charset = { ...send, headers: { 'content-type': ['application/json; charset=utf-8'], 'Content-Type': [] } };
  expect((await world.call('cancelLicense', charset)).headers['Idempotent-Replayed']).toBe('true');
  const atAnotherStage = { ...send, basePath: '/v1' };
  expect((await world.call('cancelLicense', atAnotherStage)).headers['Idempotent-Replayed']).toBe('true');
});
