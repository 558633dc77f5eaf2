import { once } from 'node:events';
import type { Server } from 'node:net';

/** Lets a server listen on this machine until this process exits, which it does not keep alive. @returns its port */
export async function listenOnLoopback(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1').unref();
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('The server has no port.');
  return address.port;
}
