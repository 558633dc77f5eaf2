import { DeleteCommand, paginateScan } from '@aws-sdk/lib-dynamodb';
import type { TableName } from '../../lib/contract/endpoint.ts';
import type { TableAccess } from '../../lib/dynamodb/table-access.ts';
import { tableDefinitions } from '../../lib/dynamodb/tables.ts';
import { importDemoData } from './demo-data.ts';
import { demoIds } from './demo-file.ts';

/**
 * The tables with demo data. API keys and webhooks stay, so that programs that use them continue to work. The feed begins again, because
 * the new resources have the versions of the old ones, and so the IDs of their events.
 */
const resetTables = ['connect', 'secrets', 'idempotency', 'activity'] as const;

/**
 * Deletes the data of the demo tenant and imports it again, so that every example succeeds. API keys, webhooks and the audit log stay.
 *
 * @returns the number of deleted items
 */
export async function resetDemoData(store: TableAccess): Promise<number> {
  const counts = await Promise.all(resetTables.map(table => deleteTenantItems(store, table, demoIds.tenantId)));
  await importDemoData(store);
  return counts.reduce((sum, count) => sum + count, 0);
}

async function deleteTenantItems({ client, tables }: TableAccess, table: TableName, tenantId: string): Promise<number> {
  const TableName = tables[table];
  const { partitionKey, sortKey } = tableDefinitions[table];
  const scan = {
    TableName,
    ConsistentRead: true,
    FilterExpression: 'begins_with(#pk, :prefix)',
    ProjectionExpression: sortKey === undefined ? '#pk' : '#pk, #sk',
    ExpressionAttributeNames: { '#pk': partitionKey, ...(sortKey !== undefined && { '#sk': sortKey }) },
    ExpressionAttributeValues: { ':prefix': `${tenantId}#` },
  };
  let count = 0;
  for await (const { Items = [] } of paginateScan({ client, pageSize: 100 }, scan)) {
    for (const Key of Items) await client.send(new DeleteCommand({ TableName, Key }));
    count += Items.length;
  }
  return count;
}
