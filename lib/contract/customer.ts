import * as z from 'zod';
import { createTextSchema, ResourceId } from './field-types.ts';

/** Nothing more than this: sensitive details have their own calls. */
export const EmbeddedCustomer = z.strictObject({ customerId: ResourceId, name: createTextSchema(1, 256) });
export type EmbeddedCustomer = z.infer<typeof EmbeddedCustomer>;
