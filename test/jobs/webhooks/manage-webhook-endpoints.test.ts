import { beforeEach, describe, expect, it } from 'vitest';
import {
  addEndpoint,
  type EndpointWithSecret,
  maxEndpoints,
  removeEndpoint,
  rotateSecret,
  type WebhookProblem,
} from '../../../lib/jobs/webhooks/manage-endpoints.ts';
import { listActiveSecrets } from '../../../lib/jobs/webhooks/signature.ts';
import { listWebhookEndpoints } from '../../../lib/jobs/webhooks/webhook-repository.ts';
import { createTenantId } from '../../support/test-data.ts';
import { useEngine } from '../../support/test-engine.ts';

const store = useEngine();
const start = Date.parse('2024-01-15T09:30:00.000Z');
const hour = 3600 * 1000;
const toInstantText = (ms: number) => new Date(ms).toISOString();
let tenantId: string;

beforeEach(() => {
  tenantId = createTenantId();
});

function expectCreated(result: EndpointWithSecret | WebhookProblem): EndpointWithSecret {
  if ('problem' in result) throw new Error(result.problem);
  return result;
}
const addTestEndpoint = async (url = 'https://example.com/', nowMs = start) =>
  expectCreated(await addEndpoint(store, tenantId, url, nowMs));
const listSigningSecrets = async (ms: number) =>
  (await listWebhookEndpoints(store, tenantId)).flatMap(each =>
    listActiveSecrets(each, toInstantText(ms)).map(({ text }) => text),
  );

describe('adding an endpoint', () => {
  it('creates a different secret of 32 bytes each time', async () => {
    const [one, other] = [
      await addTestEndpoint('https://one.example/'),
      await addTestEndpoint('https://other.example/'),
    ];
    expect(one.secret).toMatch(/^whsec_[\w+/]{43}=$/);
    expect(other.secret).not.toBe(one.secret);
    expect(await listSigningSecrets(start)).toEqual(expect.arrayContaining([one.secret, other.secret]));
  });

  it('is rejected if the tenant has this endpoint, or has reached the limit', async () => {
    await addTestEndpoint('https://example.com/1');
    expect(await addEndpoint(store, tenantId, 'https://example.com/1', start)).toEqual({ problem: 'endpoint_exists' });
    for (let count = 2; count <= maxEndpoints; count++) await addTestEndpoint(`https://example.com/${count}`);
    expect(await addEndpoint(store, tenantId, 'https://example.com/more', start)).toEqual({
      problem: 'too_many_endpoints',
    });
    expect(await listWebhookEndpoints(store, tenantId)).toHaveLength(maxEndpoints);
  });

  it('affects one tenant, and the list has the oldest first', async () => {
    const second = await addTestEndpoint('https://example.com/2', start + 1);
    const first = await addTestEndpoint('https://example.com/1');
    expect(await listWebhookEndpoints(store, tenantId)).toEqual([first.endpoint, second.endpoint]);
    expect(await listWebhookEndpoints(store, createTenantId())).toEqual([]);
  });
});

describe('rotating a secret', () => {
  const rotate = (endpointId: string, overlapMs: number, nowMs: number) =>
    rotateSecret(store, { tenantId, endpointId }, overlapMs, nowMs);

  it('lets the old one sign too until the overlap ends', async () => {
    const old = await addTestEndpoint();
    const { secret } = expectCreated(await rotate(old.endpoint.endpointId, 24 * hour, start));
    expect(await listSigningSecrets(start + 24 * hour - 1)).toEqual([secret, old.secret]);
    expect(await listSigningSecrets(start + 24 * hour)).toEqual([secret]);
  });

  it('removes the old one immediately without an overlap', async () => {
    const old = await addTestEndpoint();
    const { secret } = expectCreated(await rotate(old.endpoint.endpointId, 0, start));
    expect(await listSigningSecrets(start)).toEqual([secret]);
    expect((await listWebhookEndpoints(store, tenantId))[0]?.secrets).toEqual([{ text: secret }]);
  });

  it('again within the overlap does not extend older secrets, and a shorter overlap shortens them', async () => {
    const { endpoint, secret: first } = await addTestEndpoint();
    const { secret: second } = expectCreated(await rotate(endpoint.endpointId, 24 * hour, start));
    const { secret: third } = expectCreated(await rotate(endpoint.endpointId, 24 * hour, start + hour));
    expect(await listSigningSecrets(start + 24 * hour - 1)).toEqual([third, second, first]);
    expect(await listSigningSecrets(start + 24 * hour)).toEqual([third, second]);
    const { secret: fourth } = expectCreated(await rotate(endpoint.endpointId, hour, start + 2 * hour));
    expect(await listSigningSecrets(start + 3 * hour - 1)).toEqual([fourth, third, second, first]);
    expect(await listSigningSecrets(start + 3 * hour)).toEqual([fourth]);
  });

  it('concurrently returns either a stored secret or a conflict to each caller', async () => {
    const { endpoint } = await addTestEndpoint();
    const results = await Promise.all([1, 2, 3].map(() => rotate(endpoint.endpointId, hour, start)));
    const secrets = results.flatMap(result => ('problem' in result ? [] : result.secret));
    expect(results.filter(result => 'problem' in result)).toEqual(
      Array.from({ length: 3 - secrets.length }, () => ({ problem: 'endpoint_changed' })),
    );
    expect(await listSigningSecrets(start)).toEqual(expect.arrayContaining(secrets));
    expect(await listSigningSecrets(start)).toHaveLength(secrets.length + 1);
  });

  it('finds only endpoints of its tenant', async () => {
    const { endpoint } = await addTestEndpoint();
    const other = { tenantId: createTenantId(), endpointId: endpoint.endpointId };
    expect(await rotateSecret(store, other, hour, start)).toEqual({ problem: 'endpoint_not_found' });
    expect(await removeEndpoint(store, other)).toBe(false);
    expect(await removeEndpoint(store, endpoint)).toBe(true);
    expect(await removeEndpoint(store, endpoint)).toBe(false);
    expect(await rotate(endpoint.endpointId, hour, start)).toEqual({ problem: 'endpoint_not_found' });
  });
});
