import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  expectedValidationError,
  sendRefusedRequest,
  unsupportedMediaTypeRefusal,
  useReadOnlyWorld,
} from '../support/refused-requests.ts';
import { useEngine } from '../support/test-engine.ts';

const world = useReadOnlyWorld(useEngine());
const path = { licenseId: 'license' };
const body = { scheduledAt: '2024-03-01' };

/** Accepted requests run in another tenant. */
function useAnotherTenant(): void {
  let back: () => void;
  beforeEach(async () => {
    back = await world.enterTenant();
    await world.haveLicense();
  });
  afterEach(() => back());
}

describe('a body of JSON in UTF-8 is accepted', () => {
  useAnotherTenant();

  it.each([
    'application/json',
    'APPLICATION/JSON',
    'Application/Json; Charset=UTF-8',
    'application/json; charset=utf-8',
    'application/json;charset=utf-8',
    'application/json; charset=utf8',
    'application/json; charset="UTF8"',
    'application/json; charset="utf-8"',
    'application/json ; charset=UTF-8',
    'application/json; version=1',
    'application/json;',
  ])('as %s', async contentType => {
    const headers = { 'Content-Type': [contentType] };
    expect((await world.call('cancelLicense', { path, body, headers })).status).toBe(200);
  });

  it.each(['content-type', 'CONTENT-TYPE'])('with the header name %s', async name => {
    const event = world.createEvent('cancelLicense', { path, body });
    const { 'Content-Type': values = [], ...others } = event.multiValueHeaders;
    const multiValueHeaders = { ...others, [name]: values };
    expect((await world.handleEvent('cancelLicense', { ...event, multiValueHeaders })).status).toBe(200);
  });

  it.each(['identity', 'Identity'])('with the content encoding %s', async encoding => {
    const headers = { 'Content-Encoding': [encoding] };
    expect((await world.call('cancelLicense', { path, body, headers })).status).toBe(200);
  });
});

describe('a body of any other type is rejected without a DynamoDB call', () => {
  const cases: [string, Record<string, string[]>][] = [
    ['no media type', { 'Content-Type': [] }],
    ['an empty media type', { 'Content-Type': [''] }],
    ['text', { 'Content-Type': ['text/plain'] }],
    ['a form', { 'Content-Type': ['application/x-www-form-urlencoded'] }],
    ['a kind of JSON', { 'Content-Type': ['application/merge-patch+json'] }],
    ['something that begins alike', { 'Content-Type': ['application/json5'] }],
    ['charset latin1', { 'Content-Type': ['application/json; charset=latin1'] }],
    ['charset latin1 behind utf-8', { 'Content-Type': ['application/json; charset=utf-8; charset=latin1'] }],
    ['charset latin1 written loosely', { 'Content-Type': ['application/json; charset = latin1'] }],
    ['half a quote', { 'Content-Type': ['application/json; charset="utf-8'] }],
    ['two headers', { 'Content-Type': ['application/json', 'application/json'] }],
    ['two headers in two spellings', { 'content-type': ['text/plain'] }],
    ['two media types in one header', { 'Content-Type': ['application/json, text/plain'] }],
    ['gzip', { 'Content-Encoding': ['gzip'] }],
    ['gzip in capitals', { 'CONTENT-ENCODING': ['GZIP'] }],
    ['two encodings', { 'Content-Encoding': ['identity', 'br'] }],
  ];

  it.each(cases)('%s', async (_case, headers) => {
    expect(await sendRefusedRequest(world, 'cancelLicense', { path, body, headers })).toEqual(
      unsupportedMediaTypeRefusal,
    );
    expect(world.network.calls).toEqual([]);
  });
});

describe('an empty body', () => {
  useAnotherTenant();

  it.each([[[]], [['application/json']], [['text/plain']]])('needs no media type: %o', async contentType => {
    const headers = { 'Content-Type': contentType };
    expect((await world.call('cancelLicense', { path, headers })).status).toBe(200);
    expect((await world.call('cancelLicense', { path, headers, body: '' })).status).toBe(409);
  });

  it('is the empty object, which is rejected if a field is required', async () => {
    const refused = await sendRefusedRequest(world, 'createLicense', {});
    expect(refused).toEqual(expectedValidationError('productOfferingId FIELD_REQUIRED', 'customerId FIELD_REQUIRED'));
  });
});
