import * as z from 'zod';

/** Replaces a required text whose personal data was removed. */
export const erasedText = 'erased';

/** Creates the schema of a value that can be returned as `erased`. */
export const allowErased = <T extends z.ZodType>(schema: T) => z.union([schema, z.literal(erasedText)]);
