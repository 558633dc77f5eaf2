import type { Assignment, EmbeddedAssignment } from '../schemas/assignment.ts';
import type { License, LicenseStatus } from '../schemas/license.ts';
import type { EmbeddedCustomer, PendingProductOffering } from '../schemas/lifecycle.ts';
import type { CancellationSchedule, EmbeddedProductOffering } from '../schemas/product-offering.ts';
import type { CalendarDate, Instant } from './calendar.ts';
import { type Cancellation, cancel, pastDate } from './cancellation.ts';
import { embedCustomer } from './embed-customer.ts';
import type { Customer, ProductOffering, Tenant } from './entity.ts';
import { type JsonObject, mergeMetadata } from './metadata.ts';
import { isNo, type Refusal, type Rejection, rejected } from './outcome.ts';
import { embedOffering } from './product-offering.ts';
import { type Dated, datedOn, isDue, type Moment, scheduledChanges } from './schedule.ts';

/**
 * A license as facts. What a client sees of it (status, pending changes, instants) is derived from these and the time by
 * {@link viewLicense}; nothing that depends on the time is stored.
 *
 * ```
 *            starts due            ends due
 *  PENDING ────────────▶ ACTIVE ────────────▶ CANCELLED
 *     └──────────────────────────────────────────▲
 *  held (by Seamless OS): PAUSED or BLOCKED instead of PENDING or ACTIVE
 * ```
 */
export interface LicenseFacts {
  licenseId: string;
  type: string;
  customer: EmbeddedCustomer;
  productOffering: EmbeddedProductOffering;
  cancellationSchedule: CancellationSchedule;
  createdAt: Instant;
  /** The last command or import. */
  changedAt: Instant;
  starts?: Dated | undefined;
  ends?: Dated | undefined;
  held?: 'PAUSED' | 'BLOCKED' | undefined;
  pausedAt?: Instant | undefined;
  assignedTo?: EmbeddedAssignment | undefined;
  details?: JsonObject | undefined;
  pendingProductOffering?: PendingProductOffering | undefined;
  metadata?: JsonObject | undefined;
}

export interface NewLicense {
  productOfferingId: string;
  customerId: string;
  type?: string | undefined;
  assignedTo?: Assignment | undefined;
  scheduledAt?: CalendarDate | undefined;
  metadata?: JsonObject | undefined;
}

/** The entity that a new license is to be assigned to: whose it is, and the text that names it. */
export interface Assignee {
  customerId: string;
  display: string;
}

/** Makes a license, active now or on a day to come. */
export function createLicense(
  request: NewLicense,
  known: {
    tenant: Tenant;
    customer: Customer | undefined;
    offering: ProductOffering | undefined;
    assignee: Assignee | undefined;
  },
  licenseId: string,
  moment: Moment,
): LicenseFacts | Rejection | Refusal {
  if (known.tenant.billingManaged) return { refused: 'billing_managed' };
  const past = pastDate(request.scheduledAt, moment);
  if (past) return past;

  const { customer, offering } = known;
  if (!customer) return rejected('customer_not_found');
  if (!offering) return rejected('product_offering_not_found');
  if (offering.type !== 'LICENSE' || offering.status !== 'AVAILABLE' || offering.licenseType === undefined) {
    return rejected('product_offering_not_available');
  }
  if (request.type !== undefined && request.type !== offering.licenseType) return rejected('license_type_mismatch');
  if (request.assignedTo && !known.assignee) return rejected(assigneeNotFound[request.assignedTo.type]);
  if (known.assignee && known.assignee.customerId !== customer.customerId) return rejected('assignment_mismatch');

  return {
    licenseId,
    type: offering.licenseType,
    customer: embedCustomer(customer),
    productOffering: embedOffering(offering),
    cancellationSchedule: offering.cancellationSchedule,
    createdAt: moment.now,
    changedAt: moment.now,
    starts: datedOn(request.scheduledAt ?? moment.today, moment),
    assignedTo: request.assignedTo && known.assignee && embedAssignment(request.assignedTo, known.assignee.display),
    metadata: mergeMetadata(undefined, request.metadata),
  };
}

/** Ends a license now, on a day, or by the schedule agreed when it was made; moves an end that is only scheduled. */
export function cancelLicense<L extends LicenseFacts>(
  license: L | undefined,
  request: Cancellation,
  moment: Moment,
): { before: L; after: L } | Rejection | Refusal {
  const cancelled = cancel(license, ({ starts }) => starts?.on, request, moment, {
    notFound: 'license_not_found',
    alreadyCancelled: 'license_already_cancelled',
  });
  if (isNo(cancelled)) return cancelled;
  const { before, after } = cancelled;
  return { before, after: { ...after, changedAt: moment.now } };
}

/** The license as a client sees it at an instant. */
export function viewLicense(license: LicenseFacts, now: Instant): License {
  const { starts, ends } = license;
  const started = isDue(starts, now);
  const ended = isDue(ends, now);
  // While Seamless OS holds a license, its start would not make it ACTIVE: that change is not announced.
  const announced = license.held ? { ends } : { starts, ends };
  const changes = scheduledChanges(announced, now, { starts: 'ACTIVE', ends: 'CANCELLED' });
  return {
    licenseId: license.licenseId,
    status: licenseStatus(license, started, ended),
    type: license.type,
    customer: license.customer,
    productOffering: license.productOffering,
    activatedAt: started ? starts?.at : undefined,
    assignedTo: license.assignedTo,
    details: license.details,
    pendingStatus: changes[0],
    scheduledChanges: changes,
    pendingProductOffering: license.pendingProductOffering,
    cancelledAt: ended ? ends?.at : undefined,
    pausedAt: license.pausedAt,
    metadata: license.metadata,
  };
}

function licenseStatus({ held }: LicenseFacts, started: boolean, ended: boolean): LicenseStatus {
  if (ended) return 'CANCELLED';
  return held ?? (started ? 'ACTIVE' : 'PENDING');
}

const assigneeNotFound = {
  SUBSCRIPTION: 'subscription_not_found',
  SUBSCRIBER: 'subscriber_not_found',
  USER: 'user_not_found',
  CUSTOMER: 'customer_not_found',
} as const;

/** The copy of an assignment that a license carries. */
export function embedAssignment(assignment: Assignment, display: string): EmbeddedAssignment {
  switch (assignment.type) {
    case 'SUBSCRIPTION':
      return { ...assignment, subscriptionDisplay: display };
    case 'SUBSCRIBER':
      return { ...assignment, subscriberDisplay: display };
    case 'USER':
      return { ...assignment, userDisplay: display };
    case 'CUSTOMER':
      return { ...assignment, customerDisplay: display };
  }
}
