import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createGateway, type Gateway } from '../../infra/local/gateway.ts';
import type { World } from './world.ts';

/** A world behind the gateway of this machine, for calls over HTTP. */
export async function serve(world: World): Promise<{ baseUrl: string; gateway: Gateway }> {
  const gateway = createGateway(new Map(Object.entries(world.handlers)));
  const server = gateway.server();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, gateway };
}
