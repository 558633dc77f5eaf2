import { createHash } from 'node:crypto';
import { toInstant } from '../../domain/calendar.ts';
import { listActiveSecrets } from './signature.ts';
import type { WebhookSecret } from './webhook-endpoint.ts';

/** The secrets in effect at the same time: the latest one, and the one that it replaces. */
const maxActiveSecrets = 2;

/** Returns the ID of a secret. It reveals nothing about the secret. */
export const toSecretId = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12);

/**
 * Adds a new secret, which signs at once beside the current one. A secret that was added before and never confirmed is replaced.
 *
 * @returns undefined if the overlap of an earlier rotation has not ended
 */
export function addSecret(secrets: WebhookSecret[], text: string, nowMs: number): WebhookSecret[] | undefined {
  const confirmed = listActiveSecrets({ secrets }, toInstant(nowMs)).filter(({ unconfirmed }) => !unconfirmed);
  return confirmed.length < maxActiveSecrets ? [{ text, unconfirmed: true }, ...confirmed] : undefined;
}

/**
 * Confirms a new secret after it was shown. The other one also signs until the overlap ends. A repeated confirmation can end the overlap
 * earlier, and never later.
 *
 * @returns undefined if the secret was replaced or removed
 */
export function confirmSecret(
  secrets: WebhookSecret[],
  secretId: string,
  overlapMs: number,
  nowMs: number,
): WebhookSecret[] | undefined {
  const [newest, ...others] = secrets;
  if (!newest || toSecretId(newest.text) !== secretId) return undefined;
  const overlapEndsAt = toInstant(nowMs + overlapMs);
  const expiring = others.map(({ text, expiresAt = overlapEndsAt }) => {
    const [earlier = overlapEndsAt] = [expiresAt, overlapEndsAt].sort();
    return { text, expiresAt: earlier };
  });
  return [{ text: newest.text }, ...expiring.filter(({ expiresAt }) => expiresAt > toInstant(nowMs))];
}

/** Removes a new secret that could not be shown. */
export const removeUnconfirmedSecret = (secrets: WebhookSecret[], secretId: string): WebhookSecret[] =>
  secrets.filter(({ text, unconfirmed }) => !unconfirmed || toSecretId(text) !== secretId);
