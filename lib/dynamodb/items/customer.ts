import * as z from 'zod';
import type { CustomerFacts } from '../../domain/customer.ts';
import type { ItemRef } from '../item.ts';
import { connectItemRef } from './connect-item.ts';
import { erasureField, type StoredItem, versionStampFields } from './item-fields.ts';

const CustomerItem = z.object({
  ...versionStampFields,
  customerId: z.string(),
  name: z.string(),
  referenceId: z.string().optional(),
  ...erasureField,
}) satisfies z.ZodType<StoredItem<CustomerFacts>>;

export const customerRef = (tenantId: string, customerId: string): ItemRef<StoredItem<CustomerFacts>> =>
  connectItemRef(`${tenantId}#customer#${customerId}`, 'customer', CustomerItem);
