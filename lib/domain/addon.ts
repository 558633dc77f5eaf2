import type { CalendarDate, Instant, JsonObject } from '../contract/field-types.ts';
import type { CancellationSchedule, EmbeddedProductOffering } from '../contract/product-offering.ts';
import type { AddonStatus, SubscriptionAddon } from '../contract/subscription.ts';
import { type CancellationRequest, decideCancellation, rejectPastDate } from './cancellation.ts';
import { type BusinessError, createBusinessError, type InvalidRequest, isDomainError } from './domain-error.ts';
import {
  type DecisionTime,
  type EffectiveDate,
  findLastChange,
  isDue,
  listScheduledChanges,
} from './effective-dates.ts';

/** An add-on of a subscription as facts; what a client sees is derived by {@link viewAddon}. */
export interface AddonFacts {
  subscriptionAddonId: string;
  subscriptionId: string;
  productOffering: EmbeddedProductOffering;
  cancellationSchedule: CancellationSchedule;
  addedAt: Instant;
  /** The day of `addedAt` in the tenant's time zone as it was then: default cancellations count from it. */
  addedOn: CalendarDate;
  starts?: EffectiveDate | undefined;
  ends?: EffectiveDate | undefined;
  /** It ran out by itself, which only an import can say. */
  expired?: boolean | undefined;
  referenceId?: string | undefined;
  cancellationReason?: string | undefined;
  metadata?: JsonObject | undefined;
  /** The last command or import. */
  changedAt: Instant;
}

export interface AddonCancellationRequest extends CancellationRequest {
  productOfferingId: string;
  reason?: string | undefined;
}

export const isAddonLive = (addon: AddonFacts, now: Instant): boolean => !isDue(addon.ends, now);

/**
 * Ends the latest add-on of an offering now, on a day, or by its schedule; moves an end that is only scheduled.
 *
 * @param latestAddons - the latest add-on of every offering
 */
export function decideCancelAddon<S, A extends AddonFacts>(
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
  const cancelled = decideCancellation(addon, ({ addedOn }) => addedOn, request, time, {
    notFound: 'addon_not_found',
    alreadyCancelled: 'addon_already_cancelled',
  });
  if (isDomainError(cancelled)) return cancelled;
  const { before, after } = cancelled;
  const cancellationReason = request.reason ?? before.cancellationReason;
  return { subscription, before, after: { ...after, cancellationReason, changedAt: time.now } };
}

/** The add-on as a client sees it at an instant. */
export function viewAddon(addon: AddonFacts, now: Instant): SubscriptionAddon {
  const ended = isDue(addon.ends, now);
  const changes = listScheduledChanges(addon, now, { starts: 'ACTIVE', ends: 'CANCELLED' });
  return {
    subscriptionAddonId: addon.subscriptionAddonId,
    subscriptionId: addon.subscriptionId,
    status: toAddonStatus(addon, now),
    productOffering: addon.productOffering,
    group: addon.productOffering.group,
    referenceId: addon.referenceId,
    pendingStatus: changes[0],
    scheduledChanges: changes,
    cancellationReason: addon.cancellationReason,
    addedAt: addon.addedAt,
    updatedAt: findLastChange(addon.changedAt, [addon], now),
    cancelledAt: ended && !addon.expired ? addon.ends?.at : undefined,
    metadata: addon.metadata,
  };
}

function toAddonStatus(addon: AddonFacts, now: Instant): AddonStatus {
  if (isDue(addon.ends, now)) return addon.expired ? 'EXPIRED' : 'CANCELLED';
  return isDue(addon.starts, now) ? 'ACTIVE' : 'PENDING';
}
