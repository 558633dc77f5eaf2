import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { Unusable } from './unusable.ts';

/**
 * Opens one port on every address. Where the machine has no IPv6, the other address does.
 *
 * @param before - what must be done when the port is known, and before anybody gets an answer there
 * @returns the port
 * @throws Unusable when it cannot be had; mostly before anything was done
 */
export async function listen(
  newServer: () => Server,
  hosts: string[],
  wanted: number,
  before: (port: number) => void = () => {},
): Promise<number> {
  const port = await freePort(hosts, wanted);
  before(port);
  try {
    await openAll(newServer, hosts, port);
    return port;
  } catch (error) {
    throw unusable(error as NodeJS.ErrnoException, hosts, port);
  }
}

async function freePort(hosts: string[], wanted: number): Promise<number> {
  for (let attempt = 1; ; attempt++) {
    try {
      const { port, servers } = await openAll(() => createServer(socket => socket.destroy()), hosts, wanted);
      await Promise.all(servers.map(closed));
      return port;
    } catch (error) {
      // A port that is free at one address need not be at the other.
      if (wanted === 0 && attempt < 5) continue;
      throw unusable(error as NodeJS.ErrnoException, hosts, wanted);
    }
  }
}

/** All or none. */
async function openAll(newServer: () => Server, hosts: string[], wanted: number) {
  const servers: Server[] = [];
  let port = wanted;
  try {
    for (const host of hosts) {
      const server = newServer();
      if (!(await opened(server, host, port, servers.length > 0))) continue;
      servers.push(server);
      const address = server.address();
      if (typeof address === 'object' && address) port = address.port;
    }
    return { port, servers };
  } catch (error) {
    for (const server of servers) server.close();
    throw error;
  }
}

const closed = (server: Server): Promise<void> => new Promise(resolve => server.close(() => resolve()));

/** @param optional - the machine need not have this address */
async function opened(server: Server, host: string, port: number, optional: boolean): Promise<boolean> {
  server.listen({ host, port });
  try {
    await once(server, 'listening');
    return true;
  } catch (error) {
    const missing = ['EADDRNOTAVAIL', 'EAFNOSUPPORT'].includes((error as NodeJS.ErrnoException).code ?? '');
    if (optional && missing) return false;
    throw error;
  }
}

function unusable({ code, message }: NodeJS.ErrnoException, hosts: string[], port: number): Error {
  switch (code) {
    case 'EADDRINUSE':
      return new Unusable(`Port ${port} is in use; end what listens there, or choose another one: PORT=3001 npm start`);
    case 'EACCES':
      return new Unusable(`Port ${port} is not open to this user; choose one above 1023: PORT=3001 npm start`);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new Unusable(`HOST must be an address of this machine, not ${JSON.stringify(hosts.join(' '))}.`);
    default:
      return new Unusable(`The server cannot listen on port ${port}: ${message}`);
  }
}

/** The address to call, from this machine. */
export function baseUrlOf([host = '']: string[], port: number): string {
  // An address that stands for all of them is none to call.
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}
