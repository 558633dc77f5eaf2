import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, type DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import type { TableName } from '../../lib/contract/endpoint.ts';
import { type TableNames, tableDefinitions } from '../../lib/dynamodb/tables.ts';

/**
 * Deletes expired items, as DynamoDB does by itself and a local engine does not.
 *
 * @param table - a table with a time to live
 * @returns the number of deleted items
 */
export async function deleteExpiredItems(
  { client, tables }: { client: DynamoDBDocumentClient; tables: TableNames },
  table: TableName,
  nowMs: number,
): Promise<number> {
  const TableName = tables[table];
  const { partitionKey, sortKey } = tableDefinitions[table];
  const keyAttributes = sortKey === undefined ? [partitionKey] : [partitionKey, sortKey];
  const now = { ':now': Math.floor(nowMs / 1000) };
  const expired = { ExpressionAttributeNames: { '#at': 'expiresAt' }, ExpressionAttributeValues: now };
  let deletedCount = 0;
  const scan = {
    TableName,
    FilterExpression: '#at <= :now',
    ProjectionExpression: keyAttributes.join(', '),
    ...expired,
  };
  for await (const { Items = [] } of paginateScan({ client, pageSize: 100 }, scan)) {
    for (const Key of Items) {
      // The item may have been replaced since it was found.
      const command = { TableName, Key, ConditionExpression: '#at <= :now', ...expired };
      try {
        await client.send(new DeleteCommand(command));
        deletedCount += 1;
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
      }
    }
  }
  return deletedCount;
}
