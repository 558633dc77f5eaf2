import { randomUUID } from 'node:crypto';
import { toInstant } from '../../domain/calendar.ts';
import { requireAbsent, requireVersion, type UpdateWrite } from '../../dynamodb/item-write.ts';
import { commitWrites, findItem, type TableAccess } from '../../dynamodb/table-access.ts';
import {
  addToDirectory,
  buildDirectoryWrite,
  endpointDirectoryRef,
  removeFromDirectory,
} from './endpoint-directory.ts';
import type { EndpointName } from './endpoint-health.ts';
import { addSecret, confirmSecret, removeUnconfirmedSecret, toSecretId } from './endpoint-secrets.ts';
import { generateWebhookSecret } from './signature.ts';
import { type WebhookEndpoint, webhookEndpointRef } from './webhook-endpoint.ts';

/** An endpoint with its new secret, which is shown only now. */
export interface EndpointWithSecret {
  endpoint: WebhookEndpoint;
  secret: string;
  secretId: string;
}

/** The reason why a change of endpoints was rejected. */
export interface WebhookProblem {
  problem:
    | 'endpoint_not_found'
    | 'endpoint_exists'
    | 'too_many_endpoints'
    | 'endpoint_changed'
    | 'rotation_in_progress';
}

/** The settings of an endpoint that a person chooses. */
export type EndpointSettings = Pick<WebhookEndpoint, 'name' | 'eventTypes'>;

/** The number of attempts when other changes of the same tenant or endpoint are made at the same time. */
const maxAttempts = 10;

/**
 * Adds an endpoint. The limit per tenant and one endpoint per URL hold also for endpoints that are added at the same time, because the
 * tenant's directory of endpoints is changed in the same transaction.
 *
 * @param url - a URL that passed the URL policy
 */
export async function addEndpoint(
  store: TableAccess,
  tenantId: string,
  url: string,
  nowMs: number,
  settings: EndpointSettings = {},
): Promise<EndpointWithSecret | WebhookProblem> {
  const secret = generateWebhookSecret();
  const createdAt = toInstant(nowMs);
  const endpoint = {
    ...{ tenantId, endpointId: randomUUID(), ...settings, url },
    ...{ secrets: [{ text: secret }], createdAt, version: 1 },
  };
  const { table, primaryKey } = webhookEndpointRef(tenantId, endpoint.endpointId);
  const item = { ...primaryKey, ...endpoint };
  const put = { kind: 'put', table, primaryKey, item, condition: requireAbsent('tenantId') } as const;
  for (let attempt = 1; attempt <= maxAttempts; attempt++) {
    const directory = await findItem(store, endpointDirectoryRef(tenantId));
    const changed = addToDirectory(directory, endpoint);
    if ('problem' in changed) return changed;
    if (await commitWrites(store, put, buildDirectoryWrite(tenantId, directory, changed)))
      return { endpoint, secret, secretId: toSecretId(secret) };
  }
  return { problem: 'endpoint_changed' };
}

/** Removes an endpoint and drops its pending deliveries. @returns false if it did not exist */
export async function removeEndpoint(store: TableAccess, { tenantId, endpointId }: EndpointName): Promise<boolean> {
  const { table, primaryKey } = webhookEndpointRef(tenantId, endpointId);
  for (let attempt = 1; attempt <= maxAttempts; attempt++) {
    const current = await findItem(store, webhookEndpointRef(tenantId, endpointId));
    if (!current) return false;
    const directory = await findItem(store, endpointDirectoryRef(tenantId));
    const removal = { kind: 'delete', table, primaryKey, condition: requireVersion(current.version) } as const;
    const changed = removeFromDirectory(directory, endpointId);
    if (await commitWrites(store, removal, buildDirectoryWrite(tenantId, directory, changed))) return true;
  }
  throw new Error(`The endpoint ${endpointId} is being changed by others. Try again.`);
}

/** Changes the name or the event types of an endpoint. A setting that is null is removed. */
export const updateEndpoint = (
  store: TableAccess,
  endpoint: EndpointName,
  { name, eventTypes }: { name?: string | null | undefined; eventTypes?: string[] | null | undefined },
): Promise<WebhookEndpoint | WebhookProblem> =>
  changeEndpoint(store, endpoint, current => ({
    ...current,
    name: name === null ? undefined : (name ?? current.name),
    eventTypes: eventTypes === null ? undefined : (eventTypes ?? current.eventTypes),
  }));

/** Disables an endpoint. Events that are published while it is disabled are not queued for it. */
export const disableEndpoint = (
  store: TableAccess,
  endpoint: EndpointName,
  nowMs: number,
): Promise<WebhookEndpoint | WebhookProblem> =>
  changeEndpoint(store, endpoint, current =>
    current.disabled ? current : { ...current, disabled: { at: toInstant(nowMs), reason: 'requested' } },
  );

/** Enables an endpoint. It gets the events that are published from now on. */
export const enableEndpoint = (store: TableAccess, endpoint: EndpointName): Promise<WebhookEndpoint | WebhookProblem> =>
  changeEndpoint(store, endpoint, current => (current.disabled ? { ...current, disabled: undefined } : current));

/** Gives an endpoint a new secret, which signs at once beside the current one. It replaces an unconfirmed one. */
export async function rotateSecret(
  store: TableAccess,
  endpoint: EndpointName,
  nowMs: number,
): Promise<EndpointWithSecret | WebhookProblem> {
  const secret = generateWebhookSecret();
  const changed = await changeEndpoint(store, endpoint, current => {
    const secrets = addSecret(current.secrets, secret, nowMs);
    return secrets ? { ...current, secrets } : rotationInProgress;
  });
  return 'problem' in changed ? changed : { endpoint: changed, secret, secretId: toSecretId(secret) };
}

/** Ends the rotation of a secret after the new one was shown: the old one also signs until the overlap ends. */
export const confirmSecretRotation = (
  store: TableAccess,
  endpoint: EndpointName,
  newSecretId: string,
  overlapMs: number,
  nowMs: number,
): Promise<WebhookEndpoint | WebhookProblem> =>
  changeEndpoint(store, endpoint, current => {
    const secrets = confirmSecret(current.secrets, newSecretId, overlapMs, nowMs);
    return secrets ? { ...current, secrets } : rotationInProgress;
  });

/** Ends the overlap of a rotation now: only the latest secret signs. */
export const endSecretOverlap = (
  store: TableAccess,
  endpoint: EndpointName,
): Promise<WebhookEndpoint | WebhookProblem> =>
  changeEndpoint(store, endpoint, current => {
    const newest = current.secrets.find(({ unconfirmed }) => !unconfirmed);
    return newest ? { ...current, secrets: [{ text: newest.text }] } : rotationInProgress;
  });

/** Undoes a rotation whose new secret could not be shown. */
export const cancelSecretRotation = (
  store: TableAccess,
  endpoint: EndpointName,
  newSecretId: string,
): Promise<WebhookEndpoint | WebhookProblem> =>
  changeEndpoint(store, endpoint, current => ({
    ...current,
    secrets: removeUnconfirmedSecret(current.secrets, newSecretId),
  }));

/**
 * Builds the write that disables an endpoint because it responded with 410 Gone. It fails if the endpoint was changed since it was read,
 * because a person may have enabled it again.
 */
export const buildGoneDisabling = (endpoint: WebhookEndpoint, eventId: string, at: string): UpdateWrite =>
  buildEndpointUpdate(endpoint, { ...endpoint, disabled: { at, reason: 'gone', eventId } });

const rotationInProgress: WebhookProblem = { problem: 'rotation_in_progress' };

/** Changes an endpoint as it is stored now. A change of someone else at the same time leads to a new decision. */
async function changeEndpoint(
  store: TableAccess,
  { tenantId, endpointId }: EndpointName,
  decide: (current: WebhookEndpoint) => WebhookEndpoint | WebhookProblem,
): Promise<WebhookEndpoint | WebhookProblem> {
  for (let attempt = 1; attempt <= maxAttempts; attempt++) {
    const current = await findItem(store, webhookEndpointRef(tenantId, endpointId));
    if (!current) return { problem: 'endpoint_not_found' };
    const changed = decide(current);
    if ('problem' in changed || changed === current) return changed;
    if (await commitWrites(store, buildEndpointUpdate(current, changed)))
      return { ...changed, version: current.version + 1 };
  }
  return { problem: 'endpoint_changed' };
}

function buildEndpointUpdate(current: WebhookEndpoint, changed: WebhookEndpoint): UpdateWrite {
  const { table, primaryKey } = webhookEndpointRef(current.tenantId, current.endpointId);
  const { name, eventTypes, secrets, disabled } = changed;
  const set = { name, eventTypes, secrets, disabled, version: current.version + 1 };
  return { kind: 'update', table, primaryKey, set, condition: requireVersion(current.version) };
}
