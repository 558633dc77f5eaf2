import { paginateScan } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ConnectClient } from '../../client/src/connect-client.ts';
import { createConnectClient } from '../../client/src/create-connect-client.ts';
import { createRetryingFetch } from '../../client/src/retrying-fetch.ts';
import { readStrictDemo, startTestServer } from '../support/local-server.ts';
import { useProcesses } from '../support/processes.ts';
import { createRandom } from '../support/random.ts';
import { toEngineUrl } from '../support/running-engine.ts';
import { useTempFolders } from '../support/temp-folders.ts';
import { createEngineSdkClient } from '../support/test-engine.ts';
import { useUnreliableNetwork } from '../support/unreliable-network.ts';

const folder = useTempFolders()();
const start = useProcesses();
const unreliableNetwork = useUnreliableNetwork(createRandom(1), 2);
let connect: ConnectClient;

beforeAll(async () => {
  const { baseUrl } = await startTestServer(start, folder);
  // The defaults, but without pauses, which a real network needs.
  const fetch = createRetryingFetch(request => globalThis.fetch(request), {
    maxAttempts: 20,
    attemptTimeoutMs: 30_000,
    sleep: async () => {},
  });
  const { apiKey } = readStrictDemo(folder);
  connect = createConnectClient({ baseUrl: await unreliableNetwork.to(baseUrl), apiKey, maxAttempts: 1, fetch });
});

/** Calls a function for each item, a few at a time. */
async function forEach<T, R>(all: readonly T[], work: (one: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const entries = all.entries();
  const worker = async () => {
    for (const [index, one] of entries) results[index] = await work(one);
  };
  await Promise.all(Array.from({ length: 16 }, worker));
  return results;
}

/** The stored licenses by the order that created them. */
async function storedLicenses(): Promise<Map<number, { licenseId: string; version: number }[]>> {
  const client = createEngineSdkClient(toEngineUrl(folder));
  const found = new Map<number, { licenseId: string; version: number }[]>();
  for await (const { Items = [] } of paginateScan({ client }, { TableName: 'connect', ConsistentRead: true })) {
    for (const { sk, metadata = '{}', licenseId, version } of Items) {
      const { order } = JSON.parse(metadata);
      if (sk === 'license' && order !== undefined)
        found.set(order, [...(found.get(order) ?? []), { licenseId, version }]);
    }
  }
  client.destroy();
  return found;
}

const orders = Array.from({ length: 700 }, (_, order) => order);
const cancelled = orders.slice(0, 300);

describe('a thousand calls over a network that damages two of ten requests', () => {
  it('are carried out once each, and each returns its outcome', async () => {
    const { customerId, licenseOfferingId: productOfferingId } = readStrictDemo(folder);
    const made = await forEach(orders, async order => {
      const { data } = await connect.POST('/licenses', {
        body: { productOfferingId, customerId, metadata: { order } },
      });
      return data?.licenseId ?? '';
    });
    await forEach(cancelled, async order => {
      const licenseId = made[order] ?? '';
      const path = { licenseId };
      const { data } = await connect.POST('/licenses/{licenseId}/cancel', {
        params: { path },
        body: { scheduledAt: '2150-01-01' },
      });
      expect(data).toMatchObject({ licenseId, pendingStatus: { status: 'CANCELLED', scheduledAt: '2150-01-01' } });
    });

    const stored = await storedLicenses();
    const expected = orders.map(order => [order, [{ licenseId: made[order], version: order < 300 ? 2 : 1 }]]);
    expect([...stored].sort(([a], [b]) => a - b)).toEqual(expected);
    expect([...unreliableNetwork.met.keys()].sort()).toEqual([...unreliableNetwork.kinds].sort());
  });
});
