import { createServer } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { createConnectClient } from '../../client/src/create-connect-client.ts';

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
  await expect(moved.POST('/licenses', { body: demo })).rejects.toThrow('no response');
  expect(asked).toEqual(['POST /licenses']);
});
