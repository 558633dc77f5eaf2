import * as z from 'zod';

/** Replaces a required text whose personal data was removed. */
export const erasedText = 'erased';

/** Creates the schema of a text that can be returned as `erased`. The reference of the documentation needs the type beside the alternatives. */
export const allowErased = <T extends z.ZodType<string>>(schema: T) =>
  z.union([schema, z.literal(erasedText)]).meta({ type: 'string' });
