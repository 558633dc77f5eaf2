import * as z from 'zod';
import { createItemParser, type ItemRef } from '../../dynamodb/item.ts';
import { type ItemWrite, requireAbsent, requireVersion } from '../../dynamodb/item-write.ts';
import type { WebhookEndpoint } from './webhook-endpoint.ts';

/** The limit per tenant, because each event is sent to all endpoints. */
export const maxEndpoints = 10;

/** The URLs of a tenant's endpoints by their IDs. It is one item, so that its version guards the rules between endpoints. */
export interface EndpointDirectory {
  urls: Record<string, string>;
  version: number;
}

const DirectoryItem = z.object({
  urls: z.record(z.string(), z.string()),
  version: z.int().min(1),
}) satisfies z.ZodType<EndpointDirectory>;

export const endpointDirectoryRef = (tenantId: string): ItemRef<EndpointDirectory> => ({
  table: 'webhooks',
  primaryKey: { tenantId, sk: 'endpoints' },
  parse: createItemParser<EndpointDirectory>(DirectoryItem, 'webhooks'),
});

type DirectoryUrls = Pick<EndpointDirectory, 'urls'>;

/** Adds an endpoint, or returns the rule that forbids it. */
export function addToDirectory(
  directory: EndpointDirectory | undefined,
  { endpointId, url }: Pick<WebhookEndpoint, 'endpointId' | 'url'>,
): DirectoryUrls | { problem: 'endpoint_exists' | 'too_many_endpoints' } {
  const urls = directory?.urls ?? {};
  if (Object.values(urls).includes(url)) return { problem: 'endpoint_exists' };
  if (Object.keys(urls).length >= maxEndpoints) return { problem: 'too_many_endpoints' };
  return { urls: { ...urls, [endpointId]: url } };
}

export function removeFromDirectory(directory: EndpointDirectory | undefined, endpointId: string): DirectoryUrls {
  const { [endpointId]: _, ...urls } = directory?.urls ?? {};
  return { urls };
}

/** Builds the write of a changed directory. It fails if the directory was changed since it was read. */
export function buildDirectoryWrite(
  tenantId: string,
  before: EndpointDirectory | undefined,
  { urls }: DirectoryUrls,
): ItemWrite {
  const { table, primaryKey } = endpointDirectoryRef(tenantId);
  if (!before)
    return {
      kind: 'put',
      table,
      primaryKey,
      item: { ...primaryKey, urls, version: 1 },
      condition: requireAbsent('tenantId'),
    };
  const set = { urls, version: before.version + 1 };
  return { kind: 'update', table, primaryKey, set, condition: requireVersion(before.version) };
}
