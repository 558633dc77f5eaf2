import * as z from 'zod';
import { EmbeddedAssignment } from './assignment.ts';
import { EmbeddedCustomer } from './customer.ts';
import { CalendarDate, Instant, JsonObject, ResourceId } from './field-types.ts';
import { Metadata } from './metadata.ts';
import { EmbeddedProductOffering, PendingProductOffering } from './product-offering.ts';
import { createScheduledChangeSchema } from './scheduled-change.ts';

export const LicenseStatus = z.enum(['PENDING', 'ACTIVE', 'PAUSED', 'CANCELLED', 'BLOCKED']);
export type LicenseStatus = z.infer<typeof LicenseStatus>;

const ScheduledLicenseChange = createScheduledChangeSchema(['ACTIVE', 'CANCELLED'], 'LicenseChange');

/** A customer's permission to use a product. */
export const License = z
  .strictObject({
    licenseId: ResourceId.meta({
      description: 'The ID of the license.',
      examples: ['5c61c4a6-38f0-4e73-8190-751ea3bfc26d'],
    }),
    status: LicenseStatus.describe('The current status. A scheduled change is included from its day on.'),
    type: z.string().meta({ description: 'The license type of the product offering.', examples: ['PBX'] }),
    customer: EmbeddedCustomer.describe('The owner.'),
    productOffering: EmbeddedProductOffering.describe(
      'The product offering in effect. A scheduled change is included from its day on.',
    ),
    activatedAt: Instant.optional().describe('The time at which the license became active. Absent before.'),
    boundUntil: CalendarDate.optional().meta({
      description:
        'The end of the minimum term. A cancellation without a date takes effect on this day at the earliest. Absent if there is none.',
      examples: ['2024-04-15'],
    }),
    assignedTo: EmbeddedAssignment.optional().describe(
      'The resource that uses the license. Absent if the license is not assigned.',
    ),
    details: JsonObject.optional().describe('Additional data of the license from Seamless OS, as imported.'),
    pendingStatus: ScheduledLicenseChange.optional().describe('The next scheduled change.'),
    scheduledChanges: z.array(ScheduledLicenseChange).describe('All scheduled changes in chronological order.'),
    pendingProductOffering: PendingProductOffering.optional().describe('The scheduled change of the product offering.'),
    cancelledAt: Instant.optional().describe('The time at which the license ended. Absent before.'),
    pausedAt: Instant.optional().describe('The time at which the license was paused.'),
    metadata: Metadata.optional().describe('Your own data.'),
  })
  .meta({ id: 'License', description: "A customer's permission to use a product." });
export type License = z.infer<typeof License>;
