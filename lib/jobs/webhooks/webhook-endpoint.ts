import * as z from 'zod';
import { createItemParser, type ItemCollection, type ItemRef } from '../../dynamodb/item.ts';
import { requireVersion, type UpdateWrite } from '../../dynamodb/item-write.ts';

/** A secret that signs the messages of an endpoint. */
export interface WebhookSecret {
  /** `whsec_` followed by 32 random bytes in base64. */
  text: string;
  /** An instant. The latest secret has none. */
  expiresAt?: string | undefined;
  /** True until the new secret was shown to a person. It signs already. */
  unconfirmed?: boolean | undefined;
}

/** The reason why an endpoint gets no events. */
interface EndpointDisabling {
  at: string;
  /** A person disabled it, or it responded with 410 Gone. */
  reason: 'requested' | 'gone';
  /** The event to which it responded with 410. */
  eventId?: string | undefined;
}

/** A URL of a tenant that receives its events. */
export interface WebhookEndpoint {
  tenantId: string;
  endpointId: string;
  name?: string | undefined;
  url: string;
  /** The types of events that it receives. Absent: all. */
  eventTypes?: string[] | undefined;
  /** The latest first. Replaced secrets also sign until they expire. */
  secrets: WebhookSecret[];
  createdAt: string;
  /** Incremented by every change. */
  version: number;
  /** Present while it gets no events. */
  disabled?: EndpointDisabling | undefined;
}

/** The common prefix of the sort keys of a tenant's endpoints. The directory `endpoints` does not begin with it. */
const webhookEndpointPrefix = 'endpoint#';

const WebhookEndpointItem = z.object({
  tenantId: z.string(),
  endpointId: z.string(),
  name: z.string().optional(),
  url: z.url(),
  eventTypes: z.array(z.string()).optional(),
  secrets: z
    .array(
      z.object({
        text: z.string().startsWith('whsec_'),
        expiresAt: z.string().optional(),
        unconfirmed: z.boolean().optional(),
      }),
    )
    .min(1),
  createdAt: z.string(),
  version: z.int().min(1).default(1),
  disabled: z
    .object({ at: z.string(), reason: z.enum(['requested', 'gone']), eventId: z.string().optional() })
    .optional(),
}) satisfies z.ZodType<WebhookEndpoint, unknown>;

const parseWebhookEndpoint = createItemParser<WebhookEndpoint>(WebhookEndpointItem, 'webhooks');

export const webhookEndpointRef = (tenantId: string, endpointId: string): ItemRef<WebhookEndpoint> => ({
  table: 'webhooks',
  primaryKey: { tenantId, sk: webhookEndpointPrefix + endpointId },
  parse: parseWebhookEndpoint,
});

/** All endpoints of a tenant. */
export const webhookEndpointsRef = (tenantId: string): ItemCollection<WebhookEndpoint> => ({
  table: 'webhooks',
  partitionKey: tenantId,
  sortKeyPrefix: webhookEndpointPrefix,
  parse: parseWebhookEndpoint,
});

/** Returns true if an endpoint receives events of a type now. */
export const acceptsEvent = ({ disabled, eventTypes }: WebhookEndpoint, type: string): boolean =>
  disabled === undefined && (eventTypes === undefined || eventTypes.includes(type));

/** Builds the write of a changed endpoint. It fails if the endpoint was changed since it was read. */
export function buildEndpointUpdate(current: WebhookEndpoint, changed: WebhookEndpoint): UpdateWrite {
  const { table, primaryKey } = webhookEndpointRef(current.tenantId, current.endpointId);
  const { name, eventTypes, secrets, disabled } = changed;
  const set = { name, eventTypes, secrets, disabled, version: current.version + 1 };
  return { kind: 'update', table, primaryKey, set, condition: requireVersion(current.version) };
}

/**
 * Builds the write that disables an endpoint because it responded with 410 Gone. It fails if the endpoint was changed since it was read,
 * because a person may have enabled it again.
 */
export const buildGoneDisabling = (endpoint: WebhookEndpoint, eventId: string, at: string): UpdateWrite =>
  buildEndpointUpdate(endpoint, { ...endpoint, disabled: { at, reason: 'gone', eventId } });
