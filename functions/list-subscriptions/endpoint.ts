import * as z from 'zod';
import type { Endpoint } from '../../lib/contract/endpoint.ts';
import { createTextSchema } from '../../lib/contract/field-types.ts';
import { createPageParameters, createPageSchema } from '../../lib/contract/pagination.ts';
import { IdOrReference, ReferenceId } from '../../lib/contract/reference.ts';
import { Msisdn, SubscriptionStatus, SubscriptionSummary } from '../../lib/contract/subscription.ts';
import { apiTags } from '../../lib/contract/tags.ts';

/** Each customer needs a separate query. */
const maxCustomers = 10;

/** A subscription can be 50 times as large as a license. */
const maxSubscriptionsPerPage = 100;

/** In a query, a + that was not escaped arrives as a space. */
const MsisdnParameter = z.preprocess(text => (typeof text === 'string' ? text.replace(/^ /, '+') : text), Msisdn);

const createLookupParameter = <T extends z.ZodType>(schema: T, description: string) =>
  z
    .array(schema)
    .max(1)
    .transform(([value]) => value)
    .optional()
    .describe(description);

const lookupNames = ['msisdn', 'iccid', 'referenceId'] as const;

export const endpoint = {
  operation: 'listSubscriptions',
  method: 'GET',
  path: '/subscriptions',
  tag: apiTags.subscriptions,
  summary: 'List subscriptions',
  description:
    'With `msisdn`, `iccid` or `referenceId`, of which only one can be sent, the list is complete and has one page. It includes ' +
    'subscriptions that have ended. Without them, a page may have fewer items than `limit`, or none, without being the last one: ' +
    'continue until `nextCursor` is null.',
  scope: 'subscriptions:read',
  pathParameters: z.strictObject({}),
  query: z
    .strictObject({
      customerId: z
        .array(IdOrReference)
        .max(maxCustomers)
        .optional()
        .describe(
          `Subscriptions of this customer: its ID, or \`rid_\` and its \`referenceId\`. Repeat the parameter to allow several, at most ${maxCustomers}.`,
        ),
      status: z
        .array(SubscriptionStatus)
        .optional()
        .describe('Subscriptions with this status. Repeat the parameter to allow several.'),
      type: z
        .array(createTextSchema(1, 64))
        .optional()
        .describe('Subscriptions of this type. Repeat the parameter to allow several.'),
      msisdn: createLookupParameter(
        MsisdnParameter,
        'Subscriptions with this phone number, with or without a leading +.',
      ),
      iccid: createLookupParameter(
        z.string().regex(/^\d{18,22}$/, 'must be 18 to 22 digits'),
        'Subscriptions with this card.',
      ),
      referenceId: createLookupParameter(ReferenceId, 'The subscription with this `referenceId`.'),
      ...createPageParameters(maxSubscriptionsPerPage),
    })
    .superRefine((query, context) => {
      const [first, second] = lookupNames.filter(name => query[name] !== undefined);
      if (second === undefined) return;
      const message = `cannot be combined with ${first}`;
      context.addIssue({ code: 'custom', path: [second], message, params: { code: 'INVALID_VALUE' } });
    }),
  success: { status: 200, schema: createPageSchema(SubscriptionSummary) },
  errors: [],
  access: { apiKeys: ['BatchGetItem'], connect: ['BatchGetItem', 'Query'] },
  indexes: ['byTenant', 'byCustomer'],
} as const satisfies Endpoint;
