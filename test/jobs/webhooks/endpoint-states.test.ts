import { beforeEach, describe, expect, it } from 'vitest';
import { hourMs } from '../../../lib/domain/calendar.ts';
import type { PostResult } from '../../../lib/jobs/webhooks/post.ts';
import { createQueueHandler } from '../../../lib/jobs/webhooks/queue-handler.ts';
import { replayDeadLetters, replaySince } from '../../../lib/jobs/webhooks/replay-events.ts';
import type { WebhookEndpoint } from '../../../lib/jobs/webhooks/webhook-endpoint.ts';
import { useEngine } from '../../support/test-engine.ts';
import {
  disableEndpoint,
  enableEndpoint,
  listStoredEndpoints,
  updateEndpoint,
} from '../../support/webhook-endpoints.ts';
import { DeliveryWorld, deliveryStartMs, minuteMs } from './delivery-world.ts';

const engine = useEngine();
let world: DeliveryWorld;
let endpoint: WebhookEndpoint;
/** The times of the POSTs, in milliseconds after the start, with the time limit of each. */
let posts: { at: number; timeoutMs: number | undefined }[];
let answer: PostResult;

const status = (code: number, retryAfterMs?: number): PostResult => ({ status: code, body: '', retryAfterMs });
const advanceTo = (ms: number) => world.advanceTo(deliveryStartMs + ms);
const publish = (count = 1) => world.publish(...Array.from({ length: count }, () => world.createEvent()));
const listReasons = async () => (await world.deadLetters(endpoint)).map(({ reason }) => reason);

beforeEach(async () => {
  world = new DeliveryWorld(engine);
  posts = [];
  answer = status(200);
  world.post = async (_url, _headers, _payload, timeoutMs) => {
    posts.push({ at: world.clock - deliveryStartMs, timeoutMs });
    return answer;
  };
  ({ endpoint } = await world.haveEndpoint('https://one.example/'));
});

describe('an endpoint that responds with 410', () => {
  it('is disabled with its event, the operator gets an event, and the delivery is a dead letter', async () => {
    answer = status(410);
    const [event] = await publish();
    await advanceTo(minuteMs);
    expect(posts).toHaveLength(1);
    const disabled = { at: '2024-01-15T09:30:00.000Z', reason: 'gone', eventId: event?.eventId };
    expect(await listStoredEndpoints(engine, world.tenantId)).toMatchObject([{ disabled, version: 2 }]);
    expect(world.disabledEndpoints).toMatchObject([{ endpointId: endpoint.endpointId, eventId: event?.eventId }]);
    expect(await listReasons()).toEqual(['status 410']);
    await publish();
    expect(world.waitingCount).toBe(0);
  });

  it('stays enabled if it was changed since the attempt began', async () => {
    world.post = async () => {
      await updateEndpoint(engine, endpoint, { name: 'enabled again' });
      return status(410);
    };
    await publish();
    await world.deliverBatch();
    expect((await listStoredEndpoints(engine, world.tenantId))[0]).not.toHaveProperty('disabled');
    expect(world.disabledEndpoints).toEqual([]);
    expect(world.waitingCount).toBe(1);
  });
});

describe('a receiver that says later', () => {
  it.each([
    [429, 20 * minuteMs, 20 * minuteMs],
    [503, 20 * minuteMs, 20 * minuteMs],
    [503, 48 * hourMs, hourMs],
    [429, undefined, 30_000],
    [502, undefined, 30_000],
    [504, undefined, 30_000],
  ])(
    'with %i and Retry-After %j ms gets nothing for %i ms, not even other events',
    async (code, retryAfterMs, waitMs) => {
      answer = status(code, retryAfterMs);
      await publish();
      await advanceTo(1000);
      expect(posts).toHaveLength(1);
      await publish(3);
      answer = status(200);
      await advanceTo(waitMs - 1);
      expect(posts).toHaveLength(1);
      await advanceTo(waitMs + 30_000);
      expect(posts).toHaveLength(5);
      expect(world.waitingCount).toBe(0);
      expect(world.attempts.filter(({ outcome }) => outcome === 'failed')).toHaveLength(1);
    },
  );

  it('for hours is asked again after the retry window, and then has a dead letter', async () => {
    answer = status(503, hourMs);
    await publish();
    await advanceTo(30 * hourMs);
    expect(Math.max(...posts.map(({ at }) => at))).toBeLessThan(25 * hourMs);
    expect(await world.deadLetters(endpoint)).toHaveLength(1);
    expect(world.waitingCount).toBe(0);
  });
});

describe('an endpoint that has failed everything for a day', () => {
  beforeEach(async () => {
    answer = status(500);
    await publish();
    await advanceTo(24 * hourMs + minuteMs);
    posts = [];
  });

  it('is probed with one event in five minutes, and the others become dead letters with that reason', async () => {
    for (let minute = 0; minute < 20; minute++) {
      await publish(5);
      await advanceTo(25 * hourMs + minute * minuteMs);
    }
    expect(posts.length).toBeGreaterThanOrEqual(3);
    expect(posts.length).toBeLessThanOrEqual(5);
    expect((await listReasons()).filter(reason => reason === 'endpoint_failing').length).toBeGreaterThan(90);
    expect(world.waitingCount).toBe(0);
  });

  it('gets everything again after a probe succeeds', async () => {
    await advanceTo(25 * hourMs);
    answer = status(200);
    await publish(1);
    await advanceTo(25 * hourMs + 1000);
    await publish(5);
    await advanceTo(25 * hourMs + minuteMs);
    expect(posts).toHaveLength(6);
    expect(await replayDeadLetters(endpoint, world)).toBe(1);
    await advanceTo(26 * hourMs);
    expect(await listReasons()).toEqual([]);
  });
});

describe('a disabled endpoint', () => {
  it('gets neither the deliveries that wait nor new events, and those since a time on request', async () => {
    answer = status(500);
    await publish();
    await advanceTo(minuteMs);
    await disableEndpoint(engine, endpoint, world.clock);
    posts = [];
    await publish(2);
    await advanceTo(5 * hourMs);
    expect(posts).toEqual([]);
    expect(await listReasons()).toEqual(['endpoint_disabled']);
    expect(world.waitingCount).toBe(0);

    answer = status(200);
    await enableEndpoint(engine, endpoint);
    await advanceTo(6 * hourMs);
    expect(posts).toEqual([]);
    const replay = () => replaySince(endpoint, deliveryStartMs, world);
    expect(await Promise.all([replay(), replay()])).toEqual([3, 3]);
    await advanceTo(7 * hourMs);
    expect(posts).toHaveLength(3);
    expect(world.waitingCount).toBe(0);
  });

  it('with a type filter gets only events of these types', async () => {
    await updateEndpoint(engine, endpoint, { eventTypes: ['license.ended'] });
    await publish();
    expect(world.waitingCount).toBe(0);
    await updateEndpoint(engine, endpoint, { eventTypes: ['license.updated', 'license.ended'] });
    await publish();
    expect(world.waitingCount).toBe(1);
  });
});

describe('an endpoint that is known to hang', () => {
  it('has a shorter time limit and one batch at a time, until it responds', async () => {
    answer = { error: 'TIMED_OUT' };
    await publish(2);
    await world.deliverBatch();
    expect(posts.map(({ timeoutMs }) => timeoutMs)).toEqual([10_000, 10_000]);
    posts = [];
    answer = status(200);
    await advanceTo(minuteMs);
    await publish();
    await world.deliverBatch();
    expect(posts.map(({ timeoutMs }) => timeoutMs)).toEqual([3000, 3000, 10_000]);
  });
});

describe('a message', () => {
  it('that is handed over again, early or late, causes no other POST', async () => {
    answer = status(500);
    await publish();
    const copies = world.copyMessages();
    await advanceTo(hourMs);
    const attempts = posts.length;
    expect(new Set(posts.map(({ at }) => at)).size).toBe(attempts);
    for (const body of copies) world.putMessage(body);
    await world.deliverBatch();
    expect(posts).toHaveLength(attempts);
    const waiting = world.copyMessages();
    for (let count = 0; count < 5; count++) for (const body of waiting) world.putMessage(body);
    await advanceTo(hourMs + 20 * minuteMs);
    expect(world.waitingCount).toBeLessThanOrEqual(2);
  });

  it('that two workers take at the same time is attempted by one of them', async () => {
    answer = status(500);
    await publish();
    await world.deliverBatch();
    for (let round = 0; round < 5; round++) {
      const before = posts.length;
      world.clock += hourMs;
      const [body = ''] = world.takeMessages();
      const handle = createQueueHandler(world);
      const context = { getRemainingTimeInMillis: () => 30_000 };
      await Promise.all(['a', 'b', 'c'].map(messageId => handle({ Records: [{ messageId, body }] }, context)));
      expect(posts).toHaveLength(before + 1);
      const successors = world.takeMessages().filter(text => JSON.parse(text).attempt > JSON.parse(body).attempt);
      expect(successors).toHaveLength(1);
      world.putMessage(successors[0] ?? '');
    }
  });

  it('that meets a running lease waits for its end, and does not count as an attempt', async () => {
    world.post = async () => {
      for (const body of world.copyMessages()) world.putMessage(body);
      await world.deliverBatch();
      return status(200);
    };
    await publish();
    await world.deliverBatch();
    const waiting = world.copyMessages().map(body => JSON.parse(body));
    expect(waiting).toMatchObject([{ generation: 0, attempt: 0 }]);
    for (const { dueAt } of waiting) expect(dueAt).toBeGreaterThanOrEqual(deliveryStartMs + 30_000);
    world.post = async () => expect.fail('The event was sent again.');
    await advanceTo(2 * minuteMs);
    expect(world.waitingCount).toBe(0);
  });

  it('is not needed any more when the event is no longer stored', async () => {
    answer = status(500);
    await publish();
    world.clock += 32 * 24 * hourMs;
    await world.deliverBatch();
    expect([posts, world.waitingCount]).toEqual([[], 0]);
  });
});

describe('times of a clock that was ahead', () => {
  const yearMs = 365 * 24 * hourMs;

  it('delay nothing: leases, slots, waits, throttling and probes of that time count as past', async () => {
    world.clock += yearMs;
    answer = status(503, hourMs);
    await publish();
    await world.deliverBatch();
    await world.deliverBatch();
    answer = status(200);
    world.clock -= yearMs;
    await publish();
    for (const body of world.copyMessages()) world.putMessage(body);
    await world.deliverBatch();
    expect(posts.slice(1).map(({ at }) => at)).toEqual([0, 0]);
    await advanceTo(hourMs);
    expect(world.attempts.filter(({ outcome }) => outcome === 'delivered')).toHaveLength(2);
  });
});
