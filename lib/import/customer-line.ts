import * as z from 'zod';
import { CustomerType, customerDetailFields, customerUserFields } from '../contract/customer.ts';
import { createTextSchema, TenantId } from '../contract/field-types.ts';
import { ReferenceId } from '../contract/reference.ts';
import type { CustomerDetailFacts } from '../domain/customer.ts';
import { mergeMetadata } from '../domain/metadata.ts';
import { eraseField } from './erase-line.ts';
import { OffsetInstant, ReferableId } from './line-fields.ts';

/** A customer. Its users are named by ID. */
export const CustomerLine = z.strictObject({
  kind: z.literal('customer'),
  tenantId: TenantId,
  customerId: ReferableId,
  name: createTextSchema(1, 256),
  referenceId: ReferenceId.optional(),
  customerType: CustomerType.default('BUSINESS'),
  ...customerDetailFields,
  ...customerUserFields,
  createdAt: OffsetInstant.optional(),
  updatedAt: OffsetInstant.optional(),
  ...eraseField,
});
export type CustomerLine = z.infer<typeof CustomerLine>;

/** Builds the details of a customer from its line. A field that is not in the line is removed. */
export function buildCustomerDetails(line: CustomerLine): CustomerDetailFacts {
  const { customerType, createdAt, updatedAt } = line;
  const details = {
    contact: line.contact,
    identity: line.identity,
    preferredLocale: line.preferredLocale,
    humanReadableId: line.humanReadableId,
    billing: line.billing,
    users: line.users,
    contactPerson: line.contactPerson,
    shipping: line.shipping,
    metadata: mergeMetadata(undefined, line.metadata),
  };
  const hasDetails = Object.values(details).some(value => value !== undefined);
  return { customerType, createdAt, updatedAt, details: hasDetails ? details : undefined };
}
