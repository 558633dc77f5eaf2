import {
  CreateTableCommand,
  DescribeTableCommand,
  type DynamoDBClient,
  DynamoDBServiceException,
  type KeySchemaElement,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import type { TableName } from '../../lib/schemas/endpoint.ts';
import {
  indexDefinitions,
  type TableDefinition,
  type TableNames,
  tableDefinitions,
  tableNamesFrom,
  tableVariables,
} from '../../lib/store/table.ts';
import { Unusable } from './unusable.ts';
import { waitingDefinition, waitingTable } from './waiting-line.ts';

/** What the tables are called on this machine. */
export const localTables: TableNames = {
  connect: 'connect',
  idempotency: 'idempotency',
  apiKeys: 'api-keys',
  webhooks: 'webhooks',
};

const all = Object.entries(tableDefinitions) as [TableName, TableDefinition][];

/** As on this machine, unless the environment names others. */
export const tablesFrom = (environment: Record<string, string | undefined>): TableNames =>
  tableNamesFrom({
    ...Object.fromEntries(all.map(([table]) => [tableVariables[table], localTables[table]])),
    ...environment,
  });

/**
 * Makes the tables that are missing, and the one for what waits on this machine. Several processes may do so at once.
 *
 * @param streams - where they are read: an embedded engine that was not prepared for them (see `engine-seed.ts`), such as one in
 *   memory, takes longer for every write
 * @throws Unusable where nothing answers, or something that is no DynamoDB
 */
export async function createTables(
  client: DynamoDBClient,
  names: TableNames = localTables,
  { streams = false }: { streams?: boolean } = {},
): Promise<void> {
  const as = (definition: TableDefinition) => ({ ...definition, stream: definition.stream && streams });
  try {
    await Promise.all([
      ...all.map(([table, definition]) => createTable(client, names[table], as(definition))),
      createTable(client, waitingTable(names), waitingDefinition),
    ]);
  } catch (error) {
    if (isOfDynamoDb(error) || error instanceof Unusable) throw error;
    const address = await client.config.endpoint?.();
    const where = address ? `${address.hostname}:${address.port}` : 'its address';
    const sentence = isAnswer(error)
      ? `What answers at ${where} is no DynamoDB engine.`
      : `No DynamoDB engine answers at ${where}.`;
    throw new Unusable(sentence, { cause: error });
  }
}

/** The SDK takes every answer that is no success for DynamoDB's; the names of its errors tell. */
const isOfDynamoDb = (error: unknown): boolean =>
  error instanceof DynamoDBServiceException &&
  /^(\w+Exception|InternalServerError|ServiceUnavailable)$/.test(error.name);

/** An answer came, whether it could be read or not. */
const isAnswer = (error: unknown): boolean =>
  error instanceof NoTable || (error instanceof Error && '$response' in error);

class NoTable extends Error {
  override name = 'NoTable';
}

async function createTable(client: DynamoDBClient, name: string, definition: TableDefinition): Promise<void> {
  const { partitionKey, sortKey, timeToLive, stream } = definition;
  const keys = sortKey === undefined ? [partitionKey] : [partitionKey, sortKey];
  const indexes = definition.indexes ? Object.entries(indexDefinitions) : [];
  const indexKeys = indexes.flatMap(([, index]) => [index.partitionKey, index.sortKey]);
  try {
    const { TableDescription } = await client.send(
      new CreateTableCommand({
        TableName: name,
        KeySchema: keySchema(keys),
        AttributeDefinitions: [...new Set([...keys, ...indexKeys])].map(key => ({
          AttributeName: key,
          AttributeType: 'S',
        })),
        ...(indexes.length > 0 && {
          GlobalSecondaryIndexes: indexes.map(([IndexName, index]) => ({
            IndexName,
            KeySchema: keySchema([index.partitionKey, index.sortKey]),
            Projection: { ProjectionType: 'KEYS_ONLY' },
          })),
        }),
        ...(stream && { StreamSpecification: streamSpecification }),
        BillingMode: 'PAY_PER_REQUEST',
      }),
    );
    if (!TableDescription) throw new NoTable();
    if (timeToLive !== undefined) {
      const specification = { AttributeName: timeToLive, Enabled: true };
      await client.send(new UpdateTimeToLiveCommand({ TableName: name, TimeToLiveSpecification: specification }));
    }
  } catch (error) {
    if ((error as Error).name !== 'ResourceInUseException') throw error;
    if (indexes.length > 0) await checkOldTable(client, name, stream);
  }
}

/**
 * A table that was made before there were indexes would answer every list with nothing: it is refused. One that has no stream yet
 * gets it.
 */
async function checkOldTable(client: DynamoDBClient, name: string, stream: boolean): Promise<void> {
  const { Table } = await client.send(new DescribeTableCommand({ TableName: name }));
  if (!Table?.GlobalSecondaryIndexes?.length) {
    throw new Unusable(
      `The table ${name} was made by an earlier version and has no indexes: delete it (the folder .local), start again, and import its data again.`,
    );
  }
  if (!stream || Table.StreamSpecification?.StreamEnabled) return;
  await client.send(new UpdateTableCommand({ TableName: name, StreamSpecification: streamSpecification }));
}

const streamSpecification = { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' } as const;

const keySchema = (keys: string[]): KeySchemaElement[] =>
  keys.map((key, index) => ({ AttributeName: key, KeyType: index === 0 ? 'HASH' : 'RANGE' }));
