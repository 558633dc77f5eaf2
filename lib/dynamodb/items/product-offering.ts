import * as z from 'zod';
import type { ProductOfferingFacts } from '../../domain/product-offering.ts';
import type { ItemRef } from '../item.ts';
import { connectItemRef } from './connect-item.ts';
import {
  CancellationScheduleField,
  OfferingGroupField,
  PriceField,
  type StoredItem,
  versionStampFields,
} from './item-fields.ts';

const ProductOfferingItem = z.object({
  ...versionStampFields,
  productOfferingId: z.string(),
  name: z.string(),
  type: z.enum(['LICENSE', 'SUBSCRIPTION', 'SUBSCRIPTION_ADDON']),
  licenseType: z.string().optional(),
  status: z.enum(['AVAILABLE', 'ARCHIVED']),
  cancellationSchedule: CancellationScheduleField,
  price: PriceField,
  group: OfferingGroupField.optional(),
  changeOptions: z
    .array(z.object({ productOfferingId: z.string(), changeSchedule: z.enum(['INSTANT', 'NEXT_RENEWAL']).optional() }))
    .optional(),
  addonOfferings: z.array(z.string()).optional(),
  validityDays: z.int().optional(),
}) satisfies z.ZodType<StoredItem<ProductOfferingFacts>>;

export const productOfferingRef = (
  tenantId: string,
  productOfferingId: string,
): ItemRef<StoredItem<ProductOfferingFacts>> =>
  connectItemRef(`${tenantId}#product-offering#${productOfferingId}`, 'product-offering', ProductOfferingItem);
