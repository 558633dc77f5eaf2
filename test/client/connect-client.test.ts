import { createServer } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { createConnectClient } from '../../client/src/create-connect-client.ts';
import { createPortalClient } from '../../client/src/create-portal-client.ts';
import { fillPathParameters } from '../../client/src/path-parameters.ts';

const apiKey = 'connect_test_demo_0';
const demo = { productOfferingId: 'demo-license-offering', customerId: 'demo-customer' };
const closings: (() => void)[] = [];
afterEach(() => closings.splice(0).forEach(close => void close()));

/** A client whose calls all get the same response; these tests are about its types. */
const connect = createConnectClient({
  baseUrl: 'http://api.test',
  apiKey,
  fetch: async () => new Response('{"code":"VALIDATION_ERROR"}', { status: 400 }),
});

describe('a misspelt name does not compile', () => {
  it('as a field, even next to all required fields', async () => {
    // @ts-expect-error
    await connect.POST('/licenses', { body: { ...demo, shceduledAt: '2099-01-01' } });
    const params = { path: { licenseId: 'demo-license' } };
    // @ts-expect-error
    await connect.POST('/licenses/{licenseId}/cancel', { params, body: { shceduledAt: '2099-01-01' } });
  });

  it('as a filter, an option, a path, a value or a code', async () => {
    // @ts-expect-error
    await connect.GET('/licenses', { params: { query: { status: ['ACTIVE'], limti: 3 } } });
    // @ts-expect-error
    await connect.POST('/licenses', { body: demo, singal: AbortSignal.timeout(1) });
    // @ts-expect-error
    await connect.GET('/licences');
    // @ts-expect-error
    await connect.GET('/licenses', { params: { query: { status: ['active'] } } });
    const { error } = await connect.POST('/licenses', { body: demo });
    // @ts-expect-error
    expect(error?.code === 'license_not_found').toBe(false);
  });

  it('and a required field cannot be omitted', async () => {
    // @ts-expect-error
    await connect.POST('/licenses', { body: { customerId: 'demo-customer' } });
    // @ts-expect-error
    await connect.POST('/licenses').catch(() => {});
    await connect.GET('/licenses');
  });

  it('and every method of the API exists', async () => {
    const path = { licenseId: 'demo-license' };
    const { error } = await connect.PUT('/licenses/{licenseId}', { params: { path }, body: { metadata: { a: 1 } } });
    expect(error?.code).toBe('VALIDATION_ERROR');
    // @ts-expect-error
    await connect.PUT('/orders').catch(() => {});
  });
});

describe('a path parameter', () => {
  it.each(['', '.', '..'])('is refused before anything is sent: "%s"', async licenseId => {
    const sent: Request[] = [];
    const options = {
      baseUrl: 'http://api.test',
      apiKey,
      fetch: async (request: Request) => {
        sent.push(request);
        return Response.json({});
      },
    };
    const init = { params: { path: { licenseId } }, body: {} };
    await expect(createConnectClient(options).POST('/licenses/{licenseId}/cancel', init)).rejects.toThrow(
      'path parameter licenseId',
    );
    const portal = createPortalClient({ ...options, getIdentity: async () => ({ accessToken: 'a', tenantId: 't' }) });
    await expect(portal.POST('/licenses/{licenseId}/cancel', init)).rejects.toThrow('path parameter licenseId');
    expect(sent).toEqual([]);
  });

  it('is refused if it is missing, and encoded otherwise', () => {
    expect(() => fillPathParameters('/orders/{orderId}', {})).toThrow('The path parameter orderId of');
    const path = fillPathParameters('/subscriptions/{subscriptionId}/addons', { subscriptionId: 'rid_NL 2024/7?' });
    expect(path).toBe('/subscriptions/rid_NL%202024%2F7%3F/addons');
  });
});

it('a success without a required field of its operation is no answer', async () => {
  const respondTo = (body: object) =>
    createConnectClient({
      baseUrl: 'http://api.test',
      apiKey,
      fetch: async () => Response.json(body, { headers: { 'X-Request-Id': 'r-1' } }),
    });
  const license = { licenseId: 'l', status: 'ACTIVE', type: 'PBX', customer: {}, scheduledChanges: [] };
  await expect(respondTo(license).POST('/licenses', { body: demo })).rejects.toMatchObject({
    name: 'NoAnswer',
    cause: { message: expect.stringContaining('the field productOffering is missing') },
  });
  const { data } = await respondTo({ ...license, productOffering: {}, added: 1 }).POST('/licenses', { body: demo });
  expect(data).toEqual({ ...license, productOffering: {}, added: 1 });
});

describe('invalid options', () => {
  it.each([
    [{ baseUrl: 'localhost:3000' }, /baseUrl/],
    [{ baseUrl: 'ftp://api.test' }, /baseUrl/],
    [{ baseUrl: 'http://api.test?stage=1' }, /baseUrl/],
    [{ apiKey: 'demo' }, /apiKey/],
    [{ maxAttempts: 0 }, /maxAttempts/],
    [{ attemptTimeoutMs: -1 }, /attemptTimeoutMs/],
    [{ attemptTimeoutMs: Number.NaN }, /attemptTimeoutMs/],
  ])('are refused at once: %o', (options, sentence) => {
    expect(() => createConnectClient({ baseUrl: 'http://api.test', apiKey, ...options })).toThrow(sentence);
  });
});

it('redirects are not followed', async () => {
  const asked: (string | undefined)[] = [];
  const server = createServer(({ method, url }, response) => {
    asked.push(`${method} ${url}`);
    response.writeHead(301, { Location: '/elsewhere' }).end();
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  closings.push(() => server.close());
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const moved = createConnectClient({ baseUrl: `http://127.0.0.1:${port}`, apiKey });
  await expect(moved.POST('/licenses', { body: demo })).rejects.toThrow('no answer');
  expect(asked).toEqual(['POST /licenses']);
});
