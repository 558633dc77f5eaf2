import createClient, { type Client } from 'openapi-fetch';
import type { paths as portalPaths } from './portal-schema.ts';
import { createRetryingFetch } from './retrying-fetch.ts';
import type { paths } from './schema.ts';

/** Every operation of the API and of the portal. */
export type PortalClient = Client<paths & portalPaths, 'application/json'>;

/** A signed-in user and the tenant for which they work. */
export interface PortalIdentity {
  accessToken: string;
  tenantId: string;
}

export interface PortalOptions {
  /** The address of the API with its base path. */
  baseUrl: string;
  /** Called for every request, because an access token is valid for a short time. */
  getIdentity(): Promise<PortalIdentity>;
  fetch?: (request: Request) => Promise<Response>;
}

/** Creates a client for the pages of the portal. It retries like the client of the API, and always with the same idempotency key. */
export function createPortalClient({ baseUrl, getIdentity, fetch = globalThis.fetch }: PortalOptions): PortalClient {
  const client: PortalClient = createClient({
    baseUrl,
    fetch: createRetryingFetch(request => fetch(request), { maxAttempts: 4, attemptTimeoutMs: 30_000 }),
  });
  client.use({
    async onRequest({ request }) {
      const { accessToken, tenantId } = await getIdentity();
      request.headers.set('Authorization', `Bearer ${accessToken}`);
      request.headers.set('X-Tenant-Id', tenantId);
      return request;
    },
  });
  return client;
}
