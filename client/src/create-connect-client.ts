import createClient from 'openapi-fetch';
import type { ConnectClient } from './connect-client.ts';
import { createRetryingFetch } from './retrying-fetch.ts';
import type { paths } from './schema.ts';

export interface ConnectOptions {
  /** Of the API, its base path included: `https://api.example.com/connect`. */
  baseUrl: string;
  /** `connect_live_…` or `connect_test_…`. A secret: never in a browser. */
  apiKey: string;
  /** How often one call is sent at most; 6 unless given. */
  maxAttempts?: number;
  /** How long one attempt may take; 30 seconds unless given, which is longer than the API takes in the worst case. */
  attemptTimeoutMs?: number;
  /** For tests, proxies and tracing. */
  fetch?: (request: Request) => Promise<Response>;
}

/**
 * Makes a client. Every command gets an idempotency key of its own, unless the call brings one in its headers, and keeps it over all
 * attempts: lost connections, time-outs, 409 `idempotency_key_locked`, 429 and 503 are repeated, nothing else.
 *
 * ```ts
 * const connect = createConnectClient({ baseUrl, apiKey });
 * const { data, error } = await connect.POST('/licenses', { body: { productOfferingId, customerId }, signal });
 * if (error?.code === 'customer_not_found') …
 * ```
 *
 * A call resolves to `data` or `error`. It rejects with {@link NoResponseError} when no answer came, and with the reason of its signal when
 * that was aborted.
 *
 * @throws TypeError for options that cannot be right
 */
export function createConnectClient(options: ConnectOptions): ConnectClient;
// An object, because the types of openapi-fetch take more than ours.
export function createConnectClient({ baseUrl, apiKey, ...options }: ConnectOptions): object {
  if ('document' in globalThis) throw new TypeError('An API key does not belong in a browser: call from a server.');
  if (!isHttpUrl(baseUrl)) throw new TypeError('baseUrl must be an address such as https://api.example.com.');
  if (!/^connect_(live|test)_/.test(apiKey)) throw new TypeError('apiKey must be the text that begins with connect_.');
  const { maxAttempts = 6, attemptTimeoutMs = 30_000, fetch = globalThis.fetch } = options;
  if (!(maxAttempts >= 1)) throw new TypeError('maxAttempts must be 1 or more.');
  if (!(attemptTimeoutMs >= 1 && attemptTimeoutMs <= maxTimeoutMs))
    throw new TypeError(`attemptTimeoutMs must be from 1 to ${maxTimeoutMs}.`);
  return createClient<paths, 'application/json'>({
    baseUrl,
    headers: { 'X-API-Key': apiKey },
    fetch: createRetryingFetch(fetch, { maxAttempts, attemptTimeoutMs }),
  });
}

/** What a timer can hold. */
const maxTimeoutMs = 2 ** 31 - 1;

/** `localhost:3000` is one of the scheme `localhost:`; and paths are put behind the whole text. */
const isHttpUrl = (text: string): boolean => /^https?:\/\/[^?#]+$/i.test(text) && URL.canParse(text);
