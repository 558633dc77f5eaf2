import type { CancellationSchedule, EmbeddedProductOffering } from '../schemas/product-offering.ts';
import type { AddonStatus, SubscriptionAddon } from '../schemas/subscription.ts';
import type { CalendarDate, Instant } from './calendar.ts';
import { type Cancellation, cancel, pastDate } from './cancellation.ts';
import type { JsonObject } from './metadata.ts';
import { isNo, type Refusal, type Rejection, rejected } from './outcome.ts';
import { type Dated, isDue, lastChange, type Moment, scheduledChanges } from './schedule.ts';

/** An add-on of a subscription as facts; what a client sees is derived by {@link viewAddon}. */
export interface AddonFacts {
  subscriptionAddonId: string;
  subscriptionId: string;
  productOffering: EmbeddedProductOffering;
  cancellationSchedule: CancellationSchedule;
  addedAt: Instant;
  /** The day of `addedAt` in the tenant's time zone as it was then: default cancellations count from it. */
  addedOn: CalendarDate;
  starts?: Dated | undefined;
  ends?: Dated | undefined;
  /** It ran out by itself, which only an import can say. */
  expired?: boolean | undefined;
  referenceId?: string | undefined;
  cancellationReason?: string | undefined;
  metadata?: JsonObject | undefined;
  /** The last command or import. */
  changedAt: Instant;
}

export interface AddonCancellation extends Cancellation {
  productOfferingId: string;
  reason?: string | undefined;
}

export const isLive = (addon: AddonFacts, now: Instant): boolean => !isDue(addon.ends, now);

/**
 * Ends the latest add-on of an offering now, on a day, or by its schedule; moves an end that is only scheduled.
 *
 * @param latest - the latest add-on of every offering
 */
export function cancelAddon<S, A extends AddonFacts>(
  subscription: S | undefined,
  latest: A[],
  request: AddonCancellation,
  moment: Moment,
): { subscription: S; before: A; after: A } | Rejection | Refusal {
  const past = pastDate(request.scheduledAt, moment);
  if (past) return past;
  if (!subscription) return rejected('subscription_not_found');
  const addon = latest.find(({ productOffering }) => productOffering.productOfferingId === request.productOfferingId);
  const cancelled = cancel(addon, ({ addedOn }) => addedOn, request, moment, {
    notFound: 'addon_not_found',
    alreadyCancelled: 'addon_already_cancelled',
  });
  if (isNo(cancelled)) return cancelled;
  const { before, after } = cancelled;
  const cancellationReason = request.reason ?? before.cancellationReason;
  return { subscription, before, after: { ...after, cancellationReason, changedAt: moment.now } };
}

/** The add-on as a client sees it at an instant. */
export function viewAddon(addon: AddonFacts, now: Instant): SubscriptionAddon {
  const ended = isDue(addon.ends, now);
  const changes = scheduledChanges(addon, now, { starts: 'ACTIVE', ends: 'CANCELLED' });
  return {
    subscriptionAddonId: addon.subscriptionAddonId,
    subscriptionId: addon.subscriptionId,
    status: addonStatus(addon, now),
    productOffering: addon.productOffering,
    group: addon.productOffering.group,
    referenceId: addon.referenceId,
    pendingStatus: changes[0],
    scheduledChanges: changes,
    cancellationReason: addon.cancellationReason,
    addedAt: addon.addedAt,
    updatedAt: lastChange(addon.changedAt, [addon], now),
    cancelledAt: ended && !addon.expired ? addon.ends?.at : undefined,
    metadata: addon.metadata,
  };
}

function addonStatus(addon: AddonFacts, now: Instant): AddonStatus {
  if (isDue(addon.ends, now)) return addon.expired ? 'EXPIRED' : 'CANCELLED';
  return isDue(addon.starts, now) ? 'ACTIVE' : 'PENDING';
}
