import { randomUUID } from 'node:crypto';
import { commitWrites, findItem } from '../auth/key-store.ts';
import { toInstant } from '../domain/calendar.ts';
import type { Condition } from '../store/write.ts';
import { newSecret, secretsInForce } from './sign.ts';
import { endpointRef, type WebhookEndpoint, type WebhookSecret } from './webhook-endpoint.ts';
import { listEndpoints, putEndpoint, removeItem, type WebhookStore } from './webhook-store.ts';

/** Each event is sent to all of them. */
export const mostEndpoints = 10;

/** An endpoint with a secret that was just made: from now on it is not shown. */
export interface NewSecret {
  endpoint: WebhookEndpoint;
  secret: string;
}

/** Why endpoints cannot be changed. */
export interface WebhookProblem {
  problem: 'endpoint_not_found' | 'endpoint_exists' | 'too_many_endpoints' | 'endpoint_changed';
}

type EndpointName = Pick<WebhookEndpoint, 'tenantId' | 'endpointId'>;

/** Adds an endpoint. @param url - one that was judged */
export async function addEndpoint(
  store: WebhookStore,
  tenantId: string,
  url: string,
  nowMs: number,
): Promise<NewSecret | WebhookProblem> {
  const known = await listEndpoints(store, tenantId);
  if (known.some(endpoint => endpoint.url === url)) return { problem: 'endpoint_exists' };
  if (known.length >= mostEndpoints) return { problem: 'too_many_endpoints' };
  const secret = newSecret();
  const createdAt = toInstant(nowMs);
  const endpoint = { tenantId, endpointId: randomUUID(), url, secrets: [{ text: secret }], createdAt };
  if (await commitWrites(store, putEndpoint(endpoint))) return { endpoint, secret };
  throw new Error(`There is an endpoint ${endpoint.endpointId} already; try again.`);
}

/**
 * Gives an endpoint a new secret. The one before signs too until an overlap is over; those before that as long as they would have, but no
 * longer.
 */
export async function rotateSecret(
  store: WebhookStore,
  { tenantId, endpointId }: EndpointName,
  overlapMs: number,
  nowMs: number,
): Promise<NewSecret | WebhookProblem> {
  const found = await findItem(store, endpointRef(tenantId, endpointId));
  if (!found) return { problem: 'endpoint_not_found' };
  const secret = newSecret();
  const overAt = toInstant(nowMs + overlapMs);
  const earlier = secretsInForce(found, toInstant(nowMs)).map(old => endsBy(old, overAt));
  const secrets = [{ text: secret }, ...earlier.filter(({ expiresAt }) => expiresAt > toInstant(nowMs))];
  const { table, key } = endpointRef(tenantId, endpointId);
  const change = { kind: 'update', table, key, set: { secrets }, condition: hasSecrets(found) } as const;
  if (await commitWrites(store, change)) return { endpoint: { ...found, secrets }, secret };
  return { problem: 'endpoint_changed' };
}

/** Nothing more is sent there, not even what waits to be. @returns false when it was not there */
export const removeEndpoint = (store: WebhookStore, { tenantId, endpointId }: EndpointName): Promise<boolean> =>
  removeItem(store, endpointRef(tenantId, endpointId));

const endsBy = ({ text, expiresAt }: WebhookSecret, at: string) => ({
  text,
  expiresAt: expiresAt !== undefined && expiresAt < at ? expiresAt : at,
});

/** Nobody has rotated or removed it since it was read. */
const hasSecrets = ({ secrets }: WebhookEndpoint): Condition => ({
  expression: '#secrets = :readSecrets',
  names: { '#secrets': 'secrets' },
  values: { ':readSecrets': secrets },
});
