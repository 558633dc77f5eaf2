import * as z from 'zod';
import { Assignment } from '../schemas/assignment.ts';
import { LicenseStatus } from '../schemas/license.ts';
import { Id, Metadata, ScheduledDate, TenantId } from '../schemas/primitive.ts';
import { CancellationSchedule } from '../schemas/product-offering.ts';
import { AnyInstant, PassedOnObject, StatedPrice } from './fields.ts';
import { endsAfterStart, statusRules } from './status-rules.ts';

/** The offering that takes over on a day. */
export const PendingOffering = z.strictObject({ scheduledAt: ScheduledDate, productOfferingId: Id });

/** An existing license. */
export const LicenseLine = z
  .strictObject({
    kind: z.literal('license'),
    tenantId: TenantId,
    licenseId: Id,
    customerId: Id,
    productOfferingId: Id,
    status: LicenseStatus,
    activatedAt: AnyInstant.optional(),
    startsOn: ScheduledDate.optional(),
    endsOn: ScheduledDate.optional(),
    cancelledAt: AnyInstant.optional(),
    pausedAt: AnyInstant.optional(),
    price: StatedPrice.optional().describe("As agreed; the offering's if absent."),
    cancellationSchedule: CancellationSchedule.optional().describe("As agreed; the offering's if absent."),
    assignedTo: Assignment.optional(),
    details: PassedOnObject.optional(),
    pendingProductOffering: PendingOffering.optional(),
    metadata: Metadata.optional(),
  })
  .superRefine(
    statusRules({
      PENDING: { forbidden: ['activatedAt', 'cancelledAt'] },
      ACTIVE: { required: ['activatedAt'], forbidden: ['startsOn', 'cancelledAt'] },
      PAUSED: { forbidden: ['startsOn', 'cancelledAt'] },
      BLOCKED: { forbidden: ['startsOn', 'cancelledAt'] },
      CANCELLED: { required: ['cancelledAt'], forbidden: ['startsOn', 'endsOn'] },
    }),
  )
  .superRefine(endsAfterStart('activatedAt', ['cancelledAt', 'endsOn']));
export type LicenseLine = z.infer<typeof LicenseLine>;
