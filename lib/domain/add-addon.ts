import type { CalendarDate, JsonObject } from '../contract/field-types.ts';
import { type AddonFacts, isAddonLive } from './addon.ts';
import { addDays, toStartOfDay } from './calendar.ts';
import { rejectPastDate } from './cancellation.ts';
import { markCommanded } from './commanded-fields.ts';
import { type BusinessError, createBusinessError, type InvalidRequest } from './domain-error.ts';
import { type DecisionTime, type EffectiveDate, toEffectiveDate } from './effective-dates.ts';
import { mergeMetadata } from './metadata.ts';
import { embedProductOffering, type ProductOfferingFacts } from './product-offering.ts';
import { endWithSubscription, maxLiveAddons, type SubscriptionFacts } from './subscription.ts';

export interface NewAddonRequest {
  productOfferingId: string;
  scheduledAt?: CalendarDate | undefined;
  metadata?: JsonObject | undefined;
}

/** Facts that decide a new add-on. */
interface RelatedFacts {
  /** The latest add-on of every offering, ended ones included. */
  latestAddons: AddonFacts[];
  target: ProductOfferingFacts | undefined;
  /** The product offering of the subscription, if it has one. */
  subscriptionOffering: ProductOfferingFacts | undefined;
}

/** Decides a new add-on of a subscription, from today or a later day on. It replaces an ended one of the same offering. */
export function decideAddAddon(
  subscription: SubscriptionFacts | undefined,
  request: NewAddonRequest,
  { latestAddons, target, subscriptionOffering }: RelatedFacts,
  subscriptionAddonId: string,
  time: DecisionTime,
): AddonFacts | BusinessError | InvalidRequest {
  const pastDateError = rejectPastDate(request.scheduledAt, time);
  if (pastDateError) return pastDateError;
  if (!subscription) return createBusinessError('subscription_not_found');
  if (!target) return createBusinessError('product_offering_not_found');
  if (subscription.status === 'CANCELLED') return createBusinessError('subscription_already_cancelled');
  if (subscription.status === 'BLOCKED') return createBusinessError('subscription_blocked');
  if (target.type !== 'SUBSCRIPTION_ADDON' || target.status !== 'AVAILABLE')
    return createBusinessError('product_offering_not_available');
  const offered = subscriptionOffering?.addonOfferings;
  if (offered && !offered.includes(target.productOfferingId)) return createBusinessError('addon_not_offered');
  const live = latestAddons.filter(addon => isAddonLive(endWithSubscription(subscription, addon), time.now));
  if (live.some(({ productOffering }) => productOffering.productOfferingId === target.productOfferingId))
    return createBusinessError('addon_exists');
  if (live.length >= maxLiveAddons) return createBusinessError('addon_limit_reached');

  const startsOn = request.scheduledAt ?? time.today;
  const addon: AddonFacts = {
    subscriptionAddonId,
    subscriptionId: subscription.subscriptionId,
    productOffering: embedProductOffering(target),
    cancellationSchedule: target.cancellationSchedule,
    addedAt: time.now,
    addedOn: time.today,
    starts: toEffectiveDate(startsOn, time),
    expires: target.validityDays === undefined ? undefined : toExpiry(startsOn, target.validityDays, time),
    metadata: mergeMetadata(undefined, request.metadata),
    changedAt: time.now,
  };
  return markCommanded(addon, ['start', 'offering'], request.metadata);
}

/** The validity ends with the first instant of a day, however late on its first day the add-on started. */
function toExpiry(startsOn: CalendarDate, validityDays: number, { timeZone }: DecisionTime): EffectiveDate {
  const on = addDays(startsOn, validityDays);
  return { on, at: toStartOfDay(timeZone, on) };
}
