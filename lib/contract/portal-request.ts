import * as z from 'zod';
import { Actor } from './change-request.ts';
import { ResourceEvent } from './event.ts';
import { storedResponseFields } from './idempotency-key.ts';

/** A request that changed something, with what it caused. */
export const PortalRequest = z
  .strictObject({
    requestId: z.string().describe('The `X-Request-Id` of the request.'),
    actor: Actor.optional(),
    idempotencyKey: z.string().optional().describe('The idempotency key of the request, if it had one.'),
    operation: z.string().optional().describe('The operation. Present while the response is stored.'),
    response: z
      .strictObject({ status: z.int().describe('The HTTP status.'), ...storedResponseFields })
      .optional()
      .describe(
        'The response. Present for 24 hours if the request had an idempotency key, and only if the role includes the scope of the operation.',
      ),
    events: z.array(ResourceEvent).describe('The events that resulted, oldest first.'),
  })
  .meta({ id: 'PortalRequest', description: 'A request that changed something, with what it caused.' });
