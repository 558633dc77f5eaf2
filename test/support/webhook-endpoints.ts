import type { PortalOperationName } from '../../functions/endpoints.ts';
import type { Effects } from '../../lib/contract/effects.ts';
import { findItem, type TableAccess } from '../../lib/dynamodb/table-access.ts';
import type { EndpointName } from '../../lib/jobs/webhooks/endpoint-health.ts';
import {
  type WebhookEndpoint,
  webhookEndpointRef,
  webhookEndpointsRef,
} from '../../lib/jobs/webhooks/webhook-endpoint.ts';
import { createLocalDependencies } from '../../tools/local/dependencies.ts';
import { executeOperation, type OperationInput } from '../../tools/local/execute-operation.ts';
import { OperationError } from '../../tools/local/operation-error.ts';

/** An endpoint as it is stored, with its new secret. */
export interface EndpointWithSecret {
  endpoint: WebhookEndpoint;
  secret: string;
  secretId: string;
}

/** The code of an error response. */
export interface RejectedChange {
  code: string;
}

/** Accepts every URL, because tests send to addresses of this machine. */
const testEffects: Effects = {
  findUrlProblem: async () => undefined,
  postMessage: async () => ({ error: 'NOT_SENT' }),
  queueDeliveries: async () => {},
};

async function execute(
  store: TableAccess,
  tenantId: string,
  operation: PortalOperationName,
  input: OperationInput,
  nowMs: number,
) {
  try {
    return await executeOperation(store, tenantId, operation, input, { effects: testEffects, now: () => nowMs });
  } catch (error) {
    if (error instanceof OperationError) return { code: error.code };
    throw error;
  }
}

/** Reads an endpoint as it is stored. */
async function readEndpoint(store: TableAccess, { tenantId, endpointId }: EndpointName): Promise<WebhookEndpoint> {
  const endpoint = await findItem(store, webhookEndpointRef(tenantId, endpointId));
  if (!endpoint) throw new Error(`There is no endpoint ${endpointId}.`);
  return endpoint;
}

/** Lists all endpoints of a tenant, oldest first. */
export async function listStoredEndpoints(store: TableAccess, tenantId: string): Promise<WebhookEndpoint[]> {
  const ref = webhookEndpointsRef(tenantId);
  const { database, now } = createLocalDependencies(store);
  const budget = { deadline: now() + 10_000, maxCalls: 100, calls: 0 };
  const read = await database.read({ items: [], collections: [ref] }, budget);
  if (read.kind !== 'read') throw new Error('The endpoints cannot be read.');
  return (read.collections[0] ?? []).map(ref.parse).sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1));
}

export async function addEndpoint(
  store: TableAccess,
  tenantId: string,
  url: string,
  nowMs: number,
  settings: object = {},
): Promise<EndpointWithSecret | RejectedChange> {
  const added = await execute(store, tenantId, 'addWebhook', { body: { url, ...settings } }, nowMs);
  if ('code' in added) return added;
  const { webhook, secret, secretId } = added;
  return { endpoint: await readEndpoint(store, { tenantId, ...webhook }), secret, secretId };
}

/** Changes an endpoint with an operation. @returns the stored endpoint */
async function change(
  store: TableAccess,
  { tenantId, endpointId }: EndpointName,
  operation: PortalOperationName,
  body: object,
  nowMs: number,
): Promise<WebhookEndpoint | RejectedChange> {
  const changed = await execute(store, tenantId, operation, { path: { endpointId }, body }, nowMs);
  return 'code' in changed ? changed : readEndpoint(store, { tenantId, endpointId });
}

export const updateEndpoint = (store: TableAccess, endpoint: EndpointName, body: object) =>
  change(store, endpoint, 'updateWebhook', body, Date.now());

export const disableEndpoint = (store: TableAccess, endpoint: EndpointName, nowMs: number) =>
  change(store, endpoint, 'updateWebhook', { enabled: false }, nowMs);

export const enableEndpoint = (store: TableAccess, endpoint: EndpointName) =>
  change(store, endpoint, 'updateWebhook', { enabled: true }, Date.now());

/** @returns false if it did not exist */
export async function removeEndpoint(store: TableAccess, { tenantId, endpointId }: EndpointName): Promise<boolean> {
  return !('code' in (await execute(store, tenantId, 'removeWebhook', { path: { endpointId } }, Date.now())));
}

export async function rotateSecret(
  store: TableAccess,
  { tenantId, endpointId }: EndpointName,
  nowMs: number,
): Promise<EndpointWithSecret | RejectedChange> {
  const rotated = await execute(store, tenantId, 'rotateWebhookSecret', { path: { endpointId } }, nowMs);
  if ('code' in rotated) return rotated;
  const { secret, secretId } = rotated;
  return { endpoint: await readEndpoint(store, { tenantId, endpointId }), secret, secretId };
}

export const confirmSecretRotation = (
  store: TableAccess,
  endpoint: EndpointName,
  newSecretId: string,
  overlapMs: number,
  nowMs: number,
) => change(store, endpoint, 'confirmWebhookSecret', { newSecretId, overlapHours: overlapMs / 3_600_000 }, nowMs);

export const cancelSecretRotation = (store: TableAccess, endpoint: EndpointName, newSecretId: string) =>
  change(store, endpoint, 'cancelWebhookRotation', { newSecretId }, Date.now());
