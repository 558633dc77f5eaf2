import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll } from 'vitest';
import { createLocalGateway, type LocalGateway } from '../../tools/local/gateway.ts';
import type { TestWorld } from './test-world.ts';

/** Serves a test world through the local gateway, for calls over HTTP. */
export async function serveWorld(world: TestWorld): Promise<{ baseUrl: string; gateway: LocalGateway }> {
  const gateway = createLocalGateway(new Map(Object.entries(world.handlers)));
  const server = gateway.createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, gateway };
}

/** Serves the world of a test file. Read its port only inside tests. */
export function useServedWorld(world: TestWorld): { port: number } {
  const served = { port: 0 };
  let gateway: LocalGateway;
  beforeAll(async () => {
    const { baseUrl, gateway: started } = await serveWorld(world);
    served.port = Number(new URL(baseUrl).port);
    gateway = started;
  });
  afterAll(() => gateway.drain());
  return served;
}
