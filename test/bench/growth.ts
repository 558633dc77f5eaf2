import { randomUUID } from 'node:crypto';
import { BatchWriteItemCommand } from '@aws-sdk/client-dynamodb';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import { buildStoredItem } from '../../lib/dynamodb/items/connect-item.ts';
import { licenseRef } from '../../lib/dynamodb/items/license.ts';
import { marshallItem } from '../../lib/dynamodb/marshall-item.ts';
import { aLicense } from '../support/sample-facts.ts';
import { type BenchEnvironment, createBenchEnvironment } from './bench-environment.ts';
import { createRequestEvent } from './benchmark-requests.ts';
import { type NodeRuntime, runWorker } from './run-worker.ts';
import { computeMedian } from './times.ts';

/** Times at a number of licenses. All belong to one tenant and nine of ten to one customer, which is the most unfavorable case. */
export interface GrowthResult {
  licenses: number;
  /** Milliseconds of a warm call. */
  callMs: Record<GrowthCall, number>;
}
export const growthCallTitles = {
  create: 'create a license',
  get: 'get a license',
  listTenant: 'a page of the tenant',
  listCustomer: 'a page of the customer',
} as const;
export type GrowthCall = keyof typeof growthCallTitles;

/** @param folder - the folder with the bundles of the functions */
export async function measureGrowth(
  sizes: number[],
  folder: string,
  node: NodeRuntime,
  calls: number,
): Promise<GrowthResult[]> {
  const stage = await createBenchEnvironment();
  try {
    const results: GrowthResult[] = [];
    let storedCount = 0;
    for (const licenses of sizes) {
      await addLicenses(stage, storedCount, licenses);
      storedCount = licenses;
      results.push({ licenses, callMs: await measureCallTimes(stage, folder, node, calls) });
    }
    return results;
  } finally {
    await stage.stop();
  }
}

async function measureCallTimes(
  stage: BenchEnvironment,
  folder: string,
  node: NodeRuntime,
  calls: number,
): Promise<Record<GrowthCall, number>> {
  const { apiKey } = stage.data;
  const list = (query: Record<string, string[]>): APIGatewayProxyEvent => ({
    ...createRequestEvent('read', apiKey, ''),
    resource: '/licenses',
    path: '/licenses',
    pathParameters: null,
    multiValueQueryStringParameters: { limit: ['20'], ...query },
  });
  const time = async (name: string, event: APIGatewayProxyEvent, status: number) => {
    const file = `${folder}/${name}/handler.js`;
    const task = { file, event, status, hasFreshKeys: name === 'create-license', warmUp: calls, calls };
    const rounds: number[] = [];
    for (let round = 0; round < 3; round++)
      rounds.push((await runWorker(node, task, stage.environmentVariables())).callMs);
    return computeMedian(rounds);
  };
  return {
    create: await time('create-license', createRequestEvent('first', apiKey, ''), 201),
    get: await time('get-license', createRequestEvent('read', apiKey, ''), 200),
    listTenant: await time('list-licenses', list({}), 200),
    listCustomer: await time('list-licenses', list({ customerId: ['customer'] }), 200),
  };
}

/** DynamoDB accepts at most this many writes in a batch. */
const batchSize = 25;

async function addLicenses({ client, tables, data }: BenchEnvironment, from: number, to: number): Promise<void> {
  const batches = Math.ceil((to - from) / batchSize);
  let next = 0;
  const writer = async () => {
    while (next < batches) {
      const start = from + batchSize * next++;
      const items = Array.from({ length: Math.min(batchSize, to - start) }, (_, index) => item(start + index));
      const request = { [tables.connect]: items.map(Item => ({ PutRequest: { Item } })) };
      await client.send(new BatchWriteItemCommand({ RequestItems: request }));
    }
  };
  const item = (index: number) => {
    const licenseId = randomUUID();
    const customerId = index % 10 === 0 ? `customer-${index}` : 'customer';
    const createdAt = new Date(data.clock - index * 1000).toISOString();
    const facts = { ...aLicense({ licenseId, customer: { customerId, name: 'Ada Ltd' } }), createdAt };
    const at = licenseRef(data.tenantId, licenseId);
    return marshallItem({ ...buildStoredItem(at, facts), version: 1, requestId: 'bench' });
  };
  await Promise.all(Array.from({ length: 4 }, writer));
}
