import { describe, expect, it } from 'vitest';
import { createWebhookVerifier, InvalidWebhook } from '../../client/src/webhook-verifier.ts';
import { buildSignedHeaders, generateWebhookSecret } from '../../lib/jobs/webhooks/signature.ts';
import { createTestMessage } from '../../lib/jobs/webhooks/test-message.ts';

const [oldSecret, newSecret, otherSecret] = [1, 2, 3].map(byte => generateWebhookSecret(Buffer.alloc(32, byte))) as [
  string,
  string,
  string,
];
const message = createTestMessage({ endpointId: 'endpoint-1' }, 'event-1', Date.now());
const event = JSON.parse(message.payload);

/** The headers that the API sends, signed with these secrets. */
const sign = (secrets: string[], nowMs = Date.now()) =>
  buildSignedHeaders({ secrets: secrets.map(text => ({ text, createdAt: '2026-01-01' })) as never }, message, nowMs);

describe('a webhook', () => {
  it('is accepted as text and as bytes, with the headers of Node and of Fetch', () => {
    const verify = createWebhookVerifier(newSecret);
    const headers = sign([newSecret]);
    expect(verify(message.payload, headers)).toEqual(event);
    expect(verify(Buffer.from(message.payload), new Headers(headers))).toEqual(event);
    expect(
      verify(new TextEncoder().encode(message.payload), { ...headers, 'set-cookie': ['a'], via: undefined }),
    ).toEqual(event);
  });

  it('is accepted with either secret during a rotation', () => {
    const both = createWebhookVerifier(newSecret, oldSecret);
    for (const signers of [[oldSecret], [newSecret], [newSecret, oldSecret]])
      expect(both(message.payload, sign(signers))).toEqual(event);
    expect(createWebhookVerifier(oldSecret)(message.payload, sign([newSecret, oldSecret]))).toEqual(event);
  });

  it('has a type that decides what its data is', () => {
    const received = createWebhookVerifier(newSecret)(message.payload, sign([newSecret]));
    const toText = () => {
      switch (received.type) {
        case 'license.created':
          return received.data.licenseId;
        case 'order.created':
          return received.data.orderId;
        case 'webhook.test':
          return received.data.endpointId;
        default:
          return '';
      }
    };
    expect(toText()).toBe('endpoint-1');
  });

  it.each([
    ['another secret', message.payload, sign([otherSecret])],
    ['a changed body', `${message.payload} `, sign([newSecret])],
    ['an old timestamp', message.payload, sign([newSecret], Date.now() - 6 * 60_000)],
    ['no signature', message.payload, {}],
  ])('is refused for %s', (_what, body, headers) => {
    expect(() => createWebhookVerifier(newSecret, oldSecret)(body, headers)).toThrow(InvalidWebhook);
  });

  it('cannot be verified after it was parsed', () => {
    expect(() => createWebhookVerifier(newSecret)(event, sign([newSecret]))).toThrow('not the parsed JSON');
  });
});

it.each(['', 'secret', 'whsec_', 'whsec_not base64!'])('an invalid secret is refused at once: "%s"', secret => {
  expect(() => createWebhookVerifier(newSecret, secret)).toThrow('A webhook secret must be complete');
});
