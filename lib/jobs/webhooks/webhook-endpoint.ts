import * as z from 'zod';
import { createItemParser, type ItemRef } from '../../dynamodb/item.ts';

/** A secret that signs the messages of an endpoint. */
export interface WebhookSecret {
  /** `whsec_` followed by 32 random bytes in base64. */
  text: string;
  /** An instant. The latest secret has none. */
  expiresAt?: string | undefined;
}

/** A URL of a tenant that receives its events. */
export interface WebhookEndpoint {
  tenantId: string;
  endpointId: string;
  url: string;
  /** The latest first. Replaced secrets also sign until they expire. */
  secrets: WebhookSecret[];
  createdAt: string;
}

/** The common prefix of the sort keys of a tenant's endpoints. */
export const webhookEndpointPrefix = 'endpoint#';

const WebhookEndpointItem = z.object({
  tenantId: z.string(),
  endpointId: z.string(),
  url: z.url(),
  secrets: z.array(z.object({ text: z.string().startsWith('whsec_'), expiresAt: z.string().optional() })).min(1),
  createdAt: z.string(),
}) satisfies z.ZodType<WebhookEndpoint>;

export const webhookEndpointRef = (tenantId: string, endpointId: string): ItemRef<WebhookEndpoint> => ({
  table: 'webhooks',
  primaryKey: { tenantId, sk: webhookEndpointPrefix + endpointId },
  parse: createItemParser(WebhookEndpointItem, 'webhooks'),
});
