/* The parts of responses and events that the model predicts. */

// biome-ignore lint/suspicious/noExplicitAny: resources of every shape
export type ResponseBody = any;

export function toLicenseView({ productOffering, pendingProductOffering: pending, ...license }: ResponseBody) {
  const { status, activatedAt, cancelledAt, pendingStatus, scheduledChanges, boundUntil } = license;
  const offeringId = productOffering.productOfferingId;
  const pendingOffering = pending && { on: pending.scheduledAt, offeringId: pending.product.productOfferingId };
  return { status, offeringId, activatedAt, cancelledAt, pendingStatus, scheduledChanges, pendingOffering, boundUntil };
}

export function toAddonView({ productOffering, ...addon }: ResponseBody) {
  const { status, cancelledAt, pendingStatus, scheduledChanges, boundUntil } = addon;
  const offeringId = productOffering.productOfferingId;
  return { status, offeringId, cancelledAt, pendingStatus, scheduledChanges, boundUntil };
}

export const sortViews = (views: object[]): object[] =>
  views.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
