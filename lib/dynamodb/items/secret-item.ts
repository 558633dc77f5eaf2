import type * as z from 'zod';
import { createItemParser, type ItemRef } from '../item.ts';

/** Ref of an item with personal data or codes. Only the calls that return them and the import may access the table. */
export const secretItemRef = <T>(pk: string, sk: string, schema: z.ZodType<T>): ItemRef<T> => ({
  table: 'secrets',
  primaryKey: { pk, sk },
  parse: createItemParser(schema, 'secrets'),
});
