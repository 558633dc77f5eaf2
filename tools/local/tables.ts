import {
  CreateTableCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  DynamoDBServiceException,
  type KeySchemaElement,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import type { TableName } from '../../lib/contract/endpoint.ts';
import {
  indexDefinitions,
  readTableNames,
  type TableDefinition,
  type TableNames,
  tableDefinitions,
  tableNameVariables,
} from '../../lib/dynamodb/tables.ts';
import { UserError } from '../../lib/user-error.ts';
import { waitingDefinition, waitingTable } from './waiting-line.ts';

/** What the tables are called on this machine. */
export const localTableNames: TableNames = {
  connect: 'connect',
  idempotency: 'idempotency',
  apiKeys: 'api-keys',
  webhooks: 'webhooks',
};

const allTables = Object.entries(tableDefinitions) as [TableName, TableDefinition][];

/** As on this machine, unless the environment names others. */
export const readLocalTableNames = (environment: Record<string, string | undefined>): TableNames =>
  readTableNames({
    ...Object.fromEntries(allTables.map(([table]) => [tableNameVariables[table], localTableNames[table]])),
    ...environment,
  });

/**
 * Makes the tables that are missing, and the one for what waits on this machine. Several processes may do so at once.
 *
 * @param streams - where they are read: an embedded engine that was not prepared for them (see `engine-seed.ts`), such as one in
 *   memory, takes longer for every write
 * @throws Unusable where nothing answers, or something that is no DynamoDB
 */
export async function createLocalTables(
  client: DynamoDBClient,
  names: TableNames = localTableNames,
  { streams = false }: { streams?: boolean } = {},
): Promise<void> {
  const withStreams = (definition: TableDefinition) => ({ ...definition, stream: definition.stream && streams });
  try {
    await Promise.all([
      ...allTables.map(([table, definition]) => createTable(client, names[table], withStreams(definition))),
      createTable(client, waitingTable(names), waitingDefinition),
    ]);
  } catch (error) {
    if (isDynamoDbError(error) || error instanceof UserError) throw error;
    const address = await client.config.endpoint?.();
    const endpointText = address ? `${address.hostname}:${address.port}` : 'its address';
    const message = hasHttpResponse(error)
      ? `What answers at ${endpointText} is no DynamoDB engine.`
      : `No DynamoDB engine answers at ${endpointText}.`;
    throw new UserError(message, { cause: error });
  }
}

/** The SDK takes every answer that is no success for DynamoDB's; the names of its errors tell. */
const isDynamoDbError = (error: unknown): boolean =>
  error instanceof DynamoDBServiceException &&
  /^(\w+Exception|InternalServerError|ServiceUnavailable)$/.test(error.name);

/** An answer came, whether it could be read or not. */
const hasHttpResponse = (error: unknown): boolean =>
  error instanceof NotDynamoDbError || (error instanceof Error && '$response' in error);

class NotDynamoDbError extends Error {
  override name = 'NoTable';
}

async function createTable(client: DynamoDBClient, name: string, definition: TableDefinition): Promise<void> {
  const { partitionKey, sortKey, timeToLive, stream } = definition;
  const keyAttributes = sortKey === undefined ? [partitionKey] : [partitionKey, sortKey];
  const indexes = definition.indexes ? Object.entries(indexDefinitions) : [];
  const indexKeyAttributes = indexes.flatMap(([, index]) => [index.partitionKey, index.sortKey]);
  try {
    const { TableDescription } = await client.send(
      new CreateTableCommand({
        TableName: name,
        KeySchema: buildKeySchema(keyAttributes),
        AttributeDefinitions: [...new Set([...keyAttributes, ...indexKeyAttributes])].map(key => ({
          AttributeName: key,
          AttributeType: 'S',
        })),
        ...(indexes.length > 0 && {
          GlobalSecondaryIndexes: indexes.map(([IndexName, index]) => ({
            IndexName,
            KeySchema: buildKeySchema([index.partitionKey, index.sortKey]),
            Projection: { ProjectionType: 'KEYS_ONLY' },
          })),
        }),
        ...(stream && { StreamSpecification: streamSpecification }),
        BillingMode: 'PAY_PER_REQUEST',
      }),
    );
    if (!TableDescription) throw new NotDynamoDbError();
    if (timeToLive !== undefined) {
      const specification = { AttributeName: timeToLive, Enabled: true };
      await client.send(new UpdateTimeToLiveCommand({ TableName: name, TimeToLiveSpecification: specification }));
    }
  } catch (error) {
    if ((error as Error).name !== 'ResourceInUseException') throw error;
    if (indexes.length > 0) await checkExistingTable(client, name, stream);
  }
}

/**
 * A table that was made before there were indexes would answer every list with nothing: it is refused. One that has no stream yet
 * gets it.
 */
async function checkExistingTable(client: DynamoDBClient, name: string, stream: boolean): Promise<void> {
  const { Table } = await client.send(new DescribeTableCommand({ TableName: name }));
  if (!Table?.GlobalSecondaryIndexes?.length) {
    throw new UserError(
      `The table ${name} was made by an earlier version and has no indexes: delete it (the folder .local), start again, and import its data again.`,
    );
  }
  if (!stream || Table.StreamSpecification?.StreamEnabled) return;
  await client.send(new UpdateTableCommand({ TableName: name, StreamSpecification: streamSpecification }));
}

const streamSpecification = { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' } as const;

const buildKeySchema = (keys: string[]): KeySchemaElement[] =>
  keys.map((key, index) => ({ AttributeName: key, KeyType: index === 0 ? 'HASH' : 'RANGE' }));
