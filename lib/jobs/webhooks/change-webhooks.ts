import type { PortalWebhook, WebhookDelivery } from '../../contract/webhook.ts';
import { type BusinessError, createBusinessError } from '../../domain/domain-error.ts';
import { type ItemWrite, requireAbsent, requireVersion } from '../../dynamodb/item-write.ts';
import type { Delivery } from './delivery-item.ts';
import {
  addToDirectory,
  buildDirectoryWrite,
  type EndpointDirectory,
  removeFromDirectory,
} from './endpoint-directory.ts';
import { toSecretId } from './endpoint-secrets.ts';
import { listActiveSecrets } from './signature.ts';
import { buildEndpointUpdate, type WebhookEndpoint, webhookEndpointRef } from './webhook-endpoint.ts';

export const toWebhookPath = ({ endpointId }: Pick<WebhookEndpoint, 'endpointId'>): string =>
  `/portal/webhooks/${endpointId}`;

/** Converts an endpoint to its view, which contains no secret. @param now - an instant */
export function viewWebhook(endpoint: WebhookEndpoint, now: string): PortalWebhook {
  const { endpointId, name, url, eventTypes, createdAt, disabled } = endpoint;
  return {
    ...{ endpointId, name, url, eventTypes, createdAt },
    disabled: disabled && { at: disabled.at, reason: disabled.reason === 'gone' ? 'GONE' : 'REQUESTED' },
    secrets: listActiveSecrets(endpoint, now).map(({ text, expiresAt, unconfirmed }) => ({
      secretId: toSecretId(text),
      expiresAt,
      ...(unconfirmed && { unconfirmed }),
    })),
  };
}

/** Converts a delivery to its view. */
export function viewDelivery({ eventId, type, outcome, reason, nextAt, endedAt, attempts }: Delivery): WebhookDelivery {
  return {
    ...{ eventId, type, state: outcome === undefined ? 'WAITING' : outcome === 'dead' ? 'DEAD' : 'DELIVERED' },
    ...{ reason, nextAt, endedAt },
    attempts: attempts.map(({ at, status, error, durationMs, generation }) => ({
      ...{ at, status, error, durationMs, replay: generation },
    })),
  };
}

/**
 * Builds the writes that add an endpoint. The limit per tenant and one endpoint per URL hold also for endpoints that are added at the same
 * time, because the tenant's directory of endpoints is changed in the same transaction.
 */
export function buildWebhookAddition(
  endpoint: WebhookEndpoint,
  directory: EndpointDirectory | undefined,
): ItemWrite[] | BusinessError {
  const changed = addToDirectory(directory, endpoint);
  if ('problem' in changed)
    return createBusinessError(
      changed.problem === 'endpoint_exists' ? 'webhook_endpoint_exists' : 'too_many_webhook_endpoints',
    );
  const { table, primaryKey } = webhookEndpointRef(endpoint.tenantId, endpoint.endpointId);
  const item = { ...primaryKey, ...endpoint };
  return [
    { kind: 'put', table, primaryKey, item, condition: requireAbsent('tenantId') },
    buildDirectoryWrite(endpoint.tenantId, directory, changed),
  ];
}

/** Builds the writes that remove an endpoint. Its pending deliveries are dropped. */
export function buildWebhookRemoval(
  { tenantId, endpointId, version }: WebhookEndpoint,
  directory: EndpointDirectory | undefined,
): ItemWrite[] {
  const { table, primaryKey } = webhookEndpointRef(tenantId, endpointId);
  return [
    { kind: 'delete', table, primaryKey, condition: requireVersion(version) },
    buildDirectoryWrite(tenantId, directory, removeFromDirectory(directory, endpointId)),
  ];
}

/** Builds the write of changed settings or secrets of an endpoint. */
export const buildWebhookUpdate = (before: WebhookEndpoint, changes: Partial<WebhookEndpoint>): ItemWrite =>
  buildEndpointUpdate(before, { ...before, ...changes });
