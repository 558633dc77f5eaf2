import { beforeEach, describe, expect, it } from 'vitest';
import { maxEndpoints } from '../../../lib/jobs/webhooks/endpoint-directory.ts';
import type { EndpointName } from '../../../lib/jobs/webhooks/endpoint-health.ts';
import { toSecretId } from '../../../lib/jobs/webhooks/endpoint-secrets.ts';
import { buildSignedHeaders, listActiveSecrets } from '../../../lib/jobs/webhooks/signature.ts';
import { acceptsEvent } from '../../../lib/jobs/webhooks/webhook-endpoint.ts';
import { createTenantId, TestData } from '../../support/test-data.ts';
import { useEngine } from '../../support/test-engine.ts';
import {
  addEndpoint,
  cancelSecretRotation,
  confirmSecretRotation,
  disableEndpoint,
  type EndpointWithSecret,
  enableEndpoint,
  listStoredEndpoints,
  type RejectedChange,
  removeEndpoint,
  rotateSecret,
  updateEndpoint,
} from '../../support/webhook-endpoints.ts';

const store = useEngine();
const start = Date.parse('2024-01-15T09:30:00.000Z');
const hour = 3600 * 1000;
const toInstantText = (ms: number) => new Date(ms).toISOString();
let tenantId: string;

beforeEach(async () => {
  tenantId = await new TestData(store).haveTenant();
});

function expectCreated(result: EndpointWithSecret | RejectedChange): EndpointWithSecret {
  if ('code' in result) throw new Error(result.code);
  return result;
}
const addTestEndpoint = async (url = 'https://example.com/', nowMs = start) =>
  expectCreated(await addEndpoint(store, tenantId, url, nowMs));
const listSigningSecrets = async (ms: number) =>
  (await listStoredEndpoints(store, tenantId)).flatMap(each =>
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
    expect(await addEndpoint(store, tenantId, 'https://example.com/1', start)).toEqual({
      code: 'webhook_endpoint_exists',
    });
    for (let count = 2; count <= maxEndpoints; count++) await addTestEndpoint(`https://example.com/${count}`);
    expect(await addEndpoint(store, tenantId, 'https://example.com/more', start)).toEqual({
      code: 'too_many_webhook_endpoints',
    });
    expect(await listStoredEndpoints(store, tenantId)).toHaveLength(maxEndpoints);
  });

  it('five times at the same time succeeds once, and never exceeds the limit', async () => {
    const results = await Promise.all(
      Array.from({ length: 5 }, () => addEndpoint(store, tenantId, 'https://example.com/', start)),
    );
    const problems = results.flatMap(result => ('code' in result ? result.code : []));
    expect(problems).toEqual(Array.from({ length: 4 }, () => 'webhook_endpoint_exists'));
    for (let count = 2; count < maxEndpoints; count++) await addTestEndpoint(`https://example.com/${count}`);
    const last = await Promise.all(
      ['a', 'b', 'c'].map(path => addEndpoint(store, tenantId, `https://example.com/${path}`, start)),
    );
    expect(last.filter(result => 'code' in result)).toEqual([
      { code: 'too_many_webhook_endpoints' },
      { code: 'too_many_webhook_endpoints' },
    ]);
    expect(await listStoredEndpoints(store, tenantId)).toHaveLength(maxEndpoints);
    await removeEndpoint(
      store,
      expectCreated(results.find(result => !('code' in result)) ?? { code: 'webhook_endpoint_not_found' }).endpoint,
    );
    await addTestEndpoint();
  });

  it('affects one tenant, and the list has the oldest first', async () => {
    const second = await addTestEndpoint('https://example.com/2', start + 1);
    const first = await addTestEndpoint('https://example.com/1');
    expect(await listStoredEndpoints(store, tenantId)).toEqual([first.endpoint, second.endpoint]);
    expect(await listStoredEndpoints(store, createTenantId())).toEqual([]);
  });
});

describe('rotating a secret', () => {
  const rotate = async (endpoint: EndpointName, nowMs = start) =>
    expectCreated(await rotateSecret(store, endpoint, nowMs));
  const confirm = (endpoint: EndpointName, secretId: string, overlapMs: number, nowMs = start) =>
    confirmSecretRotation(store, endpoint, secretId, overlapMs, nowMs);
  const rotateAndConfirm = async (endpoint: EndpointName, overlapMs: number, nowMs = start) => {
    const rotated = await rotate(endpoint, nowMs);
    expect(await confirm(endpoint, rotated.secretId, overlapMs, nowMs)).not.toHaveProperty('code');
    return rotated;
  };

  it('lets both sign until the rotation is confirmed, and then until the overlap ends', async () => {
    const { endpoint, secret: old } = await addTestEndpoint();
    const { secret, secretId } = await rotate(endpoint);
    expect(await listSigningSecrets(start + 1000 * hour)).toEqual([secret, old]);
    await confirm(endpoint, secretId, 24 * hour);
    expect(await listSigningSecrets(start + 24 * hour - 1)).toEqual([secret, old]);
    expect(await listSigningSecrets(start + 24 * hour)).toEqual([secret]);
  });

  it('removes the old one immediately without an overlap', async () => {
    const { endpoint } = await addTestEndpoint();
    const { secret } = await rotateAndConfirm(endpoint, 0);
    expect((await listStoredEndpoints(store, tenantId))[0]?.secrets).toEqual([{ text: secret }]);
  });

  it('again before the confirmation replaces the unconfirmed one, whose confirmation then changes nothing', async () => {
    const { endpoint, secret: old } = await addTestEndpoint();
    const lost = await rotate(endpoint);
    const shown = await rotate(endpoint);
    expect(await listSigningSecrets(start)).toEqual([shown.secret, old]);
    expect(await confirm(endpoint, lost.secretId, 0)).toEqual({ code: 'rotation_in_progress' });
    expect(await listSigningSecrets(start)).toEqual([shown.secret, old]);
  });

  it('is refused while two confirmed secrets are in effect, so that there are never more than two', async () => {
    const { endpoint } = await addTestEndpoint();
    const { secret } = await rotateAndConfirm(endpoint, 24 * hour);
    expect(await rotateSecret(store, endpoint, start + hour)).toEqual({ code: 'rotation_in_progress' });
    expect(await listSigningSecrets(start + hour)).toHaveLength(2);
    const [{ text = '' } = {}] = (await listStoredEndpoints(store, tenantId))[0]?.secrets ?? [];
    await confirm(endpoint, toSecretId(text), 0, start + hour);
    expect(await listSigningSecrets(start + hour)).toEqual([secret]);
    await rotateAndConfirm(endpoint, 24 * hour, start + hour);
    for (let day = 2; day < 30; day++) {
      await rotateAndConfirm(endpoint, 24 * hour, start + day * 24 * hour + hour);
      expect((await listStoredEndpoints(store, tenantId))[0]?.secrets).toHaveLength(2);
    }
  });

  it('is confirmed once: a repeated confirmation can only end the overlap earlier', async () => {
    const { endpoint, secret: old } = await addTestEndpoint();
    const { secret, secretId } = await rotateAndConfirm(endpoint, 2 * hour);
    await confirm(endpoint, secretId, 24 * hour, start + hour);
    expect(await listSigningSecrets(start + 2 * hour - 1)).toEqual([secret, old]);
    expect(await listSigningSecrets(start + 2 * hour)).toEqual([secret]);
    await confirm(endpoint, secretId, 0, start + hour);
    expect(await listSigningSecrets(start + hour)).toEqual([secret]);
  });

  it('can be undone if the new one could not be shown', async () => {
    const { endpoint, secret } = await addTestEndpoint();
    const { secretId } = await rotate(endpoint);
    await cancelSecretRotation(store, endpoint, secretId);
    expect(await listSigningSecrets(start)).toEqual([secret]);
  });

  it('concurrently leaves two secrets, and one of the callers can confirm', async () => {
    const { endpoint, secret } = await addTestEndpoint();
    const rotated = await Promise.all([1, 2, 3].map(() => rotate(endpoint)));
    const signing = await listSigningSecrets(start);
    expect(signing).toHaveLength(2);
    expect(signing).toContain(secret);
    const confirmed = await Promise.all(rotated.map(({ secretId }) => confirm(endpoint, secretId, 0)));
    expect(confirmed.filter(result => !('code' in result))).toHaveLength(1);
  });

  it('finds only endpoints of its tenant', async () => {
    const { endpoint } = await addTestEndpoint();
    const other = { tenantId: await new TestData(store).haveTenant(), endpointId: endpoint.endpointId };
    expect(await rotateSecret(store, other, start)).toEqual({ code: 'webhook_endpoint_not_found' });
    expect(await removeEndpoint(store, other)).toBe(false);
    expect(await removeEndpoint(store, endpoint)).toBe(true);
    expect(await removeEndpoint(store, endpoint)).toBe(false);
    expect(await rotateSecret(store, endpoint, start)).toEqual({ code: 'webhook_endpoint_not_found' });
  });
});

describe('changing an endpoint', () => {
  it('changes its name and its event types, and keeps what is not named', async () => {
    const { endpoint } = await addTestEndpoint();
    await updateEndpoint(store, endpoint, { name: 'billing', eventTypes: ['license.created'] });
    expect(await updateEndpoint(store, endpoint, { name: 'till' })).toMatchObject({
      ...{ name: 'till', eventTypes: ['license.created'], version: 3 },
    });
    expect(await updateEndpoint(store, endpoint, { allEventTypes: true })).toMatchObject({ name: 'till' });
    const [stored] = await listStoredEndpoints(store, tenantId);
    expect(stored).toEqual({ ...endpoint, name: 'till', version: 4 });
  });

  it('disables and enables it', async () => {
    const { endpoint } = await addTestEndpoint();
    const disabled = await disableEndpoint(store, endpoint, start);
    expect(disabled).toMatchObject({ disabled: { at: toInstantText(start), reason: 'requested' } });
    expect(await disableEndpoint(store, endpoint, start + hour)).toEqual(disabled);
    expect('code' in disabled || acceptsEvent(disabled, 'license.created')).toBe(false);
    expect(await enableEndpoint(store, endpoint)).not.toHaveProperty('disabled.at');
    expect((await listStoredEndpoints(store, tenantId)).map(each => acceptsEvent(each, 'license.created'))).toEqual([
      true,
    ]);
  });

  it('at the same time loses no change', async () => {
    const { endpoint } = await addTestEndpoint();
    await Promise.all([
      updateEndpoint(store, endpoint, { name: 'billing' }),
      updateEndpoint(store, endpoint, { eventTypes: ['license.ended'] }),
      disableEndpoint(store, endpoint, start),
    ]);
    expect(await listStoredEndpoints(store, tenantId)).toMatchObject([
      { name: 'billing', eventTypes: ['license.ended'], disabled: { reason: 'requested' }, version: 4 },
    ]);
  });
});

describe('the published test vector of Standard Webhooks', () => {
  it('has the expected signature', () => {
    const secrets = [{ text: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw' }];
    const message = { eventId: 'msg_p5jXN8AQM9LWM0D4loKWxJek', payload: '{"test": 2432232314}' };
    expect(buildSignedHeaders({ secrets }, message, 1_614_265_330_000)).toMatchObject({
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
  });
});
