import { beforeEach, describe, expect, it } from 'vitest';
import { secretsInForce } from '../../lib/webhooks/sign.ts';
import {
  addEndpoint,
  mostEndpoints,
  type NewSecret,
  removeEndpoint,
  rotateSecret,
  type WebhookProblem,
} from '../../lib/webhooks/webhook-administration.ts';
import { listEndpoints } from '../../lib/webhooks/webhook-store.ts';
import { useEngine } from '../support/engine.ts';
import { newTenantId } from '../support/test-data.ts';

const store = useEngine();
const start = Date.parse('2024-01-15T09:30:00.000Z');
const hour = 3600 * 1000;
const at = (ms: number) => new Date(ms).toISOString();
let tenantId: string;

beforeEach(() => {
  tenantId = newTenantId();
});

function made(result: NewSecret | WebhookProblem): NewSecret {
  if ('problem' in result) throw new Error(result.problem);
  return result;
}
const add = async (url = 'https://example.com/', nowMs = start) => made(await addEndpoint(store, tenantId, url, nowMs));
const inForce = async (ms: number) =>
  (await listEndpoints(store, tenantId)).flatMap(each => secretsInForce(each, at(ms)).map(({ text }) => text));

describe('adding an endpoint', () => {
  it('makes a secret of 32 bytes, another each time', async () => {
    const [one, other] = [await add('https://one.example/'), await add('https://other.example/')];
    expect(one.secret).toMatch(/^whsec_[\w+/]{43}=$/);
    expect(other.secret).not.toBe(one.secret);
    expect(await inForce(start)).toEqual(expect.arrayContaining([one.secret, other.secret]));
  });

  it('is refused where the tenant has it, or has as many as there may be', async () => {
    await add('https://example.com/1');
    expect(await addEndpoint(store, tenantId, 'https://example.com/1', start)).toEqual({ problem: 'endpoint_exists' });
    for (let count = 2; count <= mostEndpoints; count++) await add(`https://example.com/${count}`);
    expect(await addEndpoint(store, tenantId, 'https://example.com/more', start)).toEqual({
      problem: 'too_many_endpoints',
    });
    expect(await listEndpoints(store, tenantId)).toHaveLength(mostEndpoints);
  });

  it('is of one tenant, oldest first', async () => {
    const second = await add('https://example.com/2', start + 1);
    const first = await add('https://example.com/1');
    expect(await listEndpoints(store, tenantId)).toEqual([first.endpoint, second.endpoint]);
    expect(await listEndpoints(store, newTenantId())).toEqual([]);
  });
});

describe('rotating a secret', () => {
  const rotate = (endpointId: string, overlapMs: number, nowMs: number) =>
    rotateSecret(store, { tenantId, endpointId }, overlapMs, nowMs);

  it('lets the old one sign too until the overlap is over', async () => {
    const old = await add();
    const { secret } = made(await rotate(old.endpoint.endpointId, 24 * hour, start));
    expect(await inForce(start + 24 * hour - 1)).toEqual([secret, old.secret]);
    expect(await inForce(start + 24 * hour)).toEqual([secret]);
  });

  it('ends the old one at once without an overlap, and keeps nothing of it', async () => {
    const old = await add();
    const { secret } = made(await rotate(old.endpoint.endpointId, 0, start));
    expect(await inForce(start)).toEqual([secret]);
    expect((await listEndpoints(store, tenantId))[0]?.secrets).toEqual([{ text: secret }]);
  });

  it('again within the overlap lets no earlier one sign longer, and shortens it if told', async () => {
    const { endpoint, secret: first } = await add();
    const { secret: second } = made(await rotate(endpoint.endpointId, 24 * hour, start));
    const { secret: third } = made(await rotate(endpoint.endpointId, 24 * hour, start + hour));
    expect(await inForce(start + 24 * hour - 1)).toEqual([third, second, first]);
    expect(await inForce(start + 24 * hour)).toEqual([third, second]);
    const { secret: fourth } = made(await rotate(endpoint.endpointId, hour, start + 2 * hour));
    expect(await inForce(start + 3 * hour - 1)).toEqual([fourth, third, second, first]);
    expect(await inForce(start + 3 * hour)).toEqual([fourth]);
  });

  it('at the same time by several leaves one secret each that was told, or a refusal', async () => {
    const { endpoint } = await add();
    const results = await Promise.all([1, 2, 3].map(() => rotate(endpoint.endpointId, hour, start)));
    const secrets = results.flatMap(result => ('problem' in result ? [] : result.secret));
    expect(results.filter(result => 'problem' in result)).toEqual(
      Array.from({ length: 3 - secrets.length }, () => ({ problem: 'endpoint_changed' })),
    );
    expect(await inForce(start)).toEqual(expect.arrayContaining(secrets));
    expect(await inForce(start)).toHaveLength(secrets.length + 1);
  });

  it('knows the endpoints of its tenant only', async () => {
    const { endpoint } = await add();
    const other = { tenantId: newTenantId(), endpointId: endpoint.endpointId };
    expect(await rotateSecret(store, other, hour, start)).toEqual({ problem: 'endpoint_not_found' });
    expect(await removeEndpoint(store, other)).toBe(false);
    expect(await removeEndpoint(store, endpoint)).toBe(true);
    expect(await removeEndpoint(store, endpoint)).toBe(false);
    expect(await rotate(endpoint.endpointId, hour, start)).toEqual({ problem: 'endpoint_not_found' });
  });
});
