import * as z from 'zod';

/** How many items a page has. */
export const pageLimits = { default: 100, max: 1000 };

const limitPattern = /^(0|[1-9]\d{0,8})$/;

const LimitParameter = z
  .string()
  .regex(limitPattern, `must be a whole number from 1 to ${pageLimits.max}`)
  .refine(text => !limitPattern.test(text) || (Number(text) >= 1 && Number(text) <= pageLimits.max), {
    error: `must be from 1 to ${pageLimits.max}`,
    params: { code: 'INVALID_VALUE' },
  });

/** The query parameters of every list that has pages. */
export const pageParameters = {
  limit: z
    .array(LimitParameter)
    .max(1)
    .transform(([text]) => Number(text))
    .optional()
    .describe(`At most so many items, 1 to ${pageLimits.max}; ${pageLimits.default} when it is left out.`),
  cursor: z
    .array(z.string().max(1000))
    .max(1)
    .transform(([text = '']) => text)
    .optional()
    .describe('The `nextCursor` of the page before, as it came, together with the same filters.'),
};

const Pagination = z.strictObject({
  nextCursor: z
    .string()
    .nullable()
    .describe(
      'Where the next page begins; null on the last one. A page may have fewer items than `limit`, or none, and still not be ' +
        'the last: go on until this is null.',
    ),
});

/** The schema of a page of a list. */
export const createPageSchema = <T extends z.ZodType>(item: T) =>
  z.strictObject({ items: z.array(item), pagination: Pagination });
