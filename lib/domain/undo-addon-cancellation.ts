import type { AddonFacts } from './addon.ts';
import { markCommanded } from './commanded-fields.ts';
import { type BusinessError, createBusinessError, type InvalidRequest, isDomainError } from './domain-error.ts';
import { type DecisionTime, type EffectiveDate, findEnd, isDue, markApplied } from './effective-dates.ts';
import type { MetadataRequest } from './license-changes.ts';
import { mergeRequestMetadata } from './metadata.ts';

/** Reverts the scheduled cancellation of the latest add-on of an offering, with its reason. An expiry stays. */
export function decideUndoAddonCancellation<S extends { ends?: EffectiveDate | undefined }, A extends AddonFacts>(
  subscription: S | undefined,
  latestAddons: A[],
  request: MetadataRequest & { productOfferingId: string },
  time: DecisionTime,
): { subscription: S; before: A; after: A } | BusinessError | InvalidRequest {
  if (!subscription) return createBusinessError('subscription_not_found');
  const before = latestAddons.find(
    ({ productOffering }) => productOffering.productOfferingId === request.productOfferingId,
  );
  if (!before) return createBusinessError('addon_not_found');
  const settled = markApplied(before, time.now);
  const hasEnded = isDue(subscription.ends, time.now) || isDue(findEnd(settled), time.now);
  if (hasEnded) return createBusinessError('addon_already_cancelled');
  if (!settled.ends) return createBusinessError('nothing_scheduled');
  const merged = mergeRequestMetadata(settled.metadata, request.metadata);
  if (isDomainError(merged)) return merged;
  const undone = { ...settled, ends: undefined, cancellationReason: undefined, ...merged, changedAt: time.now };
  const after = markCommanded(markApplied(undone, time.now), ['end'], request.metadata);
  return { subscription, before, after };
}
