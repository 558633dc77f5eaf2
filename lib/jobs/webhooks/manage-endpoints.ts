import { randomUUID } from 'node:crypto';
import { toInstant } from '../../domain/calendar.ts';
import { requireVersion, type UpdateWrite, type WriteCondition } from '../../dynamodb/item-write.ts';
import { commitWrites, findItem, type TableAccess } from '../../dynamodb/table-access.ts';
import { generateWebhookSecret, listActiveSecrets } from './signature.ts';
import { type WebhookEndpoint, type WebhookSecret, webhookEndpointRef } from './webhook-endpoint.ts';
import { buildEndpointPut, deleteWebhookItem, listWebhookEndpoints } from './webhook-repository.ts';

/** The limit per tenant, because each event is sent to all endpoints. */
export const maxEndpoints = 10;

/** An endpoint with its new secret, which is shown only now. */
export interface EndpointWithSecret {
  endpoint: WebhookEndpoint;
  secret: string;
}

/** The reason why a change of endpoints was rejected. */
export interface WebhookProblem {
  problem: 'endpoint_not_found' | 'endpoint_exists' | 'too_many_endpoints' | 'endpoint_changed';
}

type WebhookEndpointId = Pick<WebhookEndpoint, 'tenantId' | 'endpointId'>;

/** Adds an endpoint. @param url - a URL that passed the URL policy */
export async function addEndpoint(
  store: TableAccess,
  tenantId: string,
  url: string,
  nowMs: number,
): Promise<EndpointWithSecret | WebhookProblem> {
  const existing = await listWebhookEndpoints(store, tenantId);
  if (existing.some(endpoint => endpoint.url === url)) return { problem: 'endpoint_exists' };
  if (existing.length >= maxEndpoints) return { problem: 'too_many_endpoints' };
  const secret = generateWebhookSecret();
  const createdAt = toInstant(nowMs);
  const endpoint = { tenantId, endpointId: randomUUID(), url, secrets: [{ text: secret }], createdAt, version: 1 };
  if (await commitWrites(store, buildEndpointPut(endpoint))) return { endpoint, secret };
  throw new Error(`The endpoint ID ${endpoint.endpointId} is already in use. Try again.`);
}

/**
 * Gives an endpoint a new secret. The previous secret also signs until the overlap ends. Older secrets keep their expiry, but do not
 * outlive the overlap.
 */
export async function rotateSecret(
  store: TableAccess,
  { tenantId, endpointId }: WebhookEndpointId,
  overlapMs: number,
  nowMs: number,
): Promise<EndpointWithSecret | WebhookProblem> {
  const current = await findItem(store, webhookEndpointRef(tenantId, endpointId));
  if (!current) return { problem: 'endpoint_not_found' };
  const secret = generateWebhookSecret();
  const overlapEndsAt = toInstant(nowMs + overlapMs);
  const previousSecrets = listActiveSecrets(current, toInstant(nowMs)).map(old => capExpiry(old, overlapEndsAt));
  const secrets = [{ text: secret }, ...previousSecrets.filter(({ expiresAt }) => expiresAt > toInstant(nowMs))];
  const { table, primaryKey } = webhookEndpointRef(tenantId, endpointId);
  const write = { kind: 'update', table, primaryKey, set: { secrets }, condition: requireSecrets(current) } as const;
  if (await commitWrites(store, write)) return { endpoint: { ...current, secrets }, secret };
  return { problem: 'endpoint_changed' };
}

/** Removes an endpoint and drops its pending deliveries. @returns false if it did not exist */
export const removeEndpoint = (store: TableAccess, { tenantId, endpointId }: WebhookEndpointId): Promise<boolean> =>
  deleteWebhookItem(store, webhookEndpointRef(tenantId, endpointId));

/**
 * Builds the write that disables an endpoint because it responded with 410 Gone. It fails if the endpoint was changed since it was read,
 * because a person may have enabled it again.
 */
export function buildGoneDisabling(endpoint: WebhookEndpoint, eventId: string, at: string): UpdateWrite {
  const { tenantId, endpointId, version } = endpoint;
  const { table, primaryKey } = webhookEndpointRef(tenantId, endpointId);
  const set = { disabled: { at, reason: 'gone', eventId }, version: version + 1 };
  return { kind: 'update', table, primaryKey, set, condition: requireVersion(version) };
}

const capExpiry = ({ text, expiresAt }: WebhookSecret, latestAt: string) => ({
  text,
  expiresAt: expiresAt !== undefined && expiresAt < latestAt ? expiresAt : latestAt,
});

/** The condition that the endpoint was not rotated or removed since it was read. */
const requireSecrets = ({ secrets }: WebhookEndpoint): WriteCondition => ({
  expression: '#secrets = :readSecrets',
  names: { '#secrets': 'secrets' },
  values: { ':readSecrets': secrets },
});
