import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CreateTableCommand, type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { ChangeStream } from '../../tools/local/change-stream.ts';
import { startEngine } from '../../tools/local/engine.ts';
import { seedEngine } from '../../tools/local/engine-seed.ts';
import { buildSqliteFile } from '../../tools/local/sqlite-file.ts';
import { useTempFolders } from '../support/temp-folders.ts';
import { createEngineSdkClient } from '../support/test-engine.ts';

const newFolder = useTempFolders();
const TableName = 'things';

async function withEngine<T>(file: string, work: (client: DynamoDBClient, url: string) => Promise<T>): Promise<T> {
  const engine = await startEngine({ file });
  const client = createEngineSdkClient(engine.url);
  try {
    return await work(client, engine.url);
  } finally {
    client.destroy();
    await engine.stop();
  }
}

const put = (client: DynamoDBClient, pk: string) =>
  client.send(new PutItemCommand({ TableName, Item: { pk: { S: pk } } }));

const keysIn = async (client: DynamoDBClient, url: string) => {
  const stream = await ChangeStream.open(client, url, TableName);
  return (await stream.read(undefined)).map(({ record }) => record.dynamodb?.NewImage?.pk?.S);
};

describe('the prepared file of an engine', () => {
  it('is taken for its own: changes go to the stream, also after another start', async () => {
    const file = join(newFolder(), 'engine.db');
    seedEngine(file);
    await withEngine(file, async client => {
      await client.send(
        new CreateTableCommand({
          TableName,
          KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
          AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
          BillingMode: 'PAY_PER_REQUEST',
          StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
        }),
      );
      await put(client, 'a');
    });
    seedEngine(file);
    await withEngine(file, async (client, url) => {
      await put(client, 'b');
      expect(await keysIn(client, url)).toEqual(['a', 'b']);
    });
  });

  it('defines the records of streams as the engine does, which a new version of it may change', async () => {
    const folder = newFolder();
    const [own, ours] = ['own.db', 'ours.db'].map(name => join(folder, name)) as [string, string];
    await withEngine(own, async () => {});
    seedEngine(ours);
    // It may still stand in the log beside the file.
    const definition = (file: string) =>
      [file, `${file}-wal`]
        .filter(path => existsSync(path))
        .map(path => /CREATE TABLE _stream_records \([^)]*\)/.exec(readFileSync(path, 'latin1'))?.[0])
        .find(text => text !== undefined);
    expect(definition(ours)).toBeDefined();
    expect(definition(own)).toBe(definition(ours));
  });

  it('is refused where the definitions need more than a page', () => {
    const sql = `CREATE TABLE t (${'c'.repeat(5000)})`;
    expect(() => buildSqliteFile([{ type: 'table', name: 't', table: 't', sql }])).toThrow('do not fit');
  });
});
