import * as z from 'zod';
import { EmbeddedAssignment } from './assignment.ts';
import { EmbeddedCustomer } from './customer.ts';
import { Instant, JsonObject, ResourceId } from './field-types.ts';
import { Metadata } from './metadata.ts';
import { EmbeddedProductOffering, PendingProductOffering } from './product-offering.ts';
import { createScheduledChangeSchema } from './scheduled-change.ts';

export const LicenseStatus = z.enum(['PENDING', 'ACTIVE', 'PAUSED', 'CANCELLED', 'BLOCKED']);
export type LicenseStatus = z.infer<typeof LicenseStatus>;

const ScheduledLicenseChange = createScheduledChangeSchema(['ACTIVE', 'CANCELLED']);

/** A permission to use a product. */
export const License = z.strictObject({
  licenseId: ResourceId,
  status: LicenseStatus,
  type: z.string(),
  customer: EmbeddedCustomer,
  productOffering: EmbeddedProductOffering,
  activatedAt: Instant.optional(),
  assignedTo: EmbeddedAssignment.optional(),
  details: JsonObject.optional(),
  pendingStatus: ScheduledLicenseChange.optional().describe('The nearest scheduled change.'),
  scheduledChanges: z.array(ScheduledLicenseChange).describe('All scheduled changes in their order.'),
  pendingProductOffering: PendingProductOffering.optional(),
  cancelledAt: Instant.optional(),
  pausedAt: Instant.optional(),
  metadata: Metadata.optional(),
});
export type License = z.infer<typeof License>;
