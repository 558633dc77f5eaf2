import type { BusinessErrorCode, ErrorDetail } from '../contract/errors.ts';
import { errorCatalogue } from '../contract/errors.ts';
import type { CreatedEntities, ExternalPayment, LineItem } from '../contract/order.ts';
import { decideAddAddon } from './add-addon.ts';
import type { AddonFacts } from './addon.ts';
import type { CustomerFacts } from './customer.ts';
import { type BusinessError, createBusinessError, type InvalidRequest, isDomainError } from './domain-error.ts';
import type { DecisionTime } from './effective-dates.ts';
import { decideCreateLicense, type LicenseAssignee, type LicenseFacts, settleLicense } from './license.ts';
import type { MetadataRequest } from './license-changes.ts';
import { mergeRequestMetadata } from './metadata.ts';
import { decideOfferingChange } from './offering-change.ts';
import { type OrderFacts, requirePendingOrder } from './order.ts';
import type { ProductOfferingFacts } from './product-offering.ts';
import type { SubscriptionFacts } from './subscription.ts';
import type { Tenant } from './tenant.ts';

export interface SubmitRequest extends MetadataRequest {
  externalPayment?: ExternalPayment | undefined;
}

/** The stored state that the items of an order refer to. */
export interface OrderRelations<L extends LicenseFacts> {
  tenant: Tenant;
  customer: CustomerFacts | undefined;
  findOffering(productOfferingId: string): ProductOfferingFacts | undefined;
  findLicense(licenseId: string): L | undefined;
  findSubscription(subscriptionId: string): { facts: SubscriptionFacts; latestAddons: AddonFacts[] } | undefined;
  findAssignee(itemIndex: number): LicenseAssignee | undefined;
}

/** Resources that a submit creates and changes. */
export interface OrderEffects<L extends LicenseFacts> {
  licenses: LicenseFacts[];
  changes: { before: L; after: L }[];
  addons: AddonFacts[];
}

type ItemError = BusinessError | InvalidRequest;

/**
 * Decides the submit of an order: evaluates every item by the rules of its own command, each against the state that the items before
 * it leave. Either all items are executed or none.
 *
 * @param createId - returns the generated ID with a number, for the item of that index
 */
export function decideSubmitOrder<O extends OrderFacts, L extends LicenseFacts>(
  order: O | undefined,
  request: SubmitRequest,
  relations: OrderRelations<L>,
  createId: (index: number) => string,
  time: DecisionTime,
): { before: O; after: O; effects: OrderEffects<L> } | BusinessError | InvalidRequest {
  const pendingOrder = requirePendingOrder(order, time.now);
  if (isDomainError(pendingOrder)) return pendingOrder;
  const merged = mergeRequestMetadata(pendingOrder.metadata, request.metadata);
  if (isDomainError(merged)) return merged;

  const effects: OrderEffects<L> = { licenses: [], changes: [], addons: [] };
  const createdEntities: CreatedEntities = { licenses: [], addons: [] };
  const details: ErrorDetail[] = [];
  for (const [index, item] of pendingOrder.lineItems.entries()) {
    const evaluation = { order: pendingOrder, index, id: createId(index), relations, effects, createdEntities, time };
    const error = evaluateItem(item, evaluation);
    if (error) details.push(...describeItemError(error, item, index));
  }
  if (details.length > 0) return { ...createBusinessError('order_invalid'), details };
  const { now } = time;
  const { externalPayment } = request;
  const after: O = {
    ...pendingOrder,
    ...{ state: 'COMPLETED', createdEntities, submittedAt: now, externalPayment, changedAt: now },
    ...merged,
  };
  return { before: pendingOrder, after, effects };
}

interface ItemEvaluation<L extends LicenseFacts> {
  order: OrderFacts;
  index: number;
  /** The ID of what the item creates. */
  id: string;
  relations: OrderRelations<L>;
  /** The effects of the items before, to which those of the item are added. */
  effects: OrderEffects<L>;
  createdEntities: CreatedEntities;
  time: DecisionTime;
}

function evaluateItem<L extends LicenseFacts>(item: LineItem, evaluation: ItemEvaluation<L>): ItemError | undefined {
  if (evaluation.relations.customer?.erased) return createBusinessError('customer_not_found');
  switch (item.type) {
    case 'LICENSE':
      return evaluateLicense(item, evaluation);
    case 'LICENSE_CHANGE':
      return evaluateLicenseChange(item, evaluation);
    case 'SUBSCRIPTION_ADDON':
      return evaluateAddon(item, evaluation);
  }
}

type ItemOfType<T extends LineItem['type']> = Extract<LineItem, { type: T }>;

function evaluateLicense<L extends LicenseFacts>(
  { lineItemId, productOfferingId, assignedTo, scheduleActivationAt: scheduledAt, metadata }: ItemOfType<'LICENSE'>,
  { order, index, id, relations, effects, createdEntities, time }: ItemEvaluation<L>,
): ItemError | undefined {
  const { customerId } = order.customer;
  const related = {
    tenant: { ...relations.tenant, billingManaged: false },
    customer: relations.customer,
    offering: relations.findOffering(productOfferingId),
    assignee: relations.findAssignee(index),
  };
  const license = decideCreateLicense(
    { productOfferingId, customerId, assignedTo, scheduledAt, metadata },
    related,
    id,
    time,
  );
  if (isDomainError(license)) return license;
  effects.licenses.push(license);
  const { licenseId, type } = license;
  createdEntities.licenses.push({ licenseId, type, customerId, productOfferingId, createdByLineItem: lineItemId });
  return undefined;
}

function evaluateLicenseChange<L extends LicenseFacts>(
  { licenseId, productOfferingId, scheduledAt }: ItemOfType<'LICENSE_CHANGE'>,
  { order, relations, effects, time }: ItemEvaluation<L>,
): ItemError | undefined {
  const license = relations.findLicense(licenseId);
  if (license && license.customer.customerId !== order.customer.customerId)
    return createBusinessError('assignment_mismatch');
  if (license && effects.changes.some(({ before }) => before.licenseId === licenseId)) return repeatedLicense;
  const target = relations.findOffering(productOfferingId);
  const inEffect = license && settleLicense(license, time.now).productOffering.productOfferingId;
  const current = inEffect === undefined ? undefined : relations.findOffering(inEffect);
  const change = decideOfferingChange(license, { productOfferingId, scheduledAt }, { target, current }, time);
  if (isDomainError(change)) return change;
  effects.changes.push(change);
  return undefined;
}

const repeatedLicense: InvalidRequest = {
  invalidRequest: 'VALIDATION_ERROR',
  details: [{ message: 'is the license of an earlier item', code: 'INVALID_VALUE', property: 'licenseId' }],
};

function evaluateAddon<L extends LicenseFacts>(
  { lineItemId, subscriptionId, productOfferingId, scheduledAt, metadata }: ItemOfType<'SUBSCRIPTION_ADDON'>,
  { order, id, relations, effects, createdEntities, time }: ItemEvaluation<L>,
): ItemError | undefined {
  const subscription = relations.findSubscription(subscriptionId);
  if (subscription && subscription.facts.customer.customerId !== order.customer.customerId)
    return createBusinessError('assignment_mismatch');
  const offeringId = subscription?.facts.productOffering?.productOfferingId;
  const added = effects.addons.filter(addon => addon.subscriptionId === subscriptionId);
  const related = {
    latestAddons: [...(subscription?.latestAddons ?? []), ...added],
    target: relations.findOffering(productOfferingId),
    subscriptionOffering: offeringId === undefined ? undefined : relations.findOffering(offeringId),
  };
  const addon = decideAddAddon(subscription?.facts, { productOfferingId, scheduledAt, metadata }, related, id, time);
  if (isDomainError(addon)) return addon;
  effects.addons.push(addon);
  const { subscriptionAddonId } = addon;
  createdEntities.addons.push({
    subscriptionAddonId,
    subscriptionId,
    productOfferingId,
    createdByLineItem: lineItemId,
  });
  return undefined;
}

/** Describes why an item is not allowed, with the code of its own command. */
function describeItemError(error: ItemError, item: LineItem, index: number): ErrorDetail[] {
  const at = `lineItems.${index}`;
  if ('businessError' in error) {
    const { businessError: code } = error;
    return [{ message: errorCatalogue[code].message, code, property: `${at}.${toItemField(code, item)}` }];
  }
  return (error.details ?? []).map(detail => ({ ...detail, property: `${at}.${toDateField(detail.property, item)}` }));
}

/** The date of a license item has another name than that of its command. */
const toDateField = (property: string, { type }: LineItem): string =>
  type === 'LICENSE' && property === 'scheduledAt' ? 'scheduleActivationAt' : property;

function toItemField(code: BusinessErrorCode, { type }: LineItem): string {
  if (code.startsWith('product_offering_') || code === 'license_type_mismatch') return 'productOfferingId';
  if (type === 'LICENSE_CHANGE') return 'licenseId';
  if (type === 'LICENSE') return code === 'customer_not_found' ? 'type' : 'assignedTo';
  return code.startsWith('addon_') ? 'productOfferingId' : 'subscriptionId';
}
