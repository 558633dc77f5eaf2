import * as z from 'zod';
import { Assignment } from '../contract/assignment.ts';
import { ResourceId, ScheduledDate, TenantId } from '../contract/field-types.ts';
import { LicenseStatus } from '../contract/license.ts';
import { Metadata } from '../contract/metadata.ts';
import { CancellationSchedule } from '../contract/product-offering.ts';
import { OffsetInstant, OpaqueObject, StorablePrice, TermDate } from './line-fields.ts';
import { requireEndAfterStart, requireStatusFields } from './status-rules.ts';

/** The offering that replaces the current one on a date. */
export const PendingOfferingLine = z.strictObject({ scheduledAt: ScheduledDate, productOfferingId: ResourceId });

/** An existing license. */
export const LicenseLine = z
  .strictObject({
    kind: z.literal('license'),
    tenantId: TenantId,
    licenseId: ResourceId,
    customerId: ResourceId,
    productOfferingId: ResourceId,
    status: LicenseStatus,
    activatedAt: OffsetInstant.optional(),
    startsOn: ScheduledDate.optional(),
    endsOn: ScheduledDate.optional(),
    cancelledAt: OffsetInstant.optional(),
    pausedAt: OffsetInstant.optional(),
    price: StorablePrice.optional().describe("As agreed; the offering's if absent."),
    cancellationSchedule: CancellationSchedule.optional().describe("As agreed; the offering's if absent."),
    assignedTo: Assignment.optional(),
    details: OpaqueObject.optional(),
    pendingProductOffering: PendingOfferingLine.optional(),
    boundUntil: TermDate.optional().describe('The end of the minimum term.'),
    renewsFrom: TermDate.optional().describe('The day from which renewals are counted.'),
    metadata: Metadata.optional(),
  })
  .superRefine(
    requireStatusFields({
      PENDING: { forbidden: ['activatedAt', 'cancelledAt'] },
      ACTIVE: { required: ['activatedAt'], forbidden: ['startsOn', 'cancelledAt'] },
      PAUSED: { required: ['activatedAt'], forbidden: ['startsOn', 'cancelledAt'] },
      BLOCKED: { required: ['activatedAt'], forbidden: ['startsOn', 'cancelledAt'] },
      CANCELLED: { required: ['cancelledAt'], forbidden: ['startsOn', 'endsOn'] },
    }),
  )
  .superRefine(requireEndAfterStart('activatedAt', ['cancelledAt', 'endsOn']));
export type LicenseLine = z.infer<typeof LicenseLine>;
