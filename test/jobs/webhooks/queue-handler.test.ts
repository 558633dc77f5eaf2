import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { toDeadLetter } from '../../../lib/jobs/webhooks/dead-letter.ts';
import type { AnyTenantEvent } from '../../../lib/jobs/webhooks/delivery.ts';
import { createDeliveryLog } from '../../../lib/jobs/webhooks/delivery-log.ts';
import type { PostResult } from '../../../lib/jobs/webhooks/post.ts';
import { useEngine } from '../../support/test-engine.ts';
import { DeliveryWorld, deliveryStartMs, minuteMs } from './delivery-world.ts';

const engine = useEngine();
let world: DeliveryWorld;
/** The sent messages. */
let sent: [url: string, headers: Record<string, string>, payload: string][];
let answer: (url: string) => PostResult | Promise<PostResult>;

beforeEach(() => {
  world = new DeliveryWorld(engine);
  sent = [];
  answer = () => ({ status: 200, body: '' });
  world.post = async (url, headers, payload) => {
    sent.push([url, headers, payload]);
    return answer(url);
  };
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

const one = 'https://one.example/';
const two = 'https://two.example/';
const sentTo = (url: string) => sent.filter(each => each[0] === url).length;

describe('an event', () => {
  it('is sent to each endpoint of its tenant, and to no other', async () => {
    const other = new DeliveryWorld(engine);
    await other.haveEndpoint('https://other.example/');
    await world.haveEndpoint(one);
    await world.haveEndpoint(two);
    world.publishEvent(world.createEvent());
    await world.advanceTo(deliveryStartMs);
    expect(sent.map(([url]) => url).sort()).toEqual([one, two]);
    expect(world.waitingCount).toBe(0);
  });

  it('is finished if the tenant has no endpoint', async () => {
    world.publishEvent(world.createEvent());
    expect(await world.deliverBatch()).toEqual({ batchItemFailures: [] });
    expect(world.waitingCount).toBe(0);
  });

  it('is sent unchanged without its tenant, including fields of later releases', async () => {
    await world.haveEndpoint(one);
    const { tenantId, eventId } = world.createEvent();
    const detail = { zebra: 1, eventId, tenantId, type: 'license.renewed', apple: [1.5, null] };
    world.publishEvent(detail);
    await world.advanceTo(deliveryStartMs);
    expect(sent[0]?.[2]).toBe(`{"zebra":1,"eventId":"${eventId}","type":"license.renewed","apple":[1.5,null]}`);
  });

  it('is the same message in each attempt, with a new signature', async () => {
    await world.haveEndpoint(one);
    answer = () => ({ status: 503, body: '' });
    const event = world.createEvent();
    world.publishEvent(event);
    await world.advanceTo(deliveryStartMs + 10 * minuteMs);
    expect(sent.length).toBeGreaterThan(4);
    expect(new Set(sent.map(([, , payload]) => payload)).size).toBe(1);
    expect(new Set(sent.map(([, headers]) => headers['webhook-id']))).toEqual(new Set([event.eventId]));
    expect(new Set(sent.map(([, headers]) => headers['webhook-timestamp'])).size).toBe(sent.length);
    expect(sent[0]?.[1]).toEqual({
      'content-type': 'application/json',
      'user-agent': 'connect-api-webhooks/1',
      'webhook-id': event.eventId,
      'webhook-timestamp': String(deliveryStartMs / 1000),
      'webhook-signature': expect.stringMatching(/^v1,[\w+/]{43}=$/),
    });
  });
});

describe('an endpoint that does not respond', () => {
  it('does not delay other endpoints or other messages of its batch', async () => {
    await world.haveEndpoint(one);
    await world.haveEndpoint(two);
    let release = () => {};
    const hanging = new Promise<void>(resolve => {
      release = resolve;
    });
    answer = async url => {
      if (url === one) await hanging;
      return { status: 200, body: '' };
    };
    for (let count = 0; count < 3; count++) world.publishEvent(world.createEvent());
    await world.deliverBatch();
    const batch = world.deliverBatch();
    await vi.waitFor(() => expect(world.attempts).toHaveLength(3));
    expect(sentTo(one)).toBe(3);
    release();
    expect(await batch).toEqual({ batchItemFailures: [] });
  });
});

describe('a batch', () => {
  it('reports single messages: only failed messages are retried', async () => {
    await world.haveEndpoint(one);
    const { tenantId, eventId, ...rest } = world.createEvent();
    const bad = [
      world.putMessage('{"secret text'),
      world.putMessage('[]'),
      world.putMessage('{}'),
      world.publishEvent({ eventId, ...rest }),
      world.publishEvent({ tenantId: 'No Tenant', eventId, ...rest }),
    ];
    world.publishEvent(world.createEvent());
    expect(await world.deliverBatch()).toEqual({ batchItemFailures: bad.map(itemIdentifier => ({ itemIdentifier })) });
    expect(world.failures.map(({ messageId }) => messageId)).toEqual(bad);
    expect(String(world.failures[0]?.cause)).toBe('Error: The message is not JSON.');
    await world.deliverBatch();
    expect(sentTo(one)).toBe(1);
    expect(world.waitingCount).toBe(bad.length);
  });

  it('is retried if the next messages could not be queued', async () => {
    await world.haveEndpoint(one);
    const { send } = world.queue;
    const event = world.createEvent();
    const messageId = world.publishEvent(event);
    world.queue.send = () => Promise.reject(new Error('SQS is not reachable.'));
    expect(await world.deliverBatch()).toEqual({ batchItemFailures: [{ itemIdentifier: messageId }] });
    world.queue.send = send;
    await world.advanceTo(deliveryStartMs + 3 * minuteMs);
    expect(sent.map(([, headers]) => headers['webhook-id'])).toEqual([event.eventId]);
  });

  it('that failed for a reason of ours does not count as an attempt', async () => {
    await world.haveEndpoint(one);
    world.publishEvent(world.createEvent());
    await world.deliverBatch();
    const { store } = world;
    Object.assign(world, { store: { ...store, tables: { ...store.tables, webhooks: 'gone' } } });
    expect((await world.deliverBatch()).batchItemFailures).toHaveLength(1);
    Object.assign(world, { store });
    await world.advanceTo(deliveryStartMs + 3 * minuteMs);
    expect(world.attempts).toMatchObject([{ outcome: 'delivered', delivery: { attempts: 1 } }]);
  });

  it('that arrived early is queued again', async () => {
    await world.haveEndpoint(one);
    answer = () => ({ status: 500, body: '' });
    world.publishEvent(world.createEvent());
    await world.advanceTo(deliveryStartMs + 3 * 60 * minuteMs);
    const waits = world.attempts.map(({ at }, index) => at - (world.attempts[index - 1]?.at ?? at));
    expect(Math.max(...waits)).toBeGreaterThan(15 * minuteMs);
    for (const { delivery, at } of world.attempts) expect(at).toBeGreaterThan(delivery.dueAt - 1000);
  });
});

describe('the log of an attempt', () => {
  /** Captures the output of the real logger and metrics, which write to the streams of the process. */
  const captureLog = () => {
    const lines: string[] = [];
    const keep = (chunk: unknown) => {
      lines.push(...String(chunk).split('\n').filter(Boolean));
      return true;
    };
    vi.spyOn(process.stdout, 'write').mockImplementation(keep);
    vi.spyOn(process.stderr, 'write').mockImplementation(keep);
    vi.stubEnv('POWERTOOLS_METRICS_DISABLED', 'false');
    const service = { serviceName: 'connect-test' };
    return { lines, log: createDeliveryLog(new Logger(service), new Metrics({ ...service, namespace: 'Test' })) };
  };

  it.each([
    ['delivered', { status: 204, body: 'response words' }, { status: 204 }, { Delivered: 1 }],
    ['failed', { error: 'TIMED_OUT' }, { error: 'TIMED_OUT' }, { DeliveryFailed: 1 }],
    ['dead', { status: 500, body: 'response words' }, { status: 500 }, { DeliveryFailed: 1, DeadLettered: 1 }],
  ] as const)('%s: one line without payload and response body, and its metrics', (outcome, result, logged, counted) => {
    const { lines, log } = captureLog();
    const { tenantId, eventId } = world.createEvent();
    const delivery = { tenantId, endpointId: 'e', eventId, type: 't', payload: 'payload words', attempts: 3, dueAt: 0 };
    log.attempted(delivery, { outcome, result, durationMs: 12 });
    const [line, metric] = lines.map(text => JSON.parse(text));
    expect(lines).toHaveLength(2);
    expect(line).toMatchObject({
      message: 'webhook attempt',
      tenantId,
      endpointId: 'e',
      eventId,
      attempt: 3,
      outcome,
      ms: 12,
    });
    expect(line).toMatchObject(logged);
    expect(metric).toMatchObject({ service: 'connect-test', ...counted });
    expect(lines.join()).not.toContain('words');
  });
});

it('a dead letter keeps its event for 30 days', () => {
  const { tenantId, ...event } = world.createEvent() as AnyTenantEvent;
  const delivery = {
    tenantId,
    endpointId: 'e',
    eventId: event.eventId,
    type: 't',
    payload: '{}',
    attempts: 3,
    dueAt: 0,
  };
  expect(toDeadLetter(delivery, 'TIMED_OUT', deliveryStartMs)).toMatchObject({
    diedAt: '2024-01-15T09:30:00.000Z',
    expiresAt: Date.parse('2024-02-14T09:30:00.000Z') / 1000,
  });
});
