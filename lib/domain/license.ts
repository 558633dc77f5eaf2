import type { Assignment, EmbeddedAssignment } from '../contract/assignment.ts';
import type { EmbeddedCustomer } from '../contract/customer.ts';
import type { CalendarDate, Instant, JsonObject } from '../contract/field-types.ts';
import type { License, LicenseStatus } from '../contract/license.ts';
import type {
  CancellationSchedule,
  EmbeddedProductOffering,
  PendingProductOffering,
  Price,
} from '../contract/product-offering.ts';
import { type CancellationRequest, decideCancellation, rejectPastDate } from './cancellation.ts';
import { markCommanded, type OwnedFacts } from './commanded-fields.ts';
import type { CustomerFacts } from './customer.ts';
import { embedCustomer } from './customer.ts';
import { type BusinessError, createBusinessError, type InvalidRequest, isDomainError } from './domain-error.ts';
import {
  computeBoundUntil,
  type DecisionTime,
  type EffectiveDate,
  findEffectiveDate,
  isDue,
  listScheduledChanges,
  markApplied,
  type RenewalTerms,
  toEffectiveDate,
} from './effective-dates.ts';
import { mergeMetadata } from './metadata.ts';
import type { ProductOfferingFacts } from './product-offering.ts';
import { embedProductOffering } from './product-offering.ts';
import type { Tenant } from './tenant.ts';

/**
 * The stored facts of a license. {@link viewLicense} derives the representation that a client sees (status, pending changes,
 * instants) from these facts and the time. Nothing that depends on the time is stored.
 *
 * ```
 *            starts due            ends due
 *  PENDING ────────────▶ ACTIVE ────────────▶ CANCELLED
 *     └──────────────────────────────────────────▲
 *  suspended (by Seamless OS): PAUSED or BLOCKED instead of PENDING or ACTIVE
 * ```
 */
export interface LicenseFacts extends OwnedFacts {
  licenseId: string;
  type: string;
  customer: EmbeddedCustomer;
  productOffering: EmbeddedProductOffering;
  cancellationSchedule: CancellationSchedule;
  createdAt: Instant;
  /** The time of the last command or import. */
  changedAt: Instant;
  starts?: EffectiveDate | undefined;
  ends?: EffectiveDate | undefined;
  suspension?: 'PAUSED' | 'BLOCKED' | undefined;
  pausedAt?: Instant | undefined;
  assignedTo?: EmbeddedAssignment | undefined;
  details?: JsonObject | undefined;
  /** A scheduled change of the product offering. It is part of `productOffering` once it was applied. */
  offeringChange?: OfferingChange | undefined;
  /** The end of the minimum term, where it is not the start plus the bound months of the price. */
  boundUntil?: CalendarDate | undefined;
  /** The date from which renewals are counted, where it is not the start: the last change of the billing cycle. */
  renewsFrom?: CalendarDate | undefined;
  metadata?: JsonObject | undefined;
}

/** The terms from the date of a change of the product offering, as they were agreed when it was accepted. */
export interface OfferingChange extends EffectiveDate {
  productOffering: EmbeddedProductOffering;
  cancellationSchedule: CancellationSchedule;
}

export interface NewLicense {
  productOfferingId: string;
  customerId: string;
  type?: string | undefined;
  assignedTo?: Assignment | undefined;
  scheduledAt?: CalendarDate | undefined;
  metadata?: JsonObject | undefined;
}

/** The assignee of a new license: its customer and its display text. */
export interface LicenseAssignee {
  customerId: string;
  display: string;
  /** True for a CANCELLED subscription, which takes no new license. */
  isCancelled?: boolean;
}

/** Decides the creation of a license, active immediately or on a future date. */
export function decideCreateLicense(
  request: NewLicense,
  related: {
    tenant: Tenant;
    customer: CustomerFacts | undefined;
    offering: ProductOfferingFacts | undefined;
    assignee: LicenseAssignee | undefined;
  },
  licenseId: string,
  time: DecisionTime,
): LicenseFacts | BusinessError | InvalidRequest {
  if (related.tenant.billingManaged) return { invalidRequest: 'billing_managed' };
  const pastDateError = rejectPastDate(request.scheduledAt, time);
  if (pastDateError) return pastDateError;

  const { customer, offering } = related;
  if (!customer || customer.erased) return createBusinessError('customer_not_found');
  if (!offering) return createBusinessError('product_offering_not_found');
  if (offering.type !== 'LICENSE' || offering.status !== 'AVAILABLE' || offering.licenseType === undefined) {
    return createBusinessError('product_offering_not_available');
  }
  if (request.type !== undefined && request.type !== offering.licenseType)
    return createBusinessError('license_type_mismatch');
  if (request.assignedTo && !related.assignee)
    return createBusinessError(assigneeNotFoundCodes[request.assignedTo.type]);
  if (related.assignee && related.assignee.customerId !== customer.customerId)
    return createBusinessError('assignment_mismatch');
  if (related.assignee?.isCancelled) return createBusinessError('subscription_already_cancelled');

  const license: LicenseFacts = {
    licenseId,
    type: offering.licenseType,
    customer: embedCustomer(customer),
    productOffering: embedProductOffering(offering),
    cancellationSchedule: offering.cancellationSchedule,
    createdAt: time.now,
    changedAt: time.now,
    starts: toEffectiveDate(request.scheduledAt ?? time.today, time),
    assignedTo: request.assignedTo && related.assignee && embedAssignment(request.assignedTo, related.assignee.display),
    metadata: mergeMetadata(undefined, request.metadata),
  };
  const setFields = ['start', 'offering', ...(request.assignedTo ? (['assignment'] as const) : [])] as const;
  return markCommanded(license, setFields, request.metadata);
}

/** Decides the cancellation of a license: immediate, on a date, or by the agreed schedule. A scheduled end is moved. */
export function decideCancelLicense<L extends LicenseFacts>(
  license: L | undefined,
  request: CancellationRequest,
  time: DecisionTime,
): { before: L; after: L } | BusinessError | InvalidRequest {
  const cancelled = decideCancellation(license, request, time, {
    settle: settleLicense,
    findRenewalTerms: findLicenseRenewalTerms,
    notFound: 'license_not_found',
    alreadyCancelled: 'license_already_cancelled',
  });
  if (isDomainError(cancelled)) return cancelled;
  const { before, after } = cancelled;
  return { before, after: { ...after, changedAt: time.now } };
}

/**
 * Puts into effect what is due: marks the start and the end as applied, and replaces the product offering by a due change. The
 * representation that a client sees is the same before and after. Returns the same object if nothing is due.
 */
export function settleLicense<L extends LicenseFacts>(license: L, now: Instant): L {
  const settled = markApplied(license, now);
  const change = findEffectiveDate(license.offeringChange, license.ends);
  return change && isDue(change, now) ? { ...settled, ...applyOfferingChange(license, change) } : settled;
}

/** The terms after a change. The minimum term never becomes shorter. Renewals continue unless the billing cycle changes. */
function applyOfferingChange(license: LicenseFacts, { on, productOffering, cancellationSchedule }: OfferingChange) {
  const previousBound = findBoundUntil(license);
  const newBound = computeBoundUntil(on, productOffering.price);
  return {
    productOffering,
    cancellationSchedule,
    offeringChange: undefined,
    boundUntil: previousBound && newBound && previousBound > newBound ? previousBound : (newBound ?? previousBound),
    renewsFrom: isSameCycle(license.productOffering.price, productOffering.price) ? license.renewsFrom : on,
  };
}

/** Billing cycles are equal if their period and interval are equal, or neither price has one. */
const isSameCycle = ({ billingCycle: a }: Price, { billingCycle: b }: Price): boolean =>
  a?.period === b?.period && a?.interval === b?.interval;

/** Returns the end of the minimum term; undefined if there is none or the start is unknown or hidden by an end. */
export function findBoundUntil({ starts, ends, boundUntil, productOffering }: LicenseFacts): CalendarDate | undefined {
  const effectiveStart = findEffectiveDate(starts, ends);
  return boundUntil ?? (effectiveStart && computeBoundUntil(effectiveStart.on, productOffering.price));
}

/** Returns the dates that determine the default end; undefined if the license never became active. */
function findLicenseRenewalTerms(license: LicenseFacts, now: Instant): RenewalTerms | undefined {
  const effectiveStart = findEffectiveDate(license.starts, license.ends);
  if (!effectiveStart || !isDue(effectiveStart, now)) return undefined;
  return { renewsFrom: license.renewsFrom ?? effectiveStart.on, boundUntil: findBoundUntil(license) };
}

/** Derives the representation of a license that a client sees at an instant. */
export function viewLicense(storedLicense: LicenseFacts, now: Instant): License {
  const license = settleLicense(storedLicense, now);
  const { starts, ends } = license;
  const started = isDue(findEffectiveDate(starts, ends), now);
  const ended = isDue(ends, now);
  // The start of a suspended license would not make it ACTIVE, so it is not listed as a scheduled change.
  const visibleDates = license.suspension ? { ends } : { starts, ends };
  const changes = listScheduledChanges(visibleDates, now, { starts: 'ACTIVE', ends: 'CANCELLED' });
  return {
    licenseId: license.licenseId,
    status: toLicenseStatus(license, started, ended),
    type: license.type,
    customer: license.customer,
    productOffering: license.productOffering,
    activatedAt: started ? starts?.at : undefined,
    boundUntil: findBoundUntil(license),
    assignedTo: license.assignedTo,
    details: license.details,
    pendingStatus: changes[0],
    scheduledChanges: changes,
    pendingProductOffering: ended ? undefined : viewOfferingChange(findEffectiveDate(license.offeringChange, ends)),
    cancelledAt: ended ? ends?.at : undefined,
    pausedAt: license.pausedAt,
    metadata: license.metadata,
  };
}

const viewOfferingChange = (change: OfferingChange | undefined): PendingProductOffering | undefined =>
  change && { scheduledAt: change.on, product: change.productOffering };

function toLicenseStatus({ suspension }: LicenseFacts, started: boolean, ended: boolean): LicenseStatus {
  if (ended) return 'CANCELLED';
  return suspension ?? (started ? 'ACTIVE' : 'PENDING');
}

const assigneeNotFoundCodes = {
  SUBSCRIPTION: 'subscription_not_found',
  SUBSCRIBER: 'subscriber_not_found',
  USER: 'user_not_found',
  CUSTOMER: 'customer_not_found',
} as const;

/** Builds the copy of an assignment that a license embeds. */
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
