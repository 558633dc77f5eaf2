import { randomUUID } from 'node:crypto';
import { BatchWriteItemCommand } from '@aws-sdk/client-dynamodb';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import { toAttributes } from '../../lib/store/attributes.ts';
import { itemOf } from '../../lib/store/change.ts';
import { licenseRef } from '../../lib/store/entity.ts';
import { aLicense } from '../support/facts.ts';
import { eventOf } from './requests.ts';
import { type Node, runWorker } from './run-worker.ts';
import { type Stage, setStage } from './stage.ts';
import { median } from './times.ts';

/** All licenses are of one tenant, and nine in ten of one customer: as hot as it gets. */
export interface Growth {
  licenses: number;
  /** Milliseconds of a warm call, by what is called. */
  callMs: Record<GrowthCall, number>;
}
export const growthCalls = {
  create: 'create a license',
  get: 'get a license',
  listTenant: 'a page of the tenant',
  listCustomer: 'a page of the customer',
} as const;
export type GrowthCall = keyof typeof growthCalls;

/** @param folder - with the bundles of the functions */
export async function measureGrowth(sizes: number[], folder: string, node: Node, calls: number): Promise<Growth[]> {
  const stage = await setStage();
  try {
    const results: Growth[] = [];
    let there = 0;
    for (const licenses of sizes) {
      await addLicenses(stage, there, licenses);
      there = licenses;
      results.push({ licenses, callMs: await timesOf(stage, folder, node, calls) });
    }
    return results;
  } finally {
    await stage.stop();
  }
}

async function timesOf(stage: Stage, folder: string, node: Node, calls: number): Promise<Record<GrowthCall, number>> {
  const { apiKey } = stage.data;
  const list = (query: Record<string, string[]>): APIGatewayProxyEvent => ({
    ...eventOf('read', apiKey, ''),
    resource: '/licenses',
    path: '/licenses',
    pathParameters: null,
    multiValueQueryStringParameters: { limit: ['20'], ...query },
  });
  const time = async (name: string, event: APIGatewayProxyEvent, status: number) => {
    const file = `${folder}/${name}/handler.js`;
    const task = { file, event, status, fresh: name === 'create-license', warmUp: calls, calls };
    const rounds: number[] = [];
    for (let round = 0; round < 3; round++) rounds.push((await runWorker(node, task, stage.environment())).callMs);
    return median(rounds);
  };
  return {
    create: await time('create-license', eventOf('first', apiKey, ''), 201),
    get: await time('get-license', eventOf('read', apiKey, ''), 200),
    listTenant: await time('list-licenses', list({}), 200),
    listCustomer: await time('list-licenses', list({ customerId: ['customer'] }), 200),
  };
}

/** As many as DynamoDB takes at once. */
const batchSize = 25;

async function addLicenses({ client, tables, data }: Stage, from: number, to: number): Promise<void> {
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
    return toAttributes({ ...itemOf(at, facts), version: 1, requestId: 'bench' });
  };
  await Promise.all(Array.from({ length: 4 }, writer));
}
