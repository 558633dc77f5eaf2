import * as z from 'zod';
import { Actor } from './change-request.ts';
import { Instant, JsonObject } from './field-types.ts';

/** An entry of the audit log. */
export const AuditLogEntry = z
  .strictObject({
    at: Instant.describe('When it happened.'),
    action: z.string().meta({ description: 'The action.', examples: ['api-key.revoked', 'sensitive-read'] }),
    actor: Actor,
    origin: z.string().optional().describe('The IP address of the request, or the host of a tool.'),
    requestId: z.string().optional().describe('The `X-Request-Id` of the request.'),
    resource: z.string().meta({ description: 'The resource.', examples: ['/portal/api-keys/4Zk2n8Qw1LxT'] }),
    changes: JsonObject.optional().describe('The new values, without secrets.'),
    operation: z.string().optional().describe('The operation of a sensitive read.'),
    status: z.int().optional().describe('The HTTP status of a sensitive read.'),
  })
  .meta({
    id: 'AuditLogEntry',
    description: 'An entry of the audit log: who did what, to which resource, from where.',
  });
