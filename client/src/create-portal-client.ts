import createClient, { type Client } from 'openapi-fetch';
import { fillPathParameters } from './path-parameters.ts';
import type { paths as portalPaths } from './portal-schema.ts';
import { createRetryingFetch } from './retrying-fetch.ts';
import type { paths } from './schema.ts';

/** Every operation of the API and of the portal. */
export type PortalClient = Client<paths & portalPaths, 'application/json'>;

/** A signed-in user and the tenant for which they work. */
export interface PortalIdentity {
  accessToken: string;
  /** Absent until the tenant was chosen. Only `POST /portal/sign-in` needs none. */
  tenantId: string | undefined;
}

export interface PortalOptions {
  /** The address of the API with its base path. */
  baseUrl: string;
  /** Called for every request, because an access token is valid for a short time. */
  getIdentity(): Promise<PortalIdentity>;
  /**
   * Called after a 401, for example to let the user sign in again. The request waits for it. If it returns true, the request is sent once more with
   * the new identity and the same idempotency key.
   */
  renewIdentity?(): Promise<boolean>;
  fetch?: (request: Request) => Promise<Response>;
}

/** Creates a client for the pages of the portal. It retries like the client of the API, and always with the same idempotency key. */
export function createPortalClient({
  baseUrl,
  getIdentity,
  renewIdentity,
  fetch = request => globalThis.fetch(request),
}: PortalOptions): PortalClient {
  const send = createRetryingFetch(fetch, { maxAttempts: 4, attemptTimeoutMs: 30_000 });
  const sendWithIdentity = async (request: Request): Promise<Response> => {
    const { accessToken, tenantId } = await getIdentity();
    request.headers.set('Authorization', `Bearer ${accessToken}`);
    if (tenantId !== undefined) request.headers.set('X-Tenant-Id', tenantId);
    return send(request);
  };
  return createClient({
    baseUrl,
    pathSerializer: fillPathParameters,
    async fetch(request) {
      const response = await sendWithIdentity(request);
      if (response.status !== 401 || !(await renewIdentity?.())) return response;
      return sendWithIdentity(request);
    },
  });
}
