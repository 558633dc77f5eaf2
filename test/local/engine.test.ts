import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CreateTableCommand, type DynamoDBClient, ListTablesCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../lib/user-error.ts';
import { ChangeStream } from '../../tools/local/change-stream.ts';
import { findEngineBinary, startEngine } from '../../tools/local/engine.ts';
import { createEngineFile } from '../../tools/local/engine-file.ts';
import { startFolderEngine } from '../../tools/local/folder-engine.ts';
import { useTempFolders } from '../support/temp-folders.ts';
import { createEngineSdkClient } from '../support/test-engine.ts';

const newFolder = useTempFolders();
const TableName = 'things';
const ports = { port: 19_000 + Math.floor(Math.random() * 900) };

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

const createTable = (client: DynamoDBClient) =>
  client.send(
    new CreateTableCommand({
      TableName,
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      BillingMode: 'PAY_PER_REQUEST',
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
    }),
  );
const put = (client: DynamoDBClient, pk: string) =>
  client.send(new PutItemCommand({ TableName, Item: { pk: { S: pk } } }));

describe('the engine of a folder', () => {
  it('keeps its data and its address when it is killed', async () => {
    const folder = newFolder();
    const engine = await startFolderEngine(folder, ports.port);
    const client = createEngineSdkClient(engine.url);
    await createTable(client);
    engine.process().kill('SIGKILL');
    const listTables = () => client.send(new ListTablesCommand({})).catch(() => sleep(20).then(() => undefined));
    let tables = await listTables();
    while (!tables) tables = await listTables();
    expect(tables.TableNames).toEqual([TableName]);
    client.destroy();
    await engine.stop();
  });

  it('leaves no engine running if it is stopped while it restarts', async () => {
    const engine = await startFolderEngine(newFolder(), ports.port);
    const crashed = once(engine.process(), 'close');
    engine.process().kill('SIGKILL');
    await crashed;
    await engine.stop();
    await sleep(500);
    await expect(fetch(engine.url)).rejects.toThrow();
  });

  it('waits for an engine that is still shutting down on the same port', async () => {
    const folder = newFolder();
    const first = await startFolderEngine(folder, ports.port);
    const second = startFolderEngine(folder, ports.port);
    await sleep(150);
    await first.stop();
    await (await second).stop();
  });
});

describe('the prepared data file', () => {
  it('is accepted by the engine: changes go to the stream, also after a restart', async () => {
    const file = join(newFolder(), 'engine.db');
    await createEngineFile(file);
    await withEngine(file, async client => {
      await createTable(client);
      await put(client, 'a');
    });
    await createEngineFile(file);
    await withEngine(file, async (client, url) => {
      await put(client, 'b');
      const stream = await ChangeStream.open(client, url, TableName);
      const keys = (await stream.read(undefined)).map(({ record }) => record.dynamodb?.NewImage?.pk?.S);
      expect(keys).toEqual(['a', 'b']);
    });
  });

  it('defines the table of stream records as the engine does, which a new version of the engine may change', async () => {
    const folder = newFolder();
    const [original, prepared] = ['original.db', 'prepared.db'].map(name => join(folder, name)) as [string, string];
    await withEngine(original, async () => {});
    await createEngineFile(prepared);
    // It may still be in the write-ahead log next to the file.
    const definition = (file: string) =>
      [file, `${file}-wal`]
        .filter(path => existsSync(path))
        .map(path => /CREATE TABLE _stream_records \([^)]*\)/.exec(readFileSync(path, 'latin1'))?.[0])
        .find(text => text !== undefined);
    expect(definition(prepared)).toBeDefined();
    expect(definition(original)).toBe(definition(prepared));
  });
});

describe('a platform without an engine', () => {
  it('is reported with the commands that help', () => {
    expect(() => findEngineBinary('sunos', 'mips')).toThrow(UserError);
    expect(() => findEngineBinary('linux', 'mips')).toThrow(/npm install --no-save @dynoxide\/linux-mips@1\.2\.1/);
    for (const platform of ['linux', 'win32']) {
      expect(() => findEngineBinary(platform, 'mips')).toThrow(/for Linux and macOS, on Windows in WSL\./);
      expect(() => findEngineBinary(platform, 'mips')).toThrow(/AWS_ENDPOINT_URL_DYNAMODB=/);
    }
    expect(() => findEngineBinary('win32', 'x64')).not.toThrow(/npm install/);
  });
});
