import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { PostedResult } from '../../lib/contract/effects.ts';
import { Role } from '../../lib/contract/portal-user.ts';
import type { DeliveryMessage } from '../../lib/jobs/webhooks/delivery-message.ts';
import { haveDeadLetters } from '../jobs/webhooks/have-dead-letters.ts';
import { loseResponse } from '../support/faulty-network.ts';
import { useEngine } from '../support/test-engine.ts';
import { type SendOptions, useWorld } from '../support/test-world.ts';

const engine = useEngine();
const world = useWorld(engine);
let session: string;
let urlProblem: string | undefined;
let posted: { url: string; headers: Record<string, string>; payload: string }[];
let postResult: PostedResult;
let queued: DeliveryMessage[];
let queueFailure: Error | undefined;

beforeEach(async () => {
  session = await world.haveSession('OWNER');
  [urlProblem, posted, postResult, queued, queueFailure] = [undefined, [], { status: 204, body: '' }, [], undefined];
  world.effects = {
    findUrlProblem: async () => urlProblem,
    async postMessage(url, headers, payload) {
      posted.push({ url, headers, payload });
      return postResult;
    },
    async queueDeliveries(messages) {
      if (queueFailure) throw queueFailure;
      queued.push(...(messages as DeliveryMessage[]));
    },
  };
  world.network.reset();
});

const call = (name: Parameters<typeof world.call>[0], send: SendOptions = {}) => world.call(name, { session, ...send });
const add = (url = 'https://example.com/hooks', body: object = {}, send: SendOptions = {}) =>
  call('addWebhook', { body: { url, ...body }, ...send });
const addOne = async (): Promise<string> => (await add()).json.webhook.endpointId;
const list = async () => (await call('listWebhooks')).json.items;
const listActions = async () => (await world.items('audit')).map(({ action }) => action);

describe('a webhook endpoint', () => {
  it('is added with its settings, and its secret is shown once', async () => {
    const settings = { name: 'Billing', eventTypes: ['license.created'] };
    const first = await add('https://example.com', settings, { idempotencyKey: 'k' });
    expect(first.json).toMatchObject({
      webhook: { ...settings, url: 'https://example.com/' },
      secret: expect.stringMatching(/^whsec_/),
    });
    const repeated = await add('https://example.com', settings, { idempotencyKey: 'k' });
    expect(repeated.json).toMatchObject({ webhook: first.json.webhook, hint: expect.stringContaining('shown once') });
    expect(repeated.json).not.toHaveProperty('secret');
    const stored = JSON.stringify([await world.items('idempotency'), await world.items('audit'), await list()]);
    expect(stored).not.toContain(first.json.secret);
    expect(JSON.stringify(await world.items('webhooks'))).toContain(first.json.secret);
  });

  it('is shown with its secret by the request whose response from DynamoDB was lost', async () => {
    world.network.failNextOf('TransactWriteItems', loseResponse);
    expect((await add('https://example.com/', {}, { idempotencyKey: 'k' })).json.secret).toMatch(/^whsec_/);
  });

  it('is rejected for a URL that is not allowed, and the idempotency key stays unused', async () => {
    urlProblem = 'must lead to a public address';
    const rejected = await add('https://10.0.0.1/', {}, { idempotencyKey: 'k' });
    expect([rejected.status, rejected.json.details[0]]).toMatchObject([400, { property: 'url', message: urlProblem }]);
    urlProblem = undefined;
    expect((await add('https://example.com/', {}, { idempotencyKey: 'k' })).status).toBe(200);
    expect(await list()).toHaveLength(1);
  });

  it('exists once per URL, and ten exist at most, although they are added at the same time', async () => {
    const results = await Promise.all(Array.from({ length: 5 }, () => add()));
    expect(results.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409, 409]);
    for (let index = 0; index < 8; index++) await add(`https://example.com/${index}`);
    const last = await Promise.all(['a', 'b', 'c'].map(path => add(`https://example.com/${path}`)));
    const codes = last.flatMap(({ status, json }) => (status === 409 ? json.code : []));
    expect(codes).toEqual(['too_many_webhook_endpoints', 'too_many_webhook_endpoints']);
    expect(await list()).toHaveLength(10);
    expect((await listActions()).filter(action => action === 'webhook.added')).toHaveLength(10);
  });

  it('is changed, disabled, enabled and removed, each with an entry in the audit log', async () => {
    const endpointId = await addOne();
    const update = (body: object) => call('updateWebhook', { path: { endpointId }, body });
    expect((await update({ name: 'Till', eventTypes: ['license.ended'] })).json).toMatchObject({ name: 'Till' });
    expect((await update({ enabled: false })).json.disabled).toEqual({ at: world.now, reason: 'REQUESTED' });
    expect((await update({ enabled: true, allEventTypes: true })).json).not.toHaveProperty('disabled');
    expect((await update({ enabled: true })).status).toBe(200);
    expect((await update({ allEventTypes: true, eventTypes: ['license.ended'] })).status).toBe(400);
    expect((await call('removeWebhook', { path: { endpointId } })).status).toBe(200);
    expect((await update({ name: 'x' })).json.code).toBe('webhook_endpoint_not_found');
    expect((await listActions()).toSorted()).toEqual([
      ...['webhook.added', 'webhook.removed', 'webhook.updated', 'webhook.updated', 'webhook.updated'],
    ]);
    expect(await list()).toEqual([]);
  });

  it.each(Role.options)('can be seen by every role, and changed by all but viewers: %s', async role => {
    const endpointId = await addOne();
    const own = await world.haveSession(role);
    expect((await world.call('listWebhooks', { session: own })).status).toBe(200);
    const { status } = await world.call('testWebhook', { session: own, path: { endpointId } });
    expect(status).toBe(role === 'VIEWER' ? 403 : 200);
  });

  it('of another tenant does not exist', async () => {
    const endpointId = await addOne();
    await world.enterTenant();
    const other = await world.haveSession('OWNER');
    for (const name of ['removeWebhook', 'testWebhook', 'rotateWebhookSecret', 'listWebhookDeliveries'] as const)
      expect((await world.call(name, { session: other, path: { endpointId } })).status).toBe(404);
  });
});

describe('a test event', () => {
  it('is signed and sent at once, and the response of the endpoint is returned', async () => {
    const endpointId = await addOne();
    const { json } = await call('testWebhook', { path: { endpointId } });
    expect(json).toMatchObject({ accepted: true, status: 204 });
    expect(posted).toMatchObject([{ url: 'https://example.com/hooks', headers: { 'webhook-id': json.eventId } }]);
    expect(posted[0]?.headers['webhook-signature']).toMatch(/^v1,/);
    expect(JSON.parse(posted[0]?.payload ?? '')).toMatchObject({ type: 'webhook.test', eventId: json.eventId });
    postResult = { error: 'TIMED_OUT' };
    const failed = await call('testWebhook', { path: { endpointId } });
    expect(failed.json).toMatchObject({ accepted: false, error: 'TIMED_OUT' });
  });

  it('is not sent again for a repeated request', async () => {
    const path = { endpointId: await addOne() };
    await call('testWebhook', { path, idempotencyKey: 'k' });
    await call('testWebhook', { path, idempotencyKey: 'k' });
    expect(posted).toHaveLength(1);
  });
});

describe('the deliveries of an endpoint', () => {
  it('are listed with all attempts, by state, page by page', async () => {
    const endpointId = await addOne();
    const dead = await haveDeadLetters(engine, { tenantId: world.tenantId, endpointId }, 3);
    const ids = dead.map(({ eventId }) => eventId);
    const read = async (query: Record<string, string[]>) =>
      (await call('listWebhookDeliveries', { path: { endpointId }, query })).json;
    const first = await read({ limit: ['2'] });
    expect(first.items).toMatchObject([{ eventId: ids[2] }, { eventId: ids[1] }]);
    const second = await read({ limit: ['2'], cursor: [first.pagination.nextCursor] });
    expect([second.items[0].eventId, second.pagination.nextCursor]).toEqual([ids[0], null]);
    const byState = await read({ state: ['DEAD'] });
    expect(byState.items.map(({ eventId }: { eventId: string }) => eventId)).toEqual(ids);
    expect(byState.items[0]).toMatchObject({
      state: 'DEAD',
      reason: 'status 500',
      attempts: [{ status: 500, replay: 0 }],
    });
    expect((await read({ state: ['WAITING'] })).items).toEqual([]);
    expect((await list())[0].health).toMatchObject({ deadLetters: 3, waiting: 0 });
    const foreign = { path: { endpointId }, query: { state: ['DEAD'], cursor: [first.pagination.nextCursor] } };
    expect((await call('listWebhookDeliveries', foreign)).status).toBe(400);
  });

  it('are sent again, once for two equal requests, and unknown events are named', async () => {
    const endpointId = await addOne();
    const [dead] = await haveDeadLetters(engine, { tenantId: world.tenantId, endpointId }, 1);
    const unknown = randomUUID();
    const body = { eventIds: [dead?.eventId, unknown, unknown] };
    const replay = () => call('replayWebhookEvents', { path: { endpointId }, body });
    const results = await Promise.all([replay(), replay()]);
    for (const { json } of results) expect(json).toEqual({ replayed: [dead?.eventId], notFound: [unknown] });
    // A worker takes one of two messages with the same generation.
    expect(queued.map(({ eventId, generation, attempt }) => ({ eventId, generation, attempt }))).toEqual([
      ...Array.from({ length: 2 }, () => ({ eventId: dead?.eventId, generation: 1, attempt: 0 })),
    ]);
    expect(await listActions()).toContain('webhook.replayed');
  });

  it('are not said to be sent if the queue is not available, and the same key sends them later', async () => {
    const endpointId = await addOne();
    const [dead] = await haveDeadLetters(engine, { tenantId: world.tenantId, endpointId }, 1);
    const send = { path: { endpointId }, body: { eventIds: [dead?.eventId] }, idempotencyKey: 'k' };
    queueFailure = new Error('SQS is not available.');
    expect((await call('replayWebhookEvents', send)).status).toBe(503);
    expect(await listActions()).not.toContain('webhook.replayed');
    queueFailure = undefined;
    expect((await call('replayWebhookEvents', send)).status).toBe(200);
    expect((await call('replayWebhookEvents', send)).headers['Idempotent-Replayed']).toBe('true');
    expect(queued).toHaveLength(1);
  });

  it('are not sent to a disabled endpoint', async () => {
    const endpointId = await addOne();
    await call('updateWebhook', { path: { endpointId }, body: { enabled: false } });
    const send = { path: { endpointId }, body: { eventIds: [randomUUID()] } };
    expect((await call('replayWebhookEvents', send)).json.code).toBe('webhook_endpoint_disabled');
  });
});
