import { beforeEach, describe, expect, it } from 'vitest';
import { useEngine } from '../support/test-engine.ts';
import { useWorld } from '../support/test-world.ts';

const world = useWorld(useEngine());
const license = { path: { licenseId: 'license' } };
const requestId = (reply: { headers: Record<string, string> }) => reply.headers['X-Request-Id'];

beforeEach(async () => {
  await world.haveLicense();
});

describe('the request id', () => {
  it('is different for every response, whatever the response is', async () => {
    const replies = [
      await world.call('getLicense', license),
      await world.call('getLicense', license),
      await world.call('getLicense', { path: { licenseId: 'unknown' } }),
      await world.call('getLicense', { ...license, apiKey: 'secret' }),
      await world.call('cancelLicense', { ...license, body: '{' }),
      await world.call('cancelLicense', { ...license, body: 'x'.repeat(70_000) }),
      await world.call('cancelLicense', { ...license, idempotencyKey: 'two words' }),
    ];
    expect(new Set(replies.map(requestId)).size).toBe(replies.length);
  });

  it('is the ID of the current call, also for a replayed response', async () => {
    const first = await world.call('cancelLicense', { ...license, idempotencyKey: 'k' });
    const again = await world.call('cancelLicense', { ...license, idempotencyKey: 'k' });
    expect(again.body).toBe(first.body);
    expect(requestId(again)).not.toBe(requestId(first));
    expect(await world.records()).toMatchObject([{ requestId: requestId(first) }]);
  });

  it('is never chosen by the client', async () => {
    const headers = { 'X-Request-Id': ['chosen'], 'X-Amzn-Trace-Id': ['chosen'] };
    expect(requestId(await world.call('getLicense', { ...license, headers }))).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('an event without any of its optional parts', () => {
  it('gets a response', async () => {
    const event = { ...world.createEvent('getLicense', license), multiValueHeaders: null as never, body: null };
    expect((await world.handleEvent('getLicense', event)).status).toBe(401);
  });

  it('gets a response without its path parameters', async () => {
    const event = { ...world.createEvent('getLicense', license), pathParameters: null };
    const { status, json } = await world.handleEvent('getLicense', event);
    expect(status).toBe(400);
    expect(json.details).toMatchObject([{ code: 'FIELD_REQUIRED', property: 'licenseId' }]);
  });
});
