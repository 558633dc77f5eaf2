import { beforeAll, describe, expect, it } from 'vitest';
import type { ConnectClient } from '../../client/src/connect-client.ts';
import { createConnectClient } from '../../client/src/create-connect-client.ts';
import { readPages } from '../../client/src/read-pages.ts';
import { ResponseError } from '../../client/src/response-error.ts';
import { readStrictDemo, startTestServer } from '../support/local-server.ts';
import { useProcesses } from '../support/processes.ts';
import { useTempFolders } from '../support/temp-folders.ts';

const folder = useTempFolders()();
const start = useProcesses();
let connect: ConnectClient;

beforeAll(async () => {
  const { baseUrl } = await startTestServer(start, folder);
  connect = createConnectClient({ baseUrl, apiKey: readStrictDemo(folder).apiKey });
});

async function createLicense(): Promise<string> {
  const { customerId, licenseOfferingId: productOfferingId } = readStrictDemo(folder);
  const { data } = await connect.POST('/licenses', { body: { productOfferingId, customerId } });
  return data?.licenseId ?? '';
}

describe('readPages', () => {
  it('reads a list to its end, page by page', async () => {
    const created = [await createLicense(), await createLicense(), await createLicense()];
    const read: string[] = [];
    let pageCount = 0;
    for await (const { items } of readPages(connect, '/licenses', { params: { query: { limit: 1 } } })) {
      pageCount += 1;
      read.push(...items.map(({ licenseId }) => licenseId));
    }
    expect(read).toEqual(expect.arrayContaining(created));
    expect(new Set(read).size).toBe(read.length);
    expect(pageCount).toBeGreaterThanOrEqual(read.length);
  });

  it('reads the feed of events until it has caught up, and continues from a cursor', async () => {
    const licenseId = await createLicense();
    let cursor = '';
    const sequences: number[] = [];
    // Events are published shortly after the command.
    while (sequences.length < 2) {
      const query = { resourceId: licenseId, limit: 1, ...(cursor && { cursor }) };
      for await (const { items, pagination } of readPages(connect, '/events', { params: { query } })) {
        sequences.push(...items.map(({ sequence }) => sequence));
        cursor = pagination.nextCursor;
      }
    }
    expect(sequences).toEqual([1, 1]);
  });

  it('follows the feed until its signal aborts', async () => {
    const abort = new AbortController();
    const reason = new Error('enough');
    let licenseId = '';
    const types: string[] = [];
    const follow = async () => {
      const pages = readPages(connect, '/events', { followEveryMs: 20, signal: abort.signal });
      for await (const { items, pagination } of pages) {
        if (pagination.caughtUp) licenseId ||= await createLicense();
        types.push(
          ...items.flatMap(event =>
            'licenseId' in event.data && event.data.licenseId === licenseId ? event.type : [],
          ),
        );
        if (types.length === 2) abort.abort(reason);
      }
    };
    await expect(follow()).rejects.toBe(reason);
    expect(types).toEqual(['license.created', 'license.activated']);
  });

  it('rejects with an error response', async () => {
    const pages = readPages(connect, '/licenses', { params: { query: { cursor: 'made-up' } } });
    const error = await pages.next().catch((error: unknown) => error);
    expect(error).toBeInstanceOf(ResponseError);
    expect(error).toMatchObject({
      status: 400,
      content: { code: 'VALIDATION_ERROR' },
      requestId: expect.any(String),
      message: expect.stringMatching(/^HTTP 400 VALIDATION_ERROR: /),
    });
  });

  it('ends if a proxy returns the same page again and again', async () => {
    const cachedPage = { items: [], pagination: { nextCursor: 'next' } };
    const cached = createConnectClient({
      baseUrl: 'http://api.test',
      apiKey: 'connect_test_demo_0',
      fetch: async () => Response.json(cachedPage, { headers: { 'X-Request-Id': 'r-1' } }),
    });
    const readAll = async () => {
      for await (const page of readPages(cached, '/orders')) expect(page).toEqual(cachedPage);
    };
    await expect(readAll()).rejects.toThrow('the same cursor twice');
  });

  it('accepts only lists with pages, and follows only the feed', async () => {
    // @ts-expect-error
    readPages(connect, '/subscriptions/{subscriptionId}/addons');
    // @ts-expect-error
    readPages(connect, '/licenses', { followEveryMs: 1000 });
    const invalid = readPages(connect, '/events', { followEveryMs: 0 });
    await expect(invalid.next()).rejects.toThrow('followEveryMs');
  });
});
