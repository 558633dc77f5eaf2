import * as z from 'zod';
import type { PortingDetails } from '../../contract/porting.ts';
import type { ItemRef } from '../item.ts';
import { createJsonTextField, type StoredItem, versionStampFields } from './item-fields.ts';
import { secretItemRef } from './secret-item.ts';

/** The details of a porting. They expire 90 days after the porting ended. */
export interface PortingDetailFacts {
  details: PortingDetails;
  /** In epoch seconds, as TTL needs it. */
  expiresAt?: number | undefined;
}

const PortingDetailsItem = z.object({
  ...versionStampFields,
  // Validated by the import.
  details: createJsonTextField(z.custom<PortingDetails>(value => typeof value === 'object' && value !== null)),
  expiresAt: z.int().optional(),
}) satisfies z.ZodType<StoredItem<PortingDetailFacts>>;

export const portingDetailsRef = (tenantId: string, subscriptionId: string): ItemRef<StoredItem<PortingDetailFacts>> =>
  secretItemRef(`${tenantId}#subscription#${subscriptionId}`, 'porting', PortingDetailsItem);
