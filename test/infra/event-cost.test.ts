import { afterAll, beforeEach, describe, it } from 'vitest';
import { createDynamoDBDatabase } from '../../lib/dynamodb/dynamodb-database.ts';
import { DeliveryWorld } from '../jobs/webhooks/delivery-world.ts';
import { FaultyNetwork } from '../support/faulty-network.ts';
import { createEngineClient, useEngine } from '../support/test-engine.ts';
import { callTimeoutMs } from '../support/test-world.ts';
import { expectDocumentedUnits } from '../support/unit-meter.ts';

const engine = useEngine();
const network = new FaultyNetwork();
const closers: (() => void)[] = [];

let world: DeliveryWorld;
let status: number;

beforeEach(() => {
  world = new DeliveryWorld(engine);
  const client = createEngineClient(engine.url, network);
  closers.push(() => client.destroy());
  world.database = createDynamoDBDatabase(client, engine.tables, world.now, callTimeoutMs);
  world.post = async () => ({ status, body: '' });
  status = 200;
});
afterAll(() => {
  for (const close of closers) close();
});

const expectRow = (title: string, action: () => Promise<unknown>) => expectDocumentedUnits(network, title, action);

/** Publishes the first event of a tenant and another one, so that the feed exists. */
const publishFirst = () => world.publish(world.createEvent());

describe('docs/cost.md has the measured request units of', () => {
  it('an event, alone and in a batch of 24', async () => {
    await publishFirst();
    await expectRow('an event in the feed, alone', () => world.publish(world.createEvent()));
    const events = Array.from({ length: 24 }, () => world.createEvent());
    await expectRow('24 events of a tenant in one batch', () => world.publish(...events));
  });

  it('a delivery that is accepted, alone and in a batch of ten', async () => {
    await world.haveEndpoint('https://one.example/');
    await publishFirst();
    await world.deliverBatch();
    await publishFirst();
    await expectRow('a delivery that is accepted, alone', () => world.deliverBatch());
    await world.publish(...Array.from({ length: 10 }, () => world.createEvent()));
    await expectRow('ten deliveries that are accepted, in one batch', () => world.deliverBatch());
  });

  it('a failed attempt, and a pass of a waiting message through the queue', async () => {
    await world.haveEndpoint('https://one.example/');
    status = 500;
    await publishFirst();
    await world.deliverBatch();
    await publishFirst();
    await world.deliverBatch();
    world.clock += 3_600_000;
    await expectRow('a failed attempt, alone', async () => {
      const [body = ''] = world.takeMessages();
      world.putMessage(JSON.stringify({ ...JSON.parse(body), dueAt: world.clock }));
      await world.deliverBatch();
    });
    await expectRow('a pass of a waiting message through the queue', async () => {
      const [body = ''] = world.takeMessages();
      world.putMessage(JSON.stringify({ ...JSON.parse(body), dueAt: world.clock + 7_200_000 }));
      await world.deliverBatch();
    });
  });
});
