import { createHmac, timingSafeEqual } from 'node:crypto';

/** Returns whether a webhook is genuine and recent. `body` is the raw body, before any parsing. */
export function verifyWebhook(secret, headers, body) {
  const { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures } = headers;
  if (!(Math.abs(Date.now() / 1000 - Number(timestamp)) <= 300)) return false;
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const expected = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  // During a rotation there are two signatures. One valid signature is sufficient.
  return signatures.split(' ').some(signature => {
    const [given, wanted] = [Buffer.from(signature), Buffer.from(`v1,${expected}`)];
    return given.length === wanted.length && timingSafeEqual(given, wanted);
  });
}
