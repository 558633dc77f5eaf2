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

/** Starts a TCP server that sends this text after the first data, and nothing else. @returns a database that uses it */
async function startRawDatabase(response: string, then: 'hang' | 'end') {
  const sockets: Socket[] = [];
  const server = createServer(socket => {
    sockets.push(socket);
    socket.on('error', () => {});
    socket.once('data', () => {
      socket.write(response);
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

/* Over real connections, because a simulated hang proves nothing about sockets. */
describe.each([
  ['sends nothing', '', 'hang'],
  ['sends only a status and headers', head, 'hang'],
  ['stops in the middle of its response', `${head}{"Responses":{"connect":[`, 'hang'],
  [
    'switches to another protocol',
    'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n',
    'hang',
  ],
  ['closes the connection', '', 'end'],
  ['closes the connection after the headers', head, 'end'],
  ['closes the connection in the middle of its response', `${head}{"Responses":{"connect":[`, 'end'],
] as [string, string, 'hang' | 'end'][])('a DynamoDB that %s', (_title, response, then) => {
  it('leaves the outcome of a commit unknown within the timeout', async () => {
    const database = await startRawDatabase(response, then);
    const start = performance.now();
    expect((await database.commit({ writes, clientRequestToken: randomUUID() }, budget())).kind).toBe('unknown');
    expect(performance.now() - start).toBeLessThan(10_000);
  });

  it('makes a read fail as transient within the timeout', async () => {
    const database = await startRawDatabase(response, then);
    const start = performance.now();
    expect((await database.read({ items: [at], collections: [] }, budget())).kind).toBe('transient');
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});

it('without a DynamoDB at the endpoint, the outcome of a commit is unknown and a read is transient', async () => {
  const database = await startRawDatabase('', 'end');
  for (const { server } of open) server.close();
  expect((await database.commit({ writes, clientRequestToken: randomUUID() }, budget())).kind).toBe('unknown');
  expect((await database.read({ items: [at], collections: [] }, budget())).kind).toBe('transient');
});

it('a request whose credentials arrive after the timeout is never sent', async () => {
  const sent: unknown[] = [];
  let release = () => {};
  const released = new Promise<void>(resolve => {
    release = resolve;
  });
  const client = createClient({
    endpoint: 'http://127.0.0.1:1',
    ...local,
    signer: {
      sign: async request => {
        await released;
        return request;
      },
    },
    requestHandler: {
      handle: async request => {
        sent.push(request);
        throw new Error('The request was sent.');
      },
    },
  });
  const database = createDynamoDBDatabase(client, localTableNames, Date.now, timeoutMs);
  expect((await database.read({ items: [at], collections: [] }, budget())).kind).toBe('transient');
  expect((await database.commit({ writes, clientRequestToken: randomUUID() }, budget())).kind).toBe('transient');
  release();
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

it('the error for a response that is not JSON contains the status', async () => {
  const page = 'HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html\r\nContent-Length: 6\r\n\r\n<html>';
  const database = await startRawDatabase(page, 'hang');
  expect(await database.read({ items: [at], collections: [] }, budget())).toMatchObject({
    kind: 'transient',
    cause: { message: 'DynamoDB responded with status 502.', cause: expect.any(SyntaxError) },
  });
  expect((await database.commit({ writes, clientRequestToken: randomUUID() }, budget())).kind).toBe('unknown');
});

describe('the environment of a function', () => {
  const environment = { AWS_ENDPOINT_URL_DYNAMODB: 'https://dynamodb.eu-central-1.amazonaws.com', AWS_REGION: 'a' };

  it.each([
    ['AWS_ENDPOINT_URL_DYNAMODB', undefined],
    ['AWS_ENDPOINT_URL_DYNAMODB', 'dynamodb'],
    ['AWS_ENDPOINT_URL_DYNAMODB', 'localhost:8000'],
    ['AWS_REGION', undefined],
    ['AWS_REGION', ''],
  ])('must not have the variable %s with the value %s', (variable, value) => {
    const create = () => createClientFromEnvironment({ ...environment, [variable]: value });
    expect(create).toThrow(new RegExp(`^The environment variable ${variable} must hold the `));
  });
});

describe('a response without items', () => {
  const emptyObject = 'HTTP/1.1 200 OK\r\nContent-Type: application/x-amz-json-1.0\r\nContent-Length: 2\r\n\r\n{}';

  it('is not an empty page of an index', async () => {
    const database = await startRawDatabase(emptyObject, 'hang');
    const listing = { index: 'due', partitionValue: 'due#0', order: 'oldest', limit: 1 } as const;
    const read = await database.read({ items: [], collections: [], listings: [listing] }, budget());
    expect(read.kind).toBe('transient');
  });

  it('is not an empty collection', async () => {
    const database = await startRawDatabase(emptyObject, 'hang');
    const read = await database.read({ items: [], collections: [latestAddonsRef('tenant', 'subscription')] }, budget());
    expect(read.kind).toBe('transient');
  });
});
