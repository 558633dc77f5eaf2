import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { UserError } from '../../lib/user-error.ts';
import { toErrorMessage } from '../../tools/local/error-message.ts';
import { listenOnHosts } from '../../tools/local/listen.ts';
import { createLocalTables } from '../../tools/local/tables.ts';
import { createEngineSdkClient } from '../support/test-engine.ts';

const servers: Server[] = [];
const newServer = (): Server => {
  const server = createServer((_request, response) => response.end('here'));
  servers.push(server);
  return server;
};
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function takenPort(): Promise<number> {
  const server = newServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

describe('listening', () => {
  it('opens one port at both addresses of this machine', async () => {
    const port = await listenOnHosts(newServer, ['127.0.0.1', '::1'], 0);
    expect(port).toBeGreaterThan(0);
    expect(await (await fetch(`http://localhost:${port}`)).text()).toBe('here');
    expect(await (await fetch(`http://127.0.0.1:${port}`)).text()).toBe('here');
  });

  it('does without an address that the machine need not have', async () => {
    const port = await listenOnHosts(newServer, ['127.0.0.1', '2001:db8::1'], 0);
    expect(await (await fetch(`http://127.0.0.1:${port}`)).text()).toBe('here');
  });

  it('says in a sentence that the port is in use, and leaves none open', async () => {
    const port = await takenPort();
    await expect(listenOnHosts(newServer, ['127.0.0.2', '127.0.0.1'], port)).rejects.toThrow(
      new UserError(`Port ${port} is in use; end what listens there, or choose another one: PORT=3001 npm start`),
    );
    await expect(fetch(`http://127.0.0.2:${port}`)).rejects.toThrow();
  });

  it('does first what must be done, at a port where nobody answers yet', async () => {
    const known: number[] = [];
    const port = await listenOnHosts(newServer, ['127.0.0.1', '::1'], 0, free => {
      known.push(free);
      expect(servers).toEqual([]);
    });
    expect(known).toEqual([port]);
    expect(await (await fetch(`http://127.0.0.1:${port}`)).text()).toBe('here');
  });

  it('does nothing when the port is in use', async () => {
    const done: number[] = [];
    await expect(
      listenOnHosts(newServer, ['127.0.0.1'], await takenPort(), port => void done.push(port)),
    ).rejects.toThrow(UserError);
    expect(done).toEqual([]);
  });

  it('says the sentence too when the port is taken in between', async () => {
    const port = await takenPort();
    for (const server of servers) server.close();
    const taken = listenOnHosts(newServer, ['127.0.0.1'], port, () => void newServer().listen(port, '127.0.0.1'));
    await expect(taken).rejects.toThrow(`Port ${port} is in use; `);
  });

  it('says in a sentence that a host is none', async () => {
    await expect(listenOnHosts(newServer, ['192.0.2.1'], 0)).rejects.toThrow(
      new UserError('HOST must be an address of this machine, not "192.0.2.1".'),
    );
  });
});

describe('an engine that is not there', () => {
  it('is told in a sentence', async () => {
    const client = createEngineSdkClient('http://127.0.0.1:9');
    await expect(createLocalTables(client)).rejects.toThrow(
      new UserError('No DynamoDB engine answers at 127.0.0.1:9.'),
    );
    client.destroy();
  });

  it.each([
    ['another Connect API', 404, '{"message":"There is no such endpoint.","code":"NOT_FOUND"}'],
    ['a page', 200, '<html></html>'],
    ['a page that is missing', 404, '<html></html>'],
    ['nothing', 200, ''],
    ['something in JSON', 200, '{}'],
  ])('is told in a sentence when the address answers with %s', async (_what, status, body) => {
    const server = createServer((_request, response) => response.writeHead(status).end(body)).listen(0, '127.0.0.1');
    servers.push(server);
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const client = createEngineSdkClient(`http://127.0.0.1:${port}`);
    const sentence = `What answers at 127.0.0.1:${port} is no DynamoDB engine.`;
    await expect(createLocalTables(client)).rejects.toThrow(new UserError(sentence));
    client.destroy();
  });
});

describe('an unexpected error', () => {
  it('is told in one line, without its stack', () => {
    expect(toErrorMessage(new TypeError('one\n  two'))).toBe('TypeError: one two');
    expect(toErrorMessage('thrown')).toBe('thrown');
  });
});
