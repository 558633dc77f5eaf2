import * as z from 'zod';

/** The number of items on a page. */
export const pageLimits = { default: 100, max: 1000 };

const limitPattern = /^(0|[1-9]\d{0,8})$/;

const createLimitParameter = (max: number) =>
  z
    .string()
    .regex(limitPattern, `must be a whole number from 1 to ${max}`)
    .refine(text => !limitPattern.test(text) || (Number(text) >= 1 && Number(text) <= max), {
      error: `must be from 1 to ${max}`,
      params: { code: 'INVALID_VALUE' },
    });

/** Creates the query parameters of a paginated list. @param max - the maximum number of items on a page */
export const createPageParameters = (max: number = pageLimits.max) => ({
  limit: z
    .array(createLimitParameter(max))
    .max(1)
    .transform(([text]) => Number(text))
    .optional()
    .meta({
      description: `The maximum number of items, 1 to ${max}. The default is ${pageLimits.default}.`,
      maximum: max,
    }),
  cursor: z
    .array(z.string().max(1000))
    .max(1)
    .transform(([text = '']) => text)
    .optional()
    .describe('The `nextCursor` of the previous page, unchanged and with the same filters.'),
});

/** The query parameters of a list whose items are small. */
export const pageParameters = createPageParameters();

const Pagination = z
  .strictObject({
    nextCursor: z
      .string()
      .nullable()
      .describe(
        'The cursor of the next page, or null on the last page. A page may have fewer items than `limit`, or none, without being ' +
          'the last one: continue until this field is null.',
      ),
  })
  .meta({ id: 'Pagination', description: 'The position in the list.' });

/** Creates the schema of a page of a list. */
export const createPageSchema = <T extends z.ZodType>(item: T) =>
  z.strictObject({ items: z.array(item).describe('The items of this page.'), pagination: Pagination });
