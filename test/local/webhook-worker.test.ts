import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { waitingDeliveries } from '../../tools/local/waiting-deliveries.ts';
import { startWebhookWorker, type WebhookWorker } from '../../tools/local/webhook-worker.ts';
import { DeliveryWorld, hourMs, minuteMs } from '../jobs/webhooks/delivery-world.ts';
import { useEngine } from '../support/test-engine.ts';

const engine = useEngine();
const waitFor = (check: () => unknown) => vi.waitFor(check, { interval: 10, timeout: 60_000 });
let world: DeliveryWorld;
let server: Server;
let status: number | 'hang';
let got: string[];
let workers: WebhookWorker[];

beforeEach(async () => {
  vi.spyOn(console, 'info').mockImplementation(() => {});
  vi.spyOn(process.stdout, 'write').mockImplementation(() => true);
  world = new DeliveryWorld(engine);
  [status, got, workers] = [200, [], []];
  server = createServer(async (request, response) => {
    got.push(await text(request));
    if (status !== 'hang') response.writeHead(status).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  await world.haveEndpoint(`http://localhost:${typeof address === 'object' ? address?.port : 0}/`);
});
afterEach(async () => {
  for (const worker of workers) await worker.stop();
  server.closeAllConnections();
  server.close();
  vi.restoreAllMocks();
});

function start(): WebhookWorker {
  const worker = startWebhookWorker(engine, { now: world.now, lookEveryMs: 10 });
  workers.push(worker);
  return worker;
}
const pending = () => waitingDeliveries(engine).due(world.clock + 48 * hourMs, 100);
const payloadOf = ({ tenantId, ...event }: { tenantId: string }) => JSON.stringify(event);

describe('the worker of this machine', () => {
  it('delivers what it accepted, and then keeps nothing of it', async () => {
    const event = world.createEvent();
    await start().accept(event);
    await waitFor(() => expect(got).toEqual([payloadOf(event)]));
    await waitFor(async () => expect(await pending()).toEqual([]));
  });

  it('tries again when it is time to', async () => {
    status = 500;
    await start().accept(world.createEvent());
    await waitFor(async () => expect((await pending())[0]?.work).toMatchObject({ attempts: 1 }));
    expect(got).toHaveLength(1);
    status = 200;
    world.clock += minuteMs;
    await waitFor(async () => expect(await pending()).toEqual([]));
    expect(got).toHaveLength(2);
  });

  it('loses nothing that it accepted when it ends, nor what was under way', async () => {
    status = 'hang';
    const worker = start();
    const events = [world.createEvent(), world.createEvent()];
    for (const event of events) await worker.accept(event);
    await waitFor(() => expect(got.length).toBeGreaterThan(0));
    await worker.stop();
    expect((await pending()).map(({ work }) => work.attempts)).toEqual([0, 0]);

    status = 200;
    got = [];
    start();
    await waitFor(() => expect([...got].sort()).toEqual(events.map(payloadOf).sort()));
    await waitFor(async () => expect(await pending()).toEqual([]));
  });

  it('is held up by no receiver that hangs', async () => {
    status = 'hang';
    const worker = start();
    await worker.accept(world.createEvent());
    await waitFor(() => expect(got).toHaveLength(1));
    status = 200;
    const next = world.createEvent();
    await worker.accept(next);
    await waitFor(() => expect(got).toContain(payloadOf(next)));
    await waitFor(async () => expect(await pending()).toHaveLength(1));
  });
});
