import { randomBytes } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { toInstant } from '../../domain/calendar.ts';
import type { WebhookEndpoint, WebhookSecret } from './webhook-endpoint.ts';

/** Generates a secret. @param bytes - at least 32 random bytes; the same bytes generate the same secret */
export const generateWebhookSecret = (bytes: Buffer = randomBytes(32)): string =>
  `whsec_${bytes.subarray(0, 32).toString('base64')}`;

/** Lists the secrets that sign at an instant, the latest first. */
export const listActiveSecrets = ({ secrets }: Pick<WebhookEndpoint, 'secrets'>, now: string): WebhookSecret[] =>
  secrets.filter(({ expiresAt }) => expiresAt === undefined || expiresAt > now);

/** The signed parts of a message. */
export interface WebhookMessage {
  eventId: string;
  payload: string;
}

/**
 * Builds the headers of a message by the Standard Webhooks scheme. There is one signature for each active secret, so that a receiver with
 * any of them can verify the message.
 */
export function buildSignedHeaders(
  endpoint: Pick<WebhookEndpoint, 'secrets'>,
  { eventId, payload }: WebhookMessage,
  nowMs: number,
): Record<string, string> {
  const signedAt = new Date(nowMs);
  const signatures = listActiveSecrets(endpoint, toInstant(nowMs)).map(({ text }) =>
    new Webhook(text).sign(eventId, signedAt, payload),
  );
  return {
    'content-type': 'application/json',
    'user-agent': 'connect-api-webhooks/1',
    'webhook-id': eventId,
    'webhook-timestamp': String(Math.floor(nowMs / 1000)),
    'webhook-signature': signatures.join(' '),
  };
}
