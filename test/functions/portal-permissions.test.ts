import { randomUUID } from 'node:crypto';
import { beforeEach, expect, it } from 'vitest';
import type { PortalOperationName } from '../../functions/endpoints.ts';
import { toUserId } from '../../lib/auth/portal-user.ts';
import { listTableAccess } from '../../lib/contract/endpoint.ts';
import { haveDeadLetters } from '../jobs/webhooks/have-dead-letters.ts';
import type { WireCall } from '../support/faulty-network.ts';
import { endpointsByName, loadedPortalEndpoints } from '../support/operations.ts';
import { useEngine } from '../support/test-engine.ts';
import { testPortalSettings } from '../support/test-sessions.ts';
import { type SendOptions, useWorld } from '../support/test-world.ts';
import { listIndexes, listUsedAccess } from '../support/used-access.ts';

const engine = useEngine();
const world = useWorld(engine);
let session: string;

beforeEach(async () => {
  session = await world.haveSession('OWNER', 'olivia');
  world.effects = {
    findUrlProblem: async () => undefined,
    postMessage: async () => ({ status: 204, body: '' }),
    queueDeliveries: async () => {},
  };
});

const send = async (name: PortalOperationName, options: SendOptions = {}) =>
  (await world.call(name, { session, idempotencyKey: randomUUID(), ...options })).json;

const createKey = async (): Promise<string> => (await send('createApiKey', { body: { scopes: ['*'] } })).apiKey.keyId;
const rotateKey = async (keyId: string): Promise<string> =>
  (await send('rotateApiKey', { path: { keyId } })).apiKey.keyId;
const addHook = async (): Promise<string> =>
  (await send('addWebhook', { body: { url: `https://example.com/${randomUUID()}` } })).webhook.endpointId;
const rotateHook = async (endpointId: string): Promise<string> =>
  (await send('rotateWebhookSecret', { path: { endpointId } })).secretId;
const inviteAda = () => send('inviteUser', { body: { email: 'ada@example.com', role: 'VIEWER' } });
const addOwner = async (): Promise<string> => {
  await world.haveSession('OWNER', 'other');
  return toUserId(testPortalSettings.issuer, 'other');
};

/** The requests that use all permissions of an operation, after what they need was created. */
const requests: Partial<Record<PortalOperationName, () => Promise<SendOptions[]>>> = {
  createApiKey: async () => [{ body: { scopes: ['*'] } }],
  updateApiKey: async () => [{ path: { keyId: await createKey() }, body: { name: 'till' } }],
  rotateApiKey: async () => [{ path: { keyId: await createKey() } }],
  confirmApiKeyRotation: async () => {
    const keyId = await createKey();
    return [{ path: { keyId }, body: { newKeyId: await rotateKey(keyId), overlapHours: 1 } }];
  },
  cancelApiKeyRotation: async () => {
    const keyId = await createKey();
    return [{ path: { keyId }, body: { newKeyId: await rotateKey(keyId) } }];
  },
  revokeApiKey: async () => [{ path: { keyId: await createKey() } }],
  addWebhook: async () => ['a', 'b'].map(path => ({ body: { url: `https://example.com/${path}` } })),
  updateWebhook: async () => [{ path: { endpointId: await addHook() }, body: { name: 'till' } }],
  removeWebhook: async () => [{ path: { endpointId: await addHook() } }],
  rotateWebhookSecret: async () => [{ path: { endpointId: await addHook() } }],
  confirmWebhookSecret: async () => {
    const endpointId = await addHook();
    return [{ path: { endpointId }, body: { newSecretId: await rotateHook(endpointId), overlapHours: 1 } }];
  },
  cancelWebhookRotation: async () => {
    const endpointId = await addHook();
    return [{ path: { endpointId }, body: { newSecretId: await rotateHook(endpointId) } }];
  },
  testWebhook: async () => [{ path: { endpointId: await addHook() } }],
  listWebhooks: async () => {
    await addHook();
    return [{}];
  },
  listWebhookDeliveries: async () => {
    const endpointId = await addHook();
    await haveDeadLetters(engine, { tenantId: world.tenantId, endpointId }, 1);
    return [{ path: { endpointId } }, { path: { endpointId }, query: { state: ['DEAD'] } }];
  },
  replayWebhookEvents: async () => {
    const endpointId = await addHook();
    const [dead] = await haveDeadLetters(engine, { tenantId: world.tenantId, endpointId }, 1);
    return [{ path: { endpointId }, body: { eventIds: [dead?.eventId] } }];
  },
  inviteUser: async () => [{ body: { email: 'ada@example.com', role: 'VIEWER' } }],
  cancelInvitation: async () => {
    await inviteAda();
    return [{ body: { email: 'ada@example.com' } }];
  },
  changeUserRole: async () => [{ path: { userId: await addOwner() }, body: { role: 'VIEWER' } }],
  removeUser: async () => [{ path: { userId: await addOwner() } }],
  listLatestEvents: async () => {
    await world.haveEvents(randomUUID());
    return [{}, { query: { resourceId: ['license'] } }];
  },
};

/** `test/functions/activity.test.ts` covers the look-up, which needs published events of a request. */
const measured = loadedPortalEndpoints.filter(({ name }) => name !== 'findRequest');

it.each(measured)('$name has exactly the permissions that it uses', async ({ name, endpoint }) => {
  const calls: WireCall[] = [];
  for (const options of (await requests[name]?.()) ?? [{}]) {
    world.network.reset();
    const { status } = await world.call(name, { session, idempotencyKey: randomUUID(), ...options });
    expect(status).toBe(200);
    calls.push(...world.network.calls);
  }
  const declared = Object.entries(listTableAccess(endpointsByName[name]));
  expect(listUsedAccess(engine, calls)).toEqual(
    Object.fromEntries(declared.map(([table, actions]) => [table, actions.toSorted()])),
  );
  expect(listIndexes(calls).sort()).toEqual([...(endpoint.indexes ?? [])].sort());
});
