import type { CalendarDate, JsonObject } from '../contract/field-types.ts';
import type { ChangeSchedule } from '../contract/product-offering.ts';
import { findFirstRenewal } from './calendar.ts';
import { rejectPastDate } from './cancellation.ts';
import { markCommanded } from './commanded-fields.ts';
import { compareYearlyPrices } from './compare-prices.ts';
import { type BusinessError, createBusinessError, type InvalidRequest, isDomainError } from './domain-error.ts';
import { type DecisionTime, findEffectiveDate, isDue, toEffectiveDate } from './effective-dates.ts';
import { findBoundUntil, type LicenseFacts, type OfferingChange, settleLicense } from './license.ts';
import { mergeRequestMetadata } from './metadata.ts';
import { embedProductOffering, type ProductOfferingFacts } from './product-offering.ts';

export interface OfferingChangeRequest {
  productOfferingId: string;
  /** The earliest date. */
  scheduledAt?: CalendarDate | undefined;
  metadata?: JsonObject | undefined;
}

/** The offerings that decide a change. */
interface RelatedOfferings {
  target: ProductOfferingFacts | undefined;
  /** The offering in effect, with its change options. */
  current: ProductOfferingFacts | undefined;
}

/** Decides a change to another product offering. It replaces a change that is already scheduled. */
export function decideOfferingChange<L extends LicenseFacts>(
  license: L | undefined,
  request: OfferingChangeRequest,
  { target, current }: RelatedOfferings,
  time: DecisionTime,
): { before: L; after: L } | BusinessError | InvalidRequest {
  const pastDateError = rejectPastDate(request.scheduledAt, time);
  if (pastDateError) return pastDateError;
  if (!license) return createBusinessError('license_not_found');
  if (!target) return createBusinessError('product_offering_not_found');
  const settled = settleLicense(license, time.now);
  if (isDue(settled.ends, time.now)) return createBusinessError('license_already_cancelled');
  if (settled.suspension === 'BLOCKED') return createBusinessError('license_blocked');
  if (!isAvailableLicenseOffering(target)) return createBusinessError('product_offering_not_available');
  if (target.licenseType !== settled.type) return createBusinessError('license_type_mismatch');
  const option = findChangeOption(current, target.productOfferingId);
  if (!option) return createBusinessError('product_offering_change_not_allowed');
  if (target.productOfferingId === settled.productOffering.productOfferingId)
    return createBusinessError('product_offering_unchanged');

  const { on } = scheduleChange(settled, target, option.changeSchedule, request.scheduledAt ?? time.today, time);
  const date = toEffectiveDate(on, time);
  if (!findEffectiveDate({ on: date.on, at: date.at }, settled.ends)) return createBusinessError('license_ending');
  const merged = mergeRequestMetadata(settled.metadata, request.metadata);
  if (isDomainError(merged)) return merged;

  const terms = {
    productOffering: embedProductOffering(target),
    cancellationSchedule: target.cancellationSchedule,
  };
  const changed: L = isBeforeStart(settled, request.scheduledAt ?? time.today, time)
    ? { ...settled, ...terms, offeringChange: undefined, boundUntil: undefined, renewsFrom: undefined }
    : settleLicense({ ...settled, offeringChange: { ...date, ...terms } satisfies OfferingChange }, time.now);
  const after = markCommanded({ ...changed, ...merged, changedAt: time.now }, ['offering'], request.metadata);
  return { before: license, after };
}

/** A possible change, as if it were requested now without a date. */
export interface PossibleChange {
  offering: ProductOfferingFacts;
  changeSchedule: ChangeSchedule;
  changeScheduleDate: CalendarDate;
}

/** Lists the changes that {@link decideOfferingChange} accepts now, in the order of the options. */
export function listPossibleChanges(
  license: LicenseFacts,
  current: ProductOfferingFacts | undefined,
  offerings: ProductOfferingFacts[],
  time: DecisionTime,
): PossibleChange[] {
  const byId = new Map(offerings.map(offering => [offering.productOfferingId, offering]));
  return (current?.changeOptions ?? []).flatMap(({ productOfferingId, changeSchedule }) => {
    const offering = byId.get(productOfferingId);
    const decision = decideOfferingChange(license, { productOfferingId }, { target: offering, current }, time);
    if (!offering || isDomainError(decision)) return [];
    const { schedule, on } = scheduleChange(
      settleLicense(license, time.now),
      offering,
      changeSchedule,
      time.today,
      time,
    );
    return [{ offering, changeSchedule: schedule, changeScheduleDate: on }];
  });
}

const isAvailableLicenseOffering = ({ type, status }: ProductOfferingFacts): boolean =>
  type === 'LICENSE' && status === 'AVAILABLE';

const findChangeOption = (current: ProductOfferingFacts | undefined, targetId: string) =>
  current?.changeOptions?.find(({ productOfferingId }) => productOfferingId === targetId);

/** True if the license has not started and the change is requested for its start or earlier. Such a change is immediate. */
function isBeforeStart(license: LicenseFacts, earliest: CalendarDate, { now }: DecisionTime): boolean {
  if (isDue(findEffectiveDate(license.starts, license.ends), now)) return false;
  return license.starts === undefined || earliest <= license.starts.on;
}

/** Returns the schedule of a change and its date. */
function scheduleChange(
  license: LicenseFacts,
  target: ProductOfferingFacts,
  optionSchedule: ChangeSchedule | undefined,
  earliest: CalendarDate,
  time: DecisionTime,
): { schedule: ChangeSchedule; on: CalendarDate } {
  const { price } = license.productOffering;
  const schedule = optionSchedule ?? chooseSchedule(compareYearlyPrices(target.price, price));
  if (isBeforeStart(license, earliest, time)) return { schedule, on: time.today };
  if (schedule === 'INSTANT') return { schedule, on: earliest };
  const boundUntil = findBoundUntil(license);
  const notBefore = boundUntil !== undefined && boundUntil > earliest ? boundUntil : earliest;
  const renewsFrom = license.renewsFrom ?? license.starts?.on;
  if (!price.billingCycle || renewsFrom === undefined) return { schedule, on: notBefore };
  return { schedule, on: findFirstRenewal(renewsFrom, price.billingCycle, { after: time.today, notBefore }) };
}

const chooseSchedule = (comparison: number | undefined): ChangeSchedule =>
  comparison !== undefined && comparison >= 0 ? 'INSTANT' : 'NEXT_RENEWAL';
