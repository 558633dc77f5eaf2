import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createHealthMonitor } from '../../lib/deployment/health-monitor.ts';
import { readRequiredVariable } from '../../lib/deployment/required-variable.ts';

let response: { status: number; location?: string };
const server = createServer((request, reply) => {
  const { status, location } = response;
  reply.writeHead(request.url === '/health' ? status : 200, { ...(location && { location }) }).end('{"status":"OK"}');
});
let url: string;
beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/health`;
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

it('the monitor succeeds while the API is healthy', async () => {
  response = { status: 200 };
  await expect(createHealthMonitor(url, fetch)()).resolves.toBeUndefined();
});

it('the monitor fails with the status and the body of an unhealthy API', async () => {
  response = { status: 503 };
  await expect(createHealthMonitor(url, fetch)()).rejects.toThrow(
    `GET ${url} returned the status 503: {"status":"OK"}`,
  );
});

it('the monitor fails if it is redirected', async () => {
  response = { status: 302, location: '/parked' };
  await expect(createHealthMonitor(url, fetch)()).rejects.toThrow();
});

it('the monitor fails if no response arrives', async () => {
  await expect(createHealthMonitor('http://127.0.0.1:1/health', fetch)()).rejects.toThrow();
});

it('a variable that is missing is named', () => {
  expect(() => readRequiredVariable({}, 'HEALTH_URL')).toThrow('The environment variable HEALTH_URL is missing.');
});
