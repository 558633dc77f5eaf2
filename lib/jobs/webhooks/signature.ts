import { randomBytes } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { toInstant } from '../../domain/calendar.ts';
import type { WebhookEndpoint, WebhookSecret } from './webhook-endpoint.ts';

export const generateWebhookSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`;

/** Those that sign at an instant, the latest first. */
export const listActiveSecrets = ({ secrets }: Pick<WebhookEndpoint, 'secrets'>, now: string): WebhookSecret[] =>
  secrets.filter(({ expiresAt }) => expiresAt === undefined || expiresAt > now);

/** What is signed. */
export interface WebhookMessage {
  eventId: string;
  payload: string;
}

/**
 * The headers of a message by the Standard Webhooks scheme: one signature for each secret in force, so that a receiver that
 * knows either of them can verify it.
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
