import * as z from 'zod';
import { createTextSchema } from './field-types.ts';

/** The beginning of a reference in place of an ID. */
export const referencePrefix = 'rid_';

/** The ID of a resource in another system. It can be sent in a path, and is unique per tenant and kind of resource. */
export const ReferenceId = createTextSchema(1, 255).refine(text => !/\p{Cc}/u.test(text), {
  error: 'must not contain control characters',
  params: { code: 'INVALID_VALUE' },
});

/** A field of a request that names a customer or a subscription. References are replaced by IDs before an operation sees them. */
export const IdOrReference = z
  .string()
  .regex(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: most code generators do not know \P{Cc}
    /^(?:(?!rid_)[A-Za-z0-9_-]{1,64}|rid_[^\u0000-\u001f\u007f-\u009f]{1,255})$/u,
    'must be 1 to 64 of the characters A-Z, a-z, 0-9, _ and -, or rid_ and a referenceId of 1 to 255 characters without control characters',
  )
  .refine(text => text.isWellFormed(), {
    error: 'must be well-formed Unicode',
    params: { code: 'INVALID_VALUE' },
  });

export const CustomerIdOrReference = IdOrReference.meta({
  description: 'The ID of the customer, or `rid_` and its `referenceId`.',
  examples: ['demo-customer'],
});

export const SubscriptionIdOrReference = IdOrReference.meta({
  description: 'The ID of the subscription, or `rid_` and its `referenceId`.',
  examples: ['demo-subscription'],
});
