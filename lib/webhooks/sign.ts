import { randomBytes } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { toInstant } from '../domain/calendar.ts';
import type { WebhookEndpoint, WebhookSecret } from './webhook-endpoint.ts';

export const newSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`;

/** Those that sign at an instant, the latest first. */
export const secretsInForce = ({ secrets }: Pick<WebhookEndpoint, 'secrets'>, now: string): WebhookSecret[] =>
  secrets.filter(({ expiresAt }) => expiresAt === undefined || expiresAt > now);

/** What is signed. */
export interface Message {
  eventId: string;
  payload: string;
}

/**
 * The headers of a message by the Standard Webhooks scheme: one signature for each secret in force, so that a receiver that
 * knows either of them can verify it.
 */
export function signedHeaders(
  endpoint: Pick<WebhookEndpoint, 'secrets'>,
  { eventId, payload }: Message,
  nowMs: number,
): Record<string, string> {
  const at = new Date(nowMs);
  const signatures = secretsInForce(endpoint, toInstant(nowMs)).map(({ text }) =>
    new Webhook(text).sign(eventId, at, payload),
  );
  return {
    'content-type': 'application/json',
    'user-agent': 'connect-api-webhooks/1',
    'webhook-id': eventId,
    'webhook-timestamp': String(Math.floor(nowMs / 1000)),
    'webhook-signature': signatures.join(' '),
  };
}
