import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createDeliveryLog } from '../../../lib/jobs/webhooks/delivery-log.ts';
import type { PostResult } from '../../../lib/jobs/webhooks/post.ts';
import { captureLogLines } from '../../support/log-lines.ts';
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
    await world.publish(world.createEvent());
    await world.advanceTo(deliveryStartMs);
    expect(sent.map(([url]) => url).sort()).toEqual([one, two]);
    expect(world.waitingCount).toBe(0);
  });

  it('is finished if the tenant has no endpoint', async () => {
    await world.publish(world.createEvent());
    expect(world.waitingCount).toBe(0);
  });

  it('is sent as it is stored, without its tenant', async () => {
    await world.haveEndpoint(one);
    const event = world.createEvent();
    const [stored] = await world.publish(event);
    await world.advanceTo(deliveryStartMs);
    const { tenantId: _, ...publicEvent } = event;
    expect(sent[0]?.[2]).toBe(stored?.json);
    expect(JSON.parse(sent[0]?.[2] ?? '')).toEqual(JSON.parse(JSON.stringify(publicEvent)));
  });

  it('is the same message in each attempt, with a new signature', async () => {
    await world.haveEndpoint(one);
    answer = () => ({ status: 503, body: '' });
    const event = world.createEvent();
    await world.publish(event);
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
    await world.publish(world.createEvent(), world.createEvent(), world.createEvent());
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
    const bad = ['{"secret text', '[]', '{}', '{"tenantId":"No Tenant"}'].map(body => world.putMessage(body));
    await world.publish(world.createEvent());
    expect(await world.deliverBatch()).toEqual({ batchItemFailures: bad.map(itemIdentifier => ({ itemIdentifier })) });
    expect(world.failures.map(({ messageId }) => messageId)).toEqual(bad);
    expect(String(world.failures[0]?.cause)).toBe('Error: The message is not JSON.');
    expect(sentTo(one)).toBe(1);
    expect(world.waitingCount).toBe(bad.length);
  });

  it('is retried if the next messages could not be queued', async () => {
    await world.haveEndpoint(one);
    const { send } = world.queue;
    await world.publish(world.createEvent());
    answer = () => ({ status: 500, body: '' });
    world.queue.send = () => Promise.reject(new Error('SQS is not reachable.'));
    expect((await world.deliverBatch()).batchItemFailures).toHaveLength(1);
    world.queue.send = send;
    answer = () => ({ status: 200, body: '' });
    await world.advanceTo(deliveryStartMs + 3 * minuteMs);
    expect(world.attempts.map(({ outcome }) => outcome)).toEqual(['delivered']);
    expect(sent).toHaveLength(2);
  });

  it('that failed for a reason of ours does not count as an attempt', async () => {
    await world.haveEndpoint(one);
    await world.publish(world.createEvent());
    const { database } = world;
    const cause = new Error('DynamoDB is not reachable.');
    world.database = { ...database, read: async () => ({ kind: 'defect', cause }) };
    expect((await world.deliverBatch()).batchItemFailures).toHaveLength(1);
    world.database = database;
    await world.advanceTo(deliveryStartMs + 3 * minuteMs);
    expect(world.attempts).toMatchObject([{ outcome: 'delivered', message: { attempt: 0 } }]);
  });

  it('that arrived early is queued again', async () => {
    await world.haveEndpoint(one);
    answer = () => ({ status: 500, body: '' });
    await world.publish(world.createEvent());
    await world.advanceTo(deliveryStartMs + 3 * 60 * minuteMs);
    const waits = world.attempts.map(({ at }, index) => at - (world.attempts[index - 1]?.at ?? at));
    expect(Math.max(...waits)).toBeGreaterThan(15 * minuteMs);
    for (const { message, at } of world.attempts) expect(at).toBeGreaterThan(message.dueAt - 1000);
  });
});

describe('the log of an attempt', () => {
  /** Captures the output of the real logger and metrics, which write to the streams of the process. */
  const captureLog = () => {
    const lines = captureLogLines();
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
    const ids = { tenantId, endpointId: 'e', eventId, number: 7, type: 't' };
    log.attempted({ ...ids, generation: 0, attempt: 2, firstAt: 0, dueAt: 0 }, { outcome, result, durationMs: 12 });
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
