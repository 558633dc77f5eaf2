/** The headers of responses. */
export const documentedResponseHeaders = {
  RequestId: {
    description: 'The unique ID of this request. Include it when you contact support.',
    required: true,
    schema: { type: 'string', format: 'uuid' },
    example: '05e7598b-2ef9-4103-8ba5-a7f8edc8c77f',
  },
  IdempotentReplayed: {
    description:
      '`true` if this is a replay: the response that was stored under the idempotency key, byte for byte. Absent otherwise.',
    schema: { type: 'string', const: 'true' },
  },
  RetryAfter: {
    description: 'The number of seconds after which you can retry the request with the same idempotency key.',
    schema: { type: 'integer', minimum: 1 },
    example: 1,
  },
  WwwAuthenticate: {
    description:
      'The ways to authenticate. Behind API Gateway, the header may have the name `x-amzn-Remapped-WWW-Authenticate`.',
    schema: { type: 'string' },
    example: 'ApiKey realm="Connect API", Bearer realm="Connect API"',
  },
  Location: {
    description: 'The path of the created resource.',
    required: true,
    schema: { type: 'string' },
    example: '/licenses/5c61c4a6-38f0-4e73-8190-751ea3bfc26d',
  },
} as const;

export const toHeaderRef = (name: keyof typeof documentedResponseHeaders) => ({ $ref: `#/components/headers/${name}` });

const idempotencyKeyHeader = {
  in: 'header',
  schema: { type: 'string', minLength: 1, maxLength: 256, pattern: '^[\\x21-\\x7E]+$' },
  name: 'X-Idempotency-Key',
} as const;

/** The headers of every command. */
export const commandParameters = {
  IdempotencyKey: {
    ...idempotencyKeyHeader,
    description:
      'Makes retries safe: the command runs once, however often it is sent. Generate a new key, such as a UUID, for each command, ' +
      'store it with your data, and send the same key, path, query and body bytes with every retry. 1 to 256 visible ASCII ' +
      'characters. The key is valid in your whole tenant for at least 24 hours. Optional, but without a key every retry is a new ' +
      'command. `Idempotency-Key` is another name of this header; under that name, the quoted form `"key"` is the key `key`. A ' +
      'header that is sent twice, or different values under both names, result in a 400.',
  },
} as const;

export const commandParameterRefs = Object.keys(commandParameters).map(name => ({
  $ref: `#/components/parameters/${name}`,
}));

/** The header that says which stored response is read. */
export const recordParameter = {
  ...idempotencyKeyHeader,
  required: true,
  description: 'The idempotency key of the command. `Idempotency-Key` is another name of this header.',
  example: 'demo-idempotency-key',
} as const;
