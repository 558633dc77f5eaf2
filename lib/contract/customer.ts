import * as z from 'zod';
import { createTextSchema, ResourceId } from './field-types.ts';

/** A customer as it is embedded in other resources. Sensitive details are not part of it. */
export const EmbeddedCustomer = z
  .strictObject({
    customerId: ResourceId.meta({ description: 'The ID of the customer.', examples: ['demo-customer'] }),
    name: createTextSchema(1, 256).meta({ description: 'The display name.', examples: ['Nordlicht Logistik GmbH'] }),
  })
  .meta({
    id: 'Customer',
    description: 'The owner of a resource. Sensitive details of a customer are not part of this API.',
  });
export type EmbeddedCustomer = z.infer<typeof EmbeddedCustomer>;
