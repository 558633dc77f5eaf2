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

async function openPort(): Promise<number> {
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

  it('ignores a second address that the machine does not have', async () => {
    const port = await listenOnHosts(newServer, ['127.0.0.1', '2001:db8::1'], 0);
    expect(await (await fetch(`http://127.0.0.1:${port}`)).text()).toBe('here');
  });

  it('reports a port that is in use in one sentence, and leaves no port open', async () => {
    const port = await openPort();
    await expect(listenOnHosts(newServer, ['127.0.0.2', '127.0.0.1'], port)).rejects.toThrow(
      new UserError(
        `Port ${port} is in use; end the program that uses it, or choose another port: PORT=3001 npm start`,
      ),
    );
    await expect(fetch(`http://127.0.0.2:${port}`)).rejects.toThrow();
  });

  it('calls back with the port before it accepts requests there', async () => {
    const known: number[] = [];
    const port = await listenOnHosts(newServer, ['127.0.0.1', '::1'], 0, free => {
      known.push(free);
      expect(servers).toEqual([]);
    });
    expect(known).toEqual([port]);
    expect(await (await fetch(`http://127.0.0.1:${port}`)).text()).toBe('here');
  });

  it('does not call back if the port is in use', async () => {
    const ports: number[] = [];
    await expect(
      listenOnHosts(newServer, ['127.0.0.1'], await openPort(), port => void ports.push(port)),
    ).rejects.toThrow(UserError);
    expect(ports).toEqual([]);
  });

  it('reports a port that another program takes in the meantime', async () => {
    const port = await openPort();
    for (const server of servers) server.close();
    const listening = listenOnHosts(newServer, ['127.0.0.1'], port, () => void newServer().listen(port, '127.0.0.1'));
    await expect(listening).rejects.toThrow(`Port ${port} is in use; `);
  });

  it('reports an address that the machine does not have in one sentence', async () => {
    await expect(listenOnHosts(newServer, ['192.0.2.1'], 0)).rejects.toThrow(
      new UserError('HOST must be an address of this machine, not "192.0.2.1".'),
    );
  });
});

describe('a missing engine', () => {
  it('is reported in one sentence', async () => {
    const client = createEngineSdkClient('http://127.0.0.1:9');
    await expect(createLocalTables(client)).rejects.toThrow(
      new UserError('No DynamoDB engine answers at 127.0.0.1:9.'),
    );
    client.destroy();
  });

  it.each([
    ['another Connect API', 404, '{"message":"There is no such endpoint.","code":"NOT_FOUND"}'],
    ['a page', 200, '<html></html>'],
    ['a missing page', 404, '<html></html>'],
    ['an empty response', 200, ''],
    ['other JSON', 200, '{}'],
  ])('is reported in one sentence if the program at its address responds with %s', async (_response, status, body) => {
    const server = createServer((_request, response) => response.writeHead(status).end(body)).listen(0, '127.0.0.1');
    servers.push(server);
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const client = createEngineSdkClient(`http://127.0.0.1:${port}`);
    const sentence = `The program at 127.0.0.1:${port} is not a DynamoDB engine.`;
    await expect(createLocalTables(client)).rejects.toThrow(new UserError(sentence));
    client.destroy();
  });
});

describe('an unexpected error', () => {
  it('is described in one line, without its stack trace', () => {
    expect(toErrorMessage(new TypeError('one\n  two'))).toBe('TypeError: one two');
    expect(toErrorMessage('thrown')).toBe('thrown');
    const refused = Object.assign(new Error(), { code: 'ECONNREFUSED', address: '127.0.0.1', port: 9 });
    expect(toErrorMessage(refused)).toBe('No program answers at 127.0.0.1:9.');
  });
});
