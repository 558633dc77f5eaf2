import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createConnectClient } from '../../client/src/create-connect-client.ts';

type Behaviour = (socket: Socket) => unknown;

const license = JSON.stringify({
  ...{ licenseId: 'l', status: 'ACTIVE', type: 'PBX', customer: {}, productOffering: {}, scheduledChanges: [] },
});
const head = 'HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nX-Request-Id: r-1\r\nConnection: close\r\n';
const half = license.slice(0, 40);

const succeed: Behaviour = socket => socket.end(`${head}Content-Length: ${license.length}\r\n\r\n${license}`);

const faults: Record<string, Behaviour> = {
  'a reset connection': socket => socket.resetAndDestroy(),
  'a connection that is closed without a response': socket => socket.end(),
  'bytes that are not HTTP': socket => socket.end('SSH-2.0-OpenSSH_9.6\r\n'),
  'half of the headers': socket => socket.end(head),
  'a body that is shorter than its Content-Length': socket =>
    socket.end(`${head}Content-Length: ${license.length}\r\n\r\n${half}`),
  'a body without its last chunk': socket =>
    socket.end(`${head}Transfer-Encoding: chunked\r\n\r\n${half.length.toString(16)}\r\n${half}\r\n`),
  'a body without a length that ends early': socket => socket.end(`${head}\r\n${half}`),
  'no body': socket => socket.end(`${head}\r\n`),
  silence: () => {},
  'silence in the middle of the body': socket =>
    socket.write(`${head}Content-Length: ${license.length}\r\n\r\n${half}`),
};

const closings: (() => void)[] = [];
afterEach(() => closings.splice(0).forEach(close => void close()));

/** A TCP server that treats its connections in this order, and the idempotency keys that it received. */
async function startServer(behaviours: Behaviour[], options: { maxAttempts?: number; attemptTimeoutMs?: number } = {}) {
  const keys: string[] = [];
  const sockets: Socket[] = [];
  const server = createServer(socket => {
    sockets.push(socket);
    socket.on('error', () => {});
    socket.once('data', data => {
      keys.push(/x-idempotency-key: (\S+)/i.exec(String(data))?.[1] ?? '');
      (behaviours[keys.length - 1] ?? succeed)(socket);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  closings.push(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  const address = server.address();
  const baseUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  const connect = createConnectClient({ baseUrl, apiKey: 'connect_test_demo_0', ...options });
  const createLicense = (signal: AbortSignal | null = null) =>
    connect.POST('/licenses', { body: { productOfferingId: 'p', customerId: 'c' }, signal });
  return { createLicense, keys };
}

describe('a command to a server that fails once', () => {
  it.each(Object.entries(faults))('is retried with the same idempotency key after %s', async (_fault, behaviour) => {
    const { createLicense, keys } = await startServer([behaviour], { attemptTimeoutMs: 500 });
    const { data } = await createLicense();
    expect(data?.licenseId).toBe('l');
    expect(keys).toEqual([expect.any(String), keys[0]]);
  });
});

describe('a command to a server that always fails', () => {
  it.each(Object.entries(faults))('rejects with its idempotency key after %s', async (_fault, behaviour) => {
    const options = { maxAttempts: 1, attemptTimeoutMs: 300 };
    const { createLicense, keys } = await startServer([behaviour], options);
    const error = await createLicense().catch((error: unknown) => error);
    expect(error).toMatchObject({ name: 'NoAnswer', attempts: 1, idempotencyKey: keys[0], cause: expect.any(Error) });
  });
});

it('a command that is aborted while its response arrives rejects with its idempotency key', async () => {
  const abort = new AbortController();
  const reason = new Error('no longer wanted');
  const { createLicense, keys } = await startServer([
    socket => {
      socket.write(`${head}Content-Length: ${license.length}\r\n\r\n${half}`);
      setTimeout(() => abort.abort(reason), 20);
    },
  ]);
  const error = await createLicense(abort.signal).catch((error: unknown) => error);
  expect(error).toMatchObject({ name: 'NoAnswer', attempts: 1, idempotencyKey: keys[0], cause: reason });
});
