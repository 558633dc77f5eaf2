import { randomUUID } from 'node:crypto';
import { createServer, type Server, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { createClient, createClientFromEnvironment } from '../../lib/dynamodb/client.ts';
import { createDynamoDBDatabase } from '../../lib/dynamodb/dynamodb-database.ts';
import { latestAddonsRef } from '../../lib/dynamodb/items/addon.ts';
import { buildUpdateWrite } from '../../lib/dynamodb/items/connect-item.ts';
import { licenseRef } from '../../lib/dynamodb/items/license.ts';
import { createRetryBudget } from '../../lib/dynamodb/retry-budget.ts';
import { localTableNames } from '../../tools/local/tables.ts';
import { createEngineClient } from '../support/test-engine.ts';

const timeoutMs = 150;
const local = { region: 'local', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } };
const open: { server: Server; sockets: Socket[] }[] = [];

/** A server of TCP that says this to everything, and no more. @returns a database behind it */
async function startDatabaseBehind(said: string, then: 'hang' | 'end') {
  const sockets: Socket[] = [];
  const server = createServer(socket => {
    sockets.push(socket);
    socket.on('error', () => {});
    socket.once('data', () => {
      socket.write(said);
      if (then === 'end') socket.end();
    });
  });
  open.push({ server, sockets });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return createDynamoDBDatabase(createEngineClient(`http://127.0.0.1:${port}`), localTableNames, Date.now, timeoutMs);
}

afterEach(() => {
  for (const { server, sockets } of open.splice(0)) {
    for (const socket of sockets) socket.destroy();
    server.close();
  }
});

const head = 'HTTP/1.1 200 OK\r\nContent-Type: application/x-amz-json-1.0\r\nContent-Length: 200\r\n\r\n';
const at = licenseRef('t', 'license');
const license = { version: 1, requestId: 'a' };
const writes = [buildUpdateWrite(at, license as never, license as never)];
const budget = () => createRetryBudget(Date.now() + 60_000);

/** Over a real connection, which is where a hang is a hang. */
describe.each([
  ['says nothing', '', 'hang'],
  ['says only that it has an answer', head, 'hang'],
  ['stops in the middle of its answer', `${head}{"Responses":{"connect":[`, 'hang'],
  [
    'speaks of another protocol',
    'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n',
    'hang',
  ],
  ['hangs up', '', 'end'],
  ['hangs up in front of its answer', head, 'end'],
  ['hangs up in the middle of its answer', `${head}{"Responses":{"connect":[`, 'end'],
] as [string, string, 'hang' | 'end'][])('a DynamoDB that %s', (_what, said, then) => {
  it('leaves a commit unknown, in time', async () => {
    const database = await startDatabaseBehind(said, then);
    const start = performance.now();
    expect((await database.commit({ writes, clientRequestToken: randomUUID() }, budget())).kind).toBe('unknown');
    expect(performance.now() - start).toBeLessThan(10_000);
  });

  it('leaves a read to be repeated, in time', async () => {
    const database = await startDatabaseBehind(said, then);
    const start = performance.now();
    expect((await database.read({ items: [at], collections: [] }, budget())).kind).toBe('transient');
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});

it('a DynamoDB that is not there leaves a commit unknown and a read to be repeated', async () => {
  const database = await startDatabaseBehind('', 'end');
  for (const { server } of open) server.close();
  expect((await database.commit({ writes, clientRequestToken: randomUUID() }, budget())).kind).toBe('unknown');
  expect((await database.read({ items: [at], collections: [] }, budget())).kind).toBe('transient');
});

it('credentials that come too late sign nothing that is sent', async () => {
  const sent: unknown[] = [];
  let come = () => {};
  const credentials = new Promise<void>(resolve => {
    come = resolve;
  });
  const client = createClient({
    endpoint: 'http://127.0.0.1:1',
    ...local,
    signer: {
      sign: async request => {
        await credentials;
        return request;
      },
    },
    requestHandler: {
      handle: async request => {
        sent.push(request);
        throw new Error('It was sent.');
      },
    },
  });
  const database = createDynamoDBDatabase(client, localTableNames, Date.now, timeoutMs);
  expect((await database.read({ items: [at], collections: [] }, budget())).kind).toBe('transient');
  expect((await database.commit({ writes, clientRequestToken: randomUUID() }, budget())).kind).toBe('transient');
  come();
  await setImmediate();
  expect(sent).toEqual([]);
});

it('an endpoint may have a path', async () => {
  const paths: string[] = [];
  const client = createClient({
    endpoint: 'http://127.0.0.1:1/base/',
    ...local,
    requestHandler: {
      handle: async ({ path }) => {
        paths.push(path);
        return { response: { statusCode: 200, headers: {}, body: Readable.from(['{"Responses":{}}']) } };
      },
    },
  });
  await createDynamoDBDatabase(client, localTableNames, Date.now).read({ items: [at], collections: [] }, budget());
  expect(paths).toEqual(['/base/']);
});

it('what answers in the place of DynamoDB, and not in JSON, is known by its status', async () => {
  const page = 'HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html\r\nContent-Length: 6\r\n\r\n<html>';
  const database = await startDatabaseBehind(page, 'hang');
  expect(await database.read({ items: [at], collections: [] }, budget())).toMatchObject({
    kind: 'transient',
    cause: { message: 'DynamoDB responded with status 502.', cause: expect.any(SyntaxError) },
  });
  expect((await database.commit({ writes, clientRequestToken: randomUUID() }, budget())).kind).toBe('unknown');
});

describe('a function', () => {
  const environment = { AWS_ENDPOINT_URL_DYNAMODB: 'https://dynamodb.eu-central-1.amazonaws.com', AWS_REGION: 'a' };

  it.each([
    ['AWS_ENDPOINT_URL_DYNAMODB', undefined],
    ['AWS_ENDPOINT_URL_DYNAMODB', 'dynamodb'],
    ['AWS_ENDPOINT_URL_DYNAMODB', 'localhost:8000'],
    ['AWS_REGION', undefined],
    ['AWS_REGION', ''],
  ])('says that its variable %s cannot be %s', (variable, value) => {
    const wrong = () => createClientFromEnvironment({ ...environment, [variable]: value });
    expect(wrong).toThrow(new RegExp(`^The environment variable ${variable} must hold the `));
  });
});

describe('an answer that does not say what it holds', () => {
  const whole = 'HTTP/1.1 200 OK\r\nContent-Type: application/x-amz-json-1.0\r\nContent-Length: 2\r\n\r\n{}';

  it('is no empty page of an index', async () => {
    const database = await startDatabaseBehind(whole, 'hang');
    const listing = { index: 'due', partitionValue: 'due#0', order: 'oldest', limit: 1 } as const;
    const read = await database.read({ items: [], collections: [], listings: [listing] }, budget());
    expect(read.kind).toBe('transient');
  });

  it('is no empty collection', async () => {
    const database = await startDatabaseBehind(whole, 'hang');
    const read = await database.read({ items: [], collections: [latestAddonsRef('tenant', 'subscription')] }, budget());
    expect(read.kind).toBe('transient');
  });
});
