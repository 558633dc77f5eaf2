import * as z from 'zod';
import type { CustomerDetailFacts, SensitiveCustomerFields } from '../../domain/customer.ts';
import type { ItemRef } from '../item.ts';
import { createJsonTextField, instantField, type StoredItem, versionStampFields } from './item-fields.ts';
import { secretItemRef } from './secret-item.ts';

const CustomerDetailsItem = z.object({
  ...versionStampFields,
  customerType: z.enum(['CONSUMER', 'BUSINESS']),
  createdAt: instantField.optional(),
  updatedAt: instantField.optional(),
  // Validated by the import.
  details: createJsonTextField(
    z.custom<SensitiveCustomerFields>(value => typeof value === 'object' && value !== null),
  ).optional(),
}) satisfies z.ZodType<StoredItem<CustomerDetailFacts>>;

export const customerDetailsRef = (tenantId: string, customerId: string): ItemRef<StoredItem<CustomerDetailFacts>> =>
  secretItemRef(`${tenantId}#customer#${customerId}`, 'details', CustomerDetailsItem);
