import { CreateTableCommand, type DynamoDBClient, UpdateTimeToLiveCommand } from '@aws-sdk/client-dynamodb';
import type { TableName } from '../../lib/schemas/endpoint.ts';
import { type TableDefinition, type TableNames, tableDefinitions } from '../../lib/store/table.ts';

/** What the tables are called on this machine. */
export const localTables: TableNames = { connect: 'connect', idempotency: 'idempotency', apiKeys: 'api-keys' };

/** Makes the tables that are missing. Several processes may do so at once. */
export async function createTables(client: DynamoDBClient, names: TableNames = localTables): Promise<void> {
  const all = Object.entries(tableDefinitions) as [TableName, TableDefinition][];
  await Promise.all(all.map(([table, definition]) => createTable(client, names[table], definition)));
}

async function createTable(client: DynamoDBClient, name: string, definition: TableDefinition): Promise<void> {
  const { partitionKey, sortKey, timeToLive, stream } = definition;
  const keys = sortKey === undefined ? [partitionKey] : [partitionKey, sortKey];
  try {
    await client.send(
      new CreateTableCommand({
        TableName: name,
        KeySchema: keys.map((key, index) => ({ AttributeName: key, KeyType: index === 0 ? 'HASH' : 'RANGE' })),
        AttributeDefinitions: keys.map(key => ({ AttributeName: key, AttributeType: 'S' })),
        BillingMode: 'PAY_PER_REQUEST',
        ...(stream && { StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' } }),
      }),
    );
    if (timeToLive !== undefined) {
      const specification = { AttributeName: timeToLive, Enabled: true };
      await client.send(new UpdateTimeToLiveCommand({ TableName: name, TimeToLiveSpecification: specification }));
    }
  } catch (error) {
    if ((error as Error).name !== 'ResourceInUseException') throw error;
  }
}
