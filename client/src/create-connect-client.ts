import createClient from 'openapi-fetch';
import type { ConnectClient } from './connect-client.ts';
import { fillPathParameters } from './path-parameters.ts';
import { requiredFields } from './required-fields.ts';
import { createRetryingFetch } from './retrying-fetch.ts';

export interface ConnectOptions {
  /** The address of the API with its base path: `https://api.example.com/connect`. */
  baseUrl: string;
  /** `connect_live_…` or `connect_test_…`. It is a secret: never use it in a browser. */
  apiKey: string;
  /** The maximum number of attempts for one call; 6 by default. */
  maxAttempts?: number;
  /** The timeout of one attempt; 30 seconds by default, which is longer than the API takes in the worst case. */
  attemptTimeoutMs?: number;
  /** For tests, proxies and tracing. */
  fetch?: (request: Request) => Promise<Response>;
}

/**
 * Creates a client. Every command gets its own idempotency key, unless the call has one in its headers, and keeps it over all
 * attempts. The client retries lost connections, timeouts, truncated responses, 409 `idempotency_key_locked`, 429, 502, 503 and 504,
 * and nothing else.
 *
 * ```ts
 * const connect = createConnectClient({ baseUrl, apiKey });
 * const { data, error } = await connect.POST('/licenses', { body: { productOfferingId, customerId }, signal });
 * if (error?.code === 'customer_not_found') …
 * ```
 *
 * A call resolves to `data` or `error`. It rejects with {@link NoAnswer} if no response of the API arrived or a command was aborted,
 * with the reason of its signal if a read was aborted, and with a TypeError for an empty path parameter.
 *
 * @throws TypeError for invalid options
 */
export function createConnectClient(options: ConnectOptions): ConnectClient;
// Returns an object, because the types of openapi-fetch accept more than ConnectClient.
export function createConnectClient({ baseUrl, apiKey, ...options }: ConnectOptions): object {
  if ('document' in globalThis)
    throw new TypeError('An API key must not be used in a browser: call the API from a server.');
  if (!isHttpUrl(baseUrl)) throw new TypeError('baseUrl must be an address such as https://api.example.com.');
  if (!/^connect_(live|test)_/.test(apiKey))
    throw new TypeError('apiKey must be the complete API key, which begins with connect_live_ or connect_test_.');
  const { maxAttempts = 6, attemptTimeoutMs = 30_000, fetch = globalThis.fetch } = options;
  if (!(maxAttempts >= 1)) throw new TypeError('maxAttempts must be 1 or more.');
  if (!(attemptTimeoutMs >= 1 && attemptTimeoutMs <= maxTimeoutMs))
    throw new TypeError(`attemptTimeoutMs must be from 1 to ${maxTimeoutMs}.`);
  const sendRequest = createRetryingFetch(fetch, { maxAttempts, attemptTimeoutMs });
  const client = createClient<UntypedPaths, 'application/json'>({
    baseUrl,
    headers: { 'X-API-Key': apiKey },
    pathSerializer: fillPathParameters,
  });
  const toCall = (method: 'GET' | 'POST' | 'PUT') => (path: string, init?: object) =>
    client[method](path, { fetch: request => sendRequest(request, requiredFields[`${method} ${path}`]), ...init });
  const { use, eject } = client;
  return { GET: toCall('GET'), POST: toCall('POST'), PUT: toCall('PUT'), use, eject };
}

/** {@link ConnectClient} has the types. */
type UntypedPaths = Record<string, Record<'get' | 'post' | 'put', object>>;

/** The maximum of a timer. */
const maxTimeoutMs = 2 ** 31 - 1;

/**
 * Requires http or https, because `localhost:3000` parses as a URL with the scheme `localhost:`. Refuses a query and a fragment,
 * because paths are appended to the text.
 */
const isHttpUrl = (text: string): boolean => /^https?:\/\/[^?#]+$/i.test(text) && URL.canParse(text);
