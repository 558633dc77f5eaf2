import {
  CreateTableCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  DynamoDBServiceException,
  type KeySchemaElement,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import type { IndexName, TableName } from '../../lib/contract/endpoint.ts';
import {
  type IndexDefinition,
  listTableIndexes,
  readTableNames,
  type TableDefinition,
  type TableNames,
  tableDefinitions,
  tableNameVariables,
} from '../../lib/dynamodb/tables.ts';
import { UserError } from '../../lib/user-error.ts';
import { jobTableDefinition, toJobTableName } from './job-table.ts';

/** The names of the tables on this machine. */
export const localTableNames: TableNames = {
  connect: 'connect',
  secrets: 'secrets',
  idempotency: 'idempotency',
  apiKeys: 'api-keys',
  webhooks: 'webhooks',
  activity: 'activity',
  audit: 'audit',
  users: 'users',
};

const allTables = Object.entries(tableDefinitions) as [TableName, TableDefinition][];

/** Reads the table names from the environment; the default is {@link localTableNames}. */
export const readLocalTableNames = (environment: Record<string, string | undefined>): TableNames =>
  readTableNames({
    ...Object.fromEntries(allTables.map(([table]) => [tableNameVariables[table], localTableNames[table]])),
    ...environment,
  });

/**
 * Creates the tables that are missing, and the table for the state of local jobs. Several processes may do so at once.
 *
 * @param streams - true if the streams are read. In an engine without a prepared data file (see `engine-file.ts`), such as one in
 *   memory, every write to a stream takes longer than the one before.
 * @throws UserError if nothing answers, or something that is not DynamoDB
 */
export async function createLocalTables(
  client: DynamoDBClient,
  names: TableNames = localTableNames,
  { streams = false }: { streams?: boolean } = {},
): Promise<void> {
  const withStreams = (definition: TableDefinition) => ({ ...definition, stream: definition.stream && streams });
  try {
    await Promise.all([
      ...allTables.map(([table, definition]) =>
        createTable(client, names[table], withStreams(definition), listTableIndexes(table)),
      ),
      createTable(client, toJobTableName(names), jobTableDefinition),
    ]);
  } catch (error) {
    if (isDynamoDbError(error) || error instanceof UserError) throw error;
    const address = await client.config.endpoint?.();
    const endpointText = address ? `${address.hostname}:${address.port}` : 'its address';
    const message = hasHttpResponse(error)
      ? `The program at ${endpointText} is not a DynamoDB engine.`
      : `No DynamoDB engine answers at ${endpointText}.`;
    throw new UserError(message, { cause: error });
  }
}

/** The SDK treats every error response as DynamoDB's. Only the name of the error shows whether it is. */
const isDynamoDbError = (error: unknown): boolean =>
  error instanceof DynamoDBServiceException &&
  /^(\w+Exception|InternalServerError|ServiceUnavailable)$/.test(error.name);

/** Returns true if there was a response, readable or not. */
const hasHttpResponse = (error: unknown): boolean =>
  error instanceof NotDynamoDbError || (error instanceof Error && '$response' in error);

class NotDynamoDbError extends Error {
  override name = 'NotDynamoDbError';
}

async function createTable(
  client: DynamoDBClient,
  name: string,
  definition: TableDefinition,
  indexes: [IndexName, IndexDefinition][] = [],
): Promise<void> {
  const { partitionKey, sortKey, timeToLive, stream } = definition;
  const keyAttributes = sortKey === undefined ? [partitionKey] : [partitionKey, sortKey];
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

/** Rejects a table without indexes, because every list would be empty. Adds the stream if it is missing. */
async function checkExistingTable(client: DynamoDBClient, name: string, stream: boolean): Promise<void> {
  const { Table } = await client.send(new DescribeTableCommand({ TableName: name }));
  if (!Table?.GlobalSecondaryIndexes?.length) {
    throw new UserError(
      `The table ${name} was created by an earlier version and has no indexes; delete the table, start again, and import the data again.`,
    );
  }
  if (!stream || Table.StreamSpecification?.StreamEnabled) return;
  await client.send(new UpdateTableCommand({ TableName: name, StreamSpecification: streamSpecification }));
}

const streamSpecification = { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' } as const;

const buildKeySchema = (keys: string[]): KeySchemaElement[] =>
  keys.map((key, index) => ({ AttributeName: key, KeyType: index === 0 ? 'HASH' : 'RANGE' }));
