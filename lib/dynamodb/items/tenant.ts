import * as z from 'zod';
import type { Tenant } from '../../domain/tenant.ts';
import type { ItemRef } from '../item.ts';
import { connectItemRef } from './connect-item.ts';
import { type StoredItem, versionStampFields } from './item-fields.ts';

const TenantItem = z.object({
  ...versionStampFields,
  tenantId: z.string(),
  mode: z.enum(['live', 'test']),
  timeZone: z.string(),
  billingManaged: z.boolean(),
}) satisfies z.ZodType<StoredItem<Tenant>>;

export const tenantRef = (tenantId: string): ItemRef<StoredItem<Tenant>> =>
  connectItemRef(`${tenantId}#tenant`, 'tenant', TenantItem);
