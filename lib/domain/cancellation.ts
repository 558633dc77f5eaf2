import type { BusinessErrorCode } from '../contract/errors.ts';
import type { CalendarDate, JsonObject } from '../contract/field-types.ts';
import { findMetadataError } from '../contract/metadata-limits.ts';
import type { CancellationSchedule } from '../contract/product-offering.ts';
import { type BusinessError, createBusinessError, createInvalidRequest, type InvalidRequest } from './domain-error.ts';
import {
  type DecisionTime,
  type DefaultEndPrice,
  endPeriod,
  findDefaultEnd,
  isDue,
  markApplied,
  type Period,
  toEffectiveDate,
} from './effective-dates.ts';
import { mergeMetadata } from './metadata.ts';

export interface CancellationRequest {
  scheduledAt?: CalendarDate | undefined;
  metadata?: JsonObject | undefined;
}

/** The facts that licenses and add-ons have in common for a cancellation. */
export interface CancellableFacts extends Period {
  cancellationSchedule: CancellationSchedule;
  productOffering: { price: DefaultEndPrice };
  metadata?: JsonObject | undefined;
}

/**
 * Decides a cancellation: immediate, on a date, or by the cancellation schedule. If an end is already scheduled, it is moved.
 * Returns the facts before and after.
 *
 * @param toRenewalStart - returns the date from which renewals and bound months are counted
 */
export function decideCancellation<T extends CancellableFacts>(
  facts: T | undefined,
  toRenewalStart: (facts: T) => CalendarDate | undefined,
  request: CancellationRequest,
  time: DecisionTime,
  errorCodes: { notFound: BusinessErrorCode; alreadyCancelled: BusinessErrorCode },
): { before: T; after: T } | BusinessError | InvalidRequest {
  const pastDateError = rejectPastDate(request.scheduledAt, time);
  if (pastDateError) return pastDateError;
  if (!facts) return createBusinessError(errorCodes.notFound);
  if (isDue(facts.ends, time.now)) return createBusinessError(errorCodes.alreadyCancelled);

  const metadata = mergeMetadata(facts.metadata, request.metadata);
  const metadataError = request.metadata && metadata && findMetadataError(metadata);
  if (metadataError)
    return createInvalidRequest('metadata', `after merging, it ${metadataError}`, 'To remove a key, send it as null.');

  const begunOn = isDue(facts.starts, time.now) ? toRenewalStart(facts) : undefined;
  const { cancellationSchedule, productOffering } = facts;
  const endsOn =
    request.scheduledAt ?? findDefaultEnd({ cancellationSchedule, begunOn, price: productOffering.price }, time.today);
  const after = { ...facts, ...endPeriod(facts, toEffectiveDate(endsOn, time), time.now), metadata };
  return { before: facts, after: markApplied(after, time.now) };
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
