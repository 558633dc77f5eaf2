import * as z from 'zod';
import { AuditLogEntry } from '../../lib/contract/audit.ts';
import type { PortalEndpoint } from '../../lib/contract/endpoint.ts';
import { CalendarDate } from '../../lib/contract/field-types.ts';
import { createPageParameters, createPageSchema } from '../../lib/contract/pagination.ts';
import { portalTags } from '../../lib/contract/tags.ts';

const createSingleParameter = <T extends z.ZodType<string, string>>(schema: T) =>
  z
    .array(schema)
    .max(1)
    .transform(([value = '']) => value as string)
    .optional();

export const endpoint = {
  operation: 'listAuditLog',
  auth: 'portal',
  method: 'GET',
  path: '/portal/audit-log',
  tag: portalTags['audit-log'],
  summary: 'List the audit log',
  description:
    'Returns the newest first: who changed API keys, webhooks and users, and who read sensitive data. Changes of licenses, subscriptions and orders are in the events. A page ' +
    'with a filter may have fewer items than `limit`, or none, without being the last one.',
  scope: 'audit:read',
  pathParameters: z.strictObject({}),
  query: z.strictObject({
    action: createSingleParameter(z.string().max(100)).describe(
      'Entries whose action begins with this text, such as `api-key.`.',
    ),
    actorId: createSingleParameter(z.string().max(200)).describe('Entries of this user, API key or tool.'),
    resource: createSingleParameter(z.string().max(500)).describe('Entries about this resource.'),
    from: createSingleParameter(CalendarDate).describe('Entries of this day (UTC) and later ones.'),
    to: createSingleParameter(CalendarDate).describe('Entries of this day (UTC) and earlier ones.'),
    ...createPageParameters(),
  }),
  success: { status: 200, schema: createPageSchema(AuditLogEntry) },
  errors: [],
  access: { connect: ['BatchGetItem'], audit: ['Query'] },
} as const satisfies PortalEndpoint;
