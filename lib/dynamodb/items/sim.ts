import * as z from 'zod';
import type { SimCodeFacts, SimFacts } from '../../domain/sim.ts';
import type { ItemRef } from '../item.ts';
import { createJsonTextField, erasureField, instantField, type StoredItem, versionStampFields } from './item-fields.ts';
import { secretItemRef } from './secret-item.ts';

const SimItem = z.object({
  ...versionStampFields,
  iccid: z.string(),
  type: z.enum(['PHYSICAL', 'ESIM']),
  ...erasureField,
  status: z.enum(['AVAILABLE', 'IN_USE', 'RESERVED', 'CONSUMED', 'BRAND_RESERVED']),
  createdAt: instantField.optional(),
  updatedAt: instantField.optional(),
  // Validated by the import.
  details: createJsonTextField(
    z.custom<NonNullable<SimFacts['details']>>(value => typeof value === 'object' && value !== null),
  ).optional(),
}) satisfies z.ZodType<StoredItem<SimFacts>>;

const SimCodesItem = z.object({
  ...versionStampFields,
  iccid: z.string(),
  puk1: z.string(),
  puk2: z.string().optional(),
  pin1: z.string().optional(),
  pin2: z.string().optional(),
}) satisfies z.ZodType<StoredItem<SimCodeFacts>>;

export const simRef = (tenantId: string, iccid: string): ItemRef<StoredItem<SimFacts>> =>
  secretItemRef(`${tenantId}#sim#${iccid}`, 'details', SimItem);

export const simCodesRef = (tenantId: string, iccid: string): ItemRef<StoredItem<SimCodeFacts>> =>
  secretItemRef(`${tenantId}#sim#${iccid}`, 'codes', SimCodesItem);
