import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { UserError } from '../../lib/user-error.ts';

/**
 * Opens one port on every address. Where the machine has no IPv6, the other address does.
 *
 * @param onPortKnown - what must be done when the port is known, and before anybody gets an answer there
 * @returns the port
 * @throws Unusable when it cannot be had; mostly before anything was done
 */
export async function listenOnHosts(
  createServerForHost: () => Server,
  hosts: string[],
  requestedPort: number,
  onPortKnown: (port: number) => void = () => {},
): Promise<number> {
  const port = await reservePort(hosts, requestedPort);
  onPortKnown(port);
  try {
    await openServers(createServerForHost, hosts, port);
    return port;
  } catch (error) {
    throw toUserError(error as NodeJS.ErrnoException, hosts, port);
  }
}

async function reservePort(hosts: string[], requestedPort: number): Promise<number> {
  for (let attempt = 1; ; attempt++) {
    try {
      const { port, servers } = await openServers(() => createServer(socket => socket.destroy()), hosts, requestedPort);
      await Promise.all(servers.map(closeServer));
      return port;
    } catch (error) {
      // A port that is free at one address need not be at the other.
      if (requestedPort === 0 && attempt < 5) continue;
      throw toUserError(error as NodeJS.ErrnoException, hosts, requestedPort);
    }
  }
}

/** All or none. */
async function openServers(createServerForHost: () => Server, hosts: string[], requestedPort: number) {
  const servers: Server[] = [];
  let port = requestedPort;
  try {
    for (const host of hosts) {
      const server = createServerForHost();
      if (!(await tryListen(server, host, port, servers.length > 0))) continue;
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

const closeServer = (server: Server): Promise<void> => new Promise(resolve => server.close(() => resolve()));

/** @param optional - the machine need not have this address */
async function tryListen(server: Server, host: string, port: number, optional: boolean): Promise<boolean> {
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

function toUserError({ code, message }: NodeJS.ErrnoException, hosts: string[], port: number): Error {
  switch (code) {
    case 'EADDRINUSE':
      return new UserError(
        `Port ${port} is in use; end what listens there, or choose another one: PORT=3001 npm start`,
      );
    case 'EACCES':
      return new UserError(`Port ${port} is not open to this user; choose one above 1023: PORT=3001 npm start`);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new UserError(`HOST must be an address of this machine, not ${JSON.stringify(hosts.join(' '))}.`);
    default:
      return new UserError(`The server cannot listen on port ${port}: ${message}`);
  }
}

/** The address to call, from this machine. */
export function buildBaseUrl([host = '']: string[], port: number): string {
  // An address that stands for all of them is none to call.
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}
