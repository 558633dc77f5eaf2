import type { FeedEvent } from '../../../lib/dynamodb/items/feed.ts';
import { buildDeadWrite, buildTakeWrite } from '../../../lib/jobs/webhooks/delivery-writes.ts';
import type { EndpointName } from '../../../lib/jobs/webhooks/endpoint-health.ts';
import { updateItem } from '../../../lib/jobs/webhooks/update-item.ts';
import type { TestEngine } from '../../support/test-engine.ts';
import { DeliveryWorld } from './delivery-world.ts';

const attemptedAt = '2024-01-16T09:30:00.000Z';

/** Publishes events now, and stores each as a dead letter of an endpoint. */
export async function haveDeadLetters(engine: TestEngine, endpoint: EndpointName, count: number): Promise<FeedEvent[]> {
  const world = new DeliveryWorld(engine, endpoint.tenantId);
  world.clock = Date.now();
  world.queue = { send: async () => {} };
  const events = await world.publish(...Array.from({ length: count }, () => world.createEvent()));
  const budget = { deadline: Number.POSITIVE_INFINITY, maxCalls: 1000, calls: 0 };
  for (const { eventId, number, type, expiresAt } of events) {
    const message = { ...endpoint, eventId, number, type, generation: 0, attempt: 0, firstAt: 0, dueAt: 0 };
    const lease = { leaseBy: 'worker', leaseUntil: 0 };
    const attempt = { generation: 0, attempt: 0, at: attemptedAt, status: 500, durationMs: 12 };
    await updateItem(buildTakeWrite(message, undefined, lease, expiresAt, world.clock), budget, world);
    await updateItem(buildDeadWrite(message, attempt, 'status 500'), budget, world);
  }
  return events;
}
