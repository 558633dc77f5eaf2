/** What comes with an answer besides its body. */
export const documentedResponseHeaders = {
  RequestId: {
    description: 'The id of this call, and of no other. Give it to us when you ask about an answer.',
    required: true,
    schema: { type: 'string', format: 'uuid' },
    example: '05e7598b-2ef9-4103-8ba5-a7f8edc8c77f',
  },
  IdempotentReplayed: {
    description:
      '`true` on an answer that was kept under the idempotency key and is given again, byte for byte. Absent on a first answer.',
    schema: { type: 'string', const: 'true' },
  },
  RetryAfter: {
    description: 'After how many seconds the same request may be repeated, with the same idempotency key.',
    schema: { type: 'integer', minimum: 1 },
    example: 1,
  },
  Location: {
    description: 'The path of what was made.',
    required: true,
    schema: { type: 'string' },
    example: '/licenses/5c61c4a6-38f0-4e73-8190-751ea3bfc26d',
  },
} as const;

export const toHeaderRef = (name: keyof typeof documentedResponseHeaders) => ({ $ref: `#/components/headers/${name}` });

const idempotencyKeyHeader = {
  in: 'header',
  schema: { type: 'string', minLength: 1, maxLength: 256, pattern: '^[\\x21-\\x7E]+$' },
} as const;

/** What every command takes. */
export const commandParameters = {
  IdempotencyKey: {
    ...idempotencyKeyHeader,
    name: 'X-Idempotency-Key',
    description:
      'Makes the command happen once however often it is sent: draw a new key (a UUID is good) for each thing that you want done, ' +
      'store it with that, and send the same key, path, query and body bytes on every repeat. 1 to 256 visible ASCII characters; ' +
      'it belongs to your tenant and is kept for at least 24 hours. Optional, but without it a repeat is a new command.',
    example: '0f1c7a52-8d0e-4c6e-9a3f-2d4b8e6f1a90',
  },
  IdempotencyKeyAlias: {
    ...idempotencyKeyHeader,
    name: 'Idempotency-Key',
    description:
      'Another name for `X-Idempotency-Key`. Send one of them: either one sent twice, or both with different values, is a 400.',
    deprecated: false,
  },
} as const;

export const commandParameterRefs = Object.keys(commandParameters).map(name => ({
  $ref: `#/components/parameters/${name}`,
}));
