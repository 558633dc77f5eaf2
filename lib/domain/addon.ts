import type { CalendarDate, Instant, JsonObject } from '../contract/field-types.ts';
import type { CancellationSchedule, EmbeddedProductOffering } from '../contract/product-offering.ts';
import type { AddonStatus, SubscriptionAddon } from '../contract/subscription.ts';
import { type CancellationRequest, decideCancellation, rejectPastDate } from './cancellation.ts';
import type { OwnedFacts } from './commanded-fields.ts';
import {
  type BusinessError,
  createBusinessError,
  createInvalidRequest,
  type InvalidRequest,
  isDomainError,
} from './domain-error.ts';
import {
  computeBoundUntil,
  type DecisionTime,
  type EffectiveDate,
  findEffectiveDate,
  findEnd,
  findLastChange,
  isDue,
  listScheduledChanges,
  markApplied,
  type RenewalTerms,
} from './effective-dates.ts';

/** The stored facts of an add-on. {@link viewAddon} derives the representation that a client sees. */
export interface AddonFacts extends OwnedFacts {
  subscriptionAddonId: string;
  subscriptionId: string;
  productOffering: EmbeddedProductOffering;
  cancellationSchedule: CancellationSchedule;
  addedAt: Instant;
  /** The day of `addedAt` in the time zone that the tenant had then. Default cancellations count from it. */
  addedOn: CalendarDate;
  starts?: EffectiveDate | undefined;
  ends?: EffectiveDate | undefined;
  /** The date from which the add-on has expired, if its validity is limited. */
  expires?: EffectiveDate | undefined;
  /** The end of the minimum term, where it is not the start plus the bound months of the price. */
  boundUntil?: CalendarDate | undefined;
  /** The date from which renewals are counted, where it is not the start. */
  renewsFrom?: CalendarDate | undefined;
  referenceId?: string | undefined;
  cancellationReason?: string | undefined;
  metadata?: JsonObject | undefined;
  /** The time of the last command or import. */
  changedAt: Instant;
}

export interface AddonCancellationRequest extends CancellationRequest {
  productOfferingId: string;
  reason?: string | undefined;
}

export const isAddonLive = (addon: AddonFacts, now: Instant): boolean => !isDue(findEnd(addon), now);

/**
 * Cancels the latest add-on of an offering: immediately, on a date, or by its cancellation schedule. If an end is already
 * scheduled, it is moved.
 *
 * @param latestAddons - the latest add-on of every offering
 */
export function decideCancelAddon<S extends { ends?: EffectiveDate | undefined }, A extends AddonFacts>(
  subscription: S | undefined,
  latestAddons: A[],
  request: AddonCancellationRequest,
  time: DecisionTime,
): { subscription: S; before: A; after: A } | BusinessError | InvalidRequest {
  const pastDateError = rejectPastDate(request.scheduledAt, time);
  if (pastDateError) return pastDateError;
  if (!subscription) return createBusinessError('subscription_not_found');
  const addon = latestAddons.find(
    ({ productOffering }) => productOffering.productOfferingId === request.productOfferingId,
  );
  if (addon && isDue(subscription.ends, time.now)) return createBusinessError('addon_already_cancelled');
  const cancelled = decideCancellation(addon, request, time, {
    settle: markApplied,
    findRenewalTerms: findAddonRenewalTerms,
    rejectEnd: rejectEndAfterExpiry,
    notFound: 'addon_not_found',
    alreadyCancelled: 'addon_already_cancelled',
  });
  if (isDomainError(cancelled)) return cancelled;
  const { before, after } = cancelled;
  const cancellationReason = request.reason ?? before.cancellationReason;
  return { subscription, before, after: { ...after, cancellationReason, changedAt: time.now } };
}

/** Rejects an end on or after the day on which the add-on expires. */
function rejectEndAfterExpiry(
  { expires }: AddonFacts,
  endsOn: CalendarDate,
  isRequested: boolean,
): BusinessError | InvalidRequest | undefined {
  if (!expires || endsOn < expires.on) return undefined;
  if (!isRequested) return createBusinessError('addon_expiring');
  const suggestion = 'Send an earlier day, or let the add-on expire.';
  return createInvalidRequest('scheduledAt', `the add-on expires on ${expires.on}`, suggestion);
}

/** Renewals are counted from the start, or from `addedAt` if no start is known. Returns undefined before the start. */
function findAddonRenewalTerms(addon: AddonFacts, now: Instant): RenewalTerms | undefined {
  const { starts, addedOn } = addon;
  if (starts && !isDue(findEffectiveDate(starts, findEnd(addon)), now)) return undefined;
  return { renewsFrom: addon.renewsFrom ?? starts?.on ?? addedOn, boundUntil: findAddonBound(addon) };
}

/** Returns the end of the minimum term; undefined if there is none or the start is hidden by an end. */
function findAddonBound(addon: AddonFacts): CalendarDate | undefined {
  const { starts, addedOn, boundUntil, productOffering } = addon;
  const isHidden = starts && !findEffectiveDate(starts, findEnd(addon));
  return boundUntil ?? (isHidden ? undefined : computeBoundUntil(starts?.on ?? addedOn, productOffering.price));
}

/** Derives the representation of an add-on that a client sees at an instant. */
export function viewAddon(addon: AddonFacts, now: Instant): SubscriptionAddon {
  const end = findEnd(addon);
  const status = toAddonStatus(addon, now);
  const changes = listScheduledChanges(addon, now, { starts: 'ACTIVE', ends: 'CANCELLED', expires: 'EXPIRED' });
  return {
    subscriptionAddonId: addon.subscriptionAddonId,
    subscriptionId: addon.subscriptionId,
    status,
    productOffering: addon.productOffering,
    group: addon.productOffering.group,
    referenceId: addon.referenceId,
    pendingStatus: changes[0],
    scheduledChanges: changes,
    boundUntil: findAddonBound(addon),
    cancellationReason: addon.cancellationReason,
    addedAt: addon.addedAt,
    updatedAt: findLastChange(addon.changedAt, [addon], now),
    cancelledAt: status === 'CANCELLED' ? end?.at : undefined,
    metadata: addon.metadata,
  };
}

function toAddonStatus(addon: AddonFacts, now: Instant): AddonStatus {
  const end = findEnd(addon);
  if (isDue(end, now)) return end === addon.expires ? 'EXPIRED' : 'CANCELLED';
  return isDue(findEffectiveDate(addon.starts, end), now) ? 'ACTIVE' : 'PENDING';
}
