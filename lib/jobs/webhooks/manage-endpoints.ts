import { randomUUID } from 'node:crypto';
import { toInstant } from '../../domain/calendar.ts';
import type { WriteCondition } from '../../dynamodb/item-write.ts';
import { commitWrites, findItem, type TableAccess } from '../../dynamodb/table-access.ts';
import { generateWebhookSecret, listActiveSecrets } from './signature.ts';
import { type WebhookEndpoint, type WebhookSecret, webhookEndpointRef } from './webhook-endpoint.ts';
import { buildEndpointPut, deleteWebhookItem, listWebhookEndpoints } from './webhook-repository.ts';

/** Each event is sent to all of them. */
export const maxEndpoints = 10;

/** An endpoint with a secret that was just made: from now on it is not shown. */
export interface EndpointWithSecret {
  endpoint: WebhookEndpoint;
  secret: string;
}

/** Why endpoints cannot be changed. */
export interface WebhookProblem {
  problem: 'endpoint_not_found' | 'endpoint_exists' | 'too_many_endpoints' | 'endpoint_changed';
}

type WebhookEndpointId = Pick<WebhookEndpoint, 'tenantId' | 'endpointId'>;

/** Adds an endpoint. @param url - one that was judged */
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
  const endpoint = { tenantId, endpointId: randomUUID(), url, secrets: [{ text: secret }], createdAt };
  if (await commitWrites(store, buildEndpointPut(endpoint))) return { endpoint, secret };
  throw new Error(`There is an endpoint ${endpoint.endpointId} already; try again.`);
}

/**
 * Gives an endpoint a new secret. The one before signs too until an overlap is over; those before that as long as they would have, but no
 * longer.
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

/** Nothing more is sent there, not even what waits to be. @returns false when it was not there */
export const removeEndpoint = (store: TableAccess, { tenantId, endpointId }: WebhookEndpointId): Promise<boolean> =>
  deleteWebhookItem(store, webhookEndpointRef(tenantId, endpointId));

const capExpiry = ({ text, expiresAt }: WebhookSecret, latestAt: string) => ({
  text,
  expiresAt: expiresAt !== undefined && expiresAt < latestAt ? expiresAt : latestAt,
});

/** Nobody has rotated or removed it since it was read. */
const requireSecrets = ({ secrets }: WebhookEndpoint): WriteCondition => ({
  expression: '#secrets = :readSecrets',
  names: { '#secrets': 'secrets' },
  values: { ':readSecrets': secrets },
});
