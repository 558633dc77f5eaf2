import { Webhook } from 'standardwebhooks';
import type { components } from './schema.ts';

/** A test of a webhook endpoint. It reports no change. */
export interface WebhookTest {
  eventId: string;
  type: 'webhook.test';
  /** The time of the test. */
  occurredAt: string;
  sequence: number;
  request: null;
  data: { endpointId: string };
}

/** An event that a webhook endpoint receives, by its `type`. A newer server can send other types: ignore them. */
export type WebhookEvent = components['schemas']['Event'] | WebhookTest;

/** The headers of a received request, of Node or of the Fetch standard. */
export type WebhookHeaders = Headers | Record<string, string | string[] | undefined>;

/** Verifies a received request. @throws InvalidWebhook */
export type WebhookVerifier = (body: string | Uint8Array, headers: WebhookHeaders) => WebhookEvent;

/** The error of a request that is not a webhook of the API, or is too old. Respond with 401. */
export class InvalidWebhook extends Error {
  override name = 'InvalidWebhook';
}

/**
 * Creates a function that verifies the signature and the age of a webhook by the Standard Webhooks scheme and returns its event.
 *
 * Pass the body as it was received: a parsed and serialised copy does not verify. An event can arrive several times: ignore an
 * `eventId` that you have processed.
 *
 * @param secrets - the secret of the endpoint; while it is rotated, the new one and the old one
 * @throws TypeError for an invalid secret
 */
export function createWebhookVerifier(...secrets: [secret: string, ...others: string[]]): WebhookVerifier {
  if (secrets.length === 0) throw new TypeError('At least one secret is required.');
  const webhooks = secrets.map(createWebhook);
  return (body, headers) => {
    const text = toText(body);
    const signedHeaders = toPlainHeaders(headers);
    let lastError: unknown;
    for (const webhook of webhooks) {
      try {
        webhook.verify(text, signedHeaders, { jsonParse: false });
        return JSON.parse(text);
      } catch (error) {
        lastError = error;
      }
    }
    throw new InvalidWebhook('The request is not a valid webhook of the API.', { cause: lastError });
  };
}

function createWebhook(secret: string): Webhook {
  const message = 'A webhook secret must be complete and begin with whsec_.';
  if (typeof secret !== 'string' || !secret.startsWith('whsec_')) throw new TypeError(message);
  try {
    return new Webhook(secret);
  } catch (cause) {
    throw new TypeError(message, { cause });
  }
}

function toText(body: string | Uint8Array): string {
  if (typeof body === 'string') return body;
  if (body instanceof Uint8Array) return new TextDecoder().decode(body);
  throw new TypeError('body must be the received bytes or text, not the parsed JSON.');
}

function toPlainHeaders(headers: WebhookHeaders): Record<string, string> {
  const entries = headers instanceof Headers ? [...headers] : Object.entries(headers);
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}
