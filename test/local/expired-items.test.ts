import { PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { deleteExpiredItems } from '../../tools/local/expired-items.ts';
import { useEngine } from '../support/test-engine.ts';

const engine = useEngine();
const nowMs = 1_700_000_000_000;

describe('the sweep of expired items', () => {
  it('deletes expired records, and only those', async () => {
    const { client, tables } = engine;
    const TableName = tables.idempotency;
    const put = async (pk: string, expiresAt: number) => {
      const Item = { pk: { S: pk }, expiresAt: { N: String(expiresAt) } };
      await client.send(new PutItemCommand({ TableName, Item }));
    };
    await put('expired', 1_700_000_000);
    await put('live', 1_700_000_001);
    // More than one page.
    await Promise.all(Array.from({ length: 120 }, (_, index) => put(`old-${index}`, 1_600_000_000)));
    expect(await deleteExpiredItems(engine, 'idempotency', nowMs)).toBe(121);
    expect(await deleteExpiredItems(engine, 'idempotency', nowMs)).toBe(0);
    const { Items = [] } = await client.send(new ScanCommand({ TableName }));
    expect(Items.map(({ pk }) => pk?.S)).toEqual(['live']);
  });

  it('deletes items with a partition key and a sort key', async () => {
    const { client, tables } = engine;
    const put = (sk: string, more: object = {}) =>
      client.send(
        new PutItemCommand({ TableName: tables.webhooks, Item: { tenantId: { S: 't' }, sk: { S: sk }, ...more } }),
      );
    await put('endpoint#1');
    await put('dead#1', { expiresAt: { N: '1600000000' } });
    expect(await deleteExpiredItems(engine, 'webhooks', nowMs)).toBe(1);
    const { Items = [] } = await client.send(new ScanCommand({ TableName: tables.webhooks }));
    expect(Items.map(({ sk }) => sk?.S)).toEqual(['endpoint#1']);
  });
});
