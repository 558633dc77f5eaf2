import type { BusinessErrorCode } from '../contract/errors.ts';
import type { CalendarDate, Instant, JsonObject } from '../contract/field-types.ts';
import type { CancellationSchedule, Price } from '../contract/product-offering.ts';
import { markCommanded, type OwnedFacts } from './commanded-fields.ts';
import {
  type BusinessError,
  createBusinessError,
  createInvalidRequest,
  type InvalidRequest,
  isDomainError,
} from './domain-error.ts';
import {
  type DatedFacts,
  type DecisionTime,
  endPeriod,
  findDefaultEnd,
  findEnd,
  isDue,
  markApplied,
  type RenewalTerms,
  toEffectiveDate,
} from './effective-dates.ts';
import { mergeRequestMetadata } from './metadata.ts';

export interface CancellationRequest {
  scheduledAt?: CalendarDate | undefined;
  metadata?: JsonObject | undefined;
}

/** The facts that licenses and add-ons have in common for a cancellation. */
export interface CancellableFacts extends DatedFacts, OwnedFacts {
  cancellationSchedule: CancellationSchedule;
  productOffering: { price: Price };
  metadata?: JsonObject | undefined;
}

/** The rules that differ between licenses and add-ons. */
interface CancellationRules<F> {
  /** Puts into effect what is due. */
  settle<T extends F>(facts: T, now: Instant): T;
  /** Returns undefined if it never started. */
  findRenewalTerms(facts: F, now: Instant): RenewalTerms | undefined;
  /** Returns an error if the end is not allowed. */
  rejectEnd?(facts: F, endsOn: CalendarDate, isRequested: boolean): BusinessError | InvalidRequest | undefined;
  notFound: BusinessErrorCode;
  alreadyCancelled: BusinessErrorCode;
}

/**
 * Decides a cancellation: immediate, on a date, or by the cancellation schedule in effect today. If an end is already scheduled, it
 * is moved. Returns the facts before and after.
 */
export function decideCancellation<F extends CancellableFacts, T extends F>(
  facts: T | undefined,
  request: CancellationRequest,
  time: DecisionTime,
  rules: CancellationRules<F>,
): { before: T; after: T } | BusinessError | InvalidRequest {
  const pastDateError = rejectPastDate(request.scheduledAt, time);
  if (pastDateError) return pastDateError;
  if (!facts) return createBusinessError(rules.notFound);
  const current = rules.settle(facts, time.now);
  if (isDue(findEnd(current), time.now)) return createBusinessError(rules.alreadyCancelled);

  const { cancellationSchedule, productOffering } = current;
  const { billingCycle } = productOffering.price;
  const renewalTerms = rules.findRenewalTerms(current, time.now);
  const endsOn =
    request.scheduledAt ?? findDefaultEnd({ cancellationSchedule, renewalTerms, billingCycle }, time.today);
  const endError = rules.rejectEnd?.(current, endsOn, request.scheduledAt !== undefined);
  if (endError) return endError;
  const merged = mergeRequestMetadata(current.metadata, request.metadata);
  if (isDomainError(merged)) return merged;
  const after = { ...current, ...endPeriod(current, toEffectiveDate(endsOn, time)), ...merged };
  return { before: facts, after: markApplied(markCommanded(after, ['end'], request.metadata), time.now) };
}

/** Returns an error if the requested date is in the past. */
export function rejectPastDate(
  scheduledAt: CalendarDate | undefined,
  { today }: DecisionTime,
): InvalidRequest | undefined {
  if (scheduledAt === undefined || scheduledAt >= today) return undefined;
  return createInvalidRequest(
    'scheduledAt',
    `${scheduledAt} is in the past; today is ${today}`,
    'Omit the field, or send the date of today or a later day.',
  );
}
