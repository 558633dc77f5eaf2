import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { UserError } from '../../lib/user-error.ts';

/**
 * Listens on one port at every address. If the machine has no IPv6, it listens at the other address only.
 *
 * @param onPortKnown - called when the port is known, before the server accepts requests
 * @returns the port
 * @throws UserError if the port cannot be opened; in most cases, before `onPortKnown` is called
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
      // A port that is free at one address may be in use at the other.
      if (requestedPort === 0 && attempt < 5) continue;
      throw toUserError(error as NodeJS.ErrnoException, hosts, requestedPort);
    }
  }
}

/** Opens a server at every address, or none at all. */
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

/** @param optional - true if the machine may lack this address */
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
        `Port ${port} is in use; end the program that uses it, or choose another port: PORT=3001 npm start`,
      );
    case 'EACCES':
      return new UserError(`This user may not use port ${port}; choose a port above 1023: PORT=3001 npm start`);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new UserError(`HOST must be an address of this machine, not ${JSON.stringify(hosts.join(' '))}.`);
    default:
      return new UserError(`The server cannot listen on port ${port}: ${message}`);
  }
}

/** Builds the address at which clients on this machine reach the server. */
export function buildBaseUrl([host = '']: string[], port: number): string {
  // Clients cannot connect to the wildcard address.
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}
