import * as z from 'zod';
import { Actor } from './change-request.ts';
import { Instant } from './field-types.ts';

/** The headers and the body of a stored response. */
export const storedResponseFields = {
  headers: z.record(z.string(), z.string()).describe('The headers that a repeated request gets.'),
  body: z.string().describe('The body, byte for byte. Parse it as JSON.'),
};

/** The response that is stored under an idempotency key. */
export const StoredOutcome = z
  .strictObject({
    idempotencyKey: z
      .string()
      .meta({ description: 'The idempotency key.', examples: ['0f1c7a52-8d0e-4c6e-9a3f-2d4b8e6f1a90'] }),
    operation: z.string().meta({ description: 'The operation that was called with it.', examples: ['createLicense'] }),
    requestId: z.uuid().describe('The `X-Request-Id` of the request that got this response first.'),
    actor: Actor.optional().describe('Who sent that request. Absent if an earlier release stored the response.'),
    status: z.int().meta({ description: 'The HTTP status of the response.', examples: [201] }),
    response: z.strictObject(storedResponseFields).describe('The response.'),
    createdAt: Instant.describe('The time at which the response was stored.'),
    expiresAt: Instant.describe('The time from which the key can be used for another request.'),
  })
  .meta({ id: 'StoredOutcome', description: 'The response that is stored under an idempotency key.' });
