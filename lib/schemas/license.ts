import * as z from 'zod';
import { EmbeddedAssignment } from './assignment.ts';
import { EmbeddedCustomer, PendingProductOffering, scheduledChange } from './lifecycle.ts';
import { Id, Instant, JsonObject, Metadata } from './primitive.ts';
import { EmbeddedProductOffering } from './product-offering.ts';

export const LicenseStatus = z.enum(['PENDING', 'ACTIVE', 'PAUSED', 'CANCELLED', 'BLOCKED']);
export type LicenseStatus = z.infer<typeof LicenseStatus>;

const LicenseChange = scheduledChange(['ACTIVE', 'CANCELLED']);

/** A permission to use a product. */
export const License = z.strictObject({
  licenseId: Id,
  status: LicenseStatus,
  type: z.string(),
  customer: EmbeddedCustomer,
  productOffering: EmbeddedProductOffering,
  activatedAt: Instant.optional(),
  assignedTo: EmbeddedAssignment.optional(),
  details: JsonObject.optional(),
  pendingStatus: LicenseChange.optional().describe('The nearest scheduled change.'),
  scheduledChanges: z.array(LicenseChange).describe('All scheduled changes in their order.'),
  pendingProductOffering: PendingProductOffering.optional(),
  cancelledAt: Instant.optional(),
  pausedAt: Instant.optional(),
  metadata: Metadata.optional(),
});
export type License = z.infer<typeof License>;
