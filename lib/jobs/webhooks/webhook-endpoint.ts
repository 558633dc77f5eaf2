import * as z from 'zod';
import { createItemParser, type ItemRef } from '../../dynamodb/item.ts';

/** What an endpoint's messages are signed with. */
export interface WebhookSecret {
  /** `whsec_` and 32 random bytes in base64. */
  text: string;
  /** An instant; absent: it is the latest one. */
  expiresAt?: string | undefined;
}

/** Where a tenant hears of changes. */
export interface WebhookEndpoint {
  tenantId: string;
  endpointId: string;
  url: string;
  /** The latest first; those that it took the place of sign too until they expire. */
  secrets: WebhookSecret[];
  createdAt: string;
}

/** What the sort keys of a tenant's endpoints begin with. */
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
