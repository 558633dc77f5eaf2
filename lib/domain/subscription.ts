import type * as z from 'zod';
import type { EmbeddedCustomer } from '../contract/customer.ts';
import type { Instant, JsonObject } from '../contract/field-types.ts';
import type { EmbeddedProductOffering, PendingProductOffering } from '../contract/product-offering.ts';
import type {
  PendingMsisdn,
  PendingSubscriptionStatus,
  Sim,
  Subscriber,
  Subscription,
  SubscriptionStatus,
} from '../contract/subscription.ts';
import { type AddonFacts, isAddonLive, viewAddon } from './addon.ts';
import { type EffectiveDate, findEnd, findLastChange } from './effective-dates.ts';
import type { ErasureMark } from './erasure.ts';
import { embedPorting, type PortingFacts } from './porting.ts';

/** A change that Seamless OS has announced, with the first instant of its day. From then on, only Seamless OS knows its outcome. */
type Announced<T> = T & { at: Instant };

/** The stored facts of a subscription. Seamless OS owns all of them, except for the changes that commands make to its add-ons. */
export interface SubscriptionFacts extends ErasureMark {
  subscriptionId: string;
  status: SubscriptionStatus;
  type: string;
  display: string;
  msisdn: string;
  customer: EmbeddedCustomer;
  /** The customers that the subscription belonged to before. Their licenses may still be assigned to it. */
  pastCustomerIds?: string[] | undefined;
  productOffering?: EmbeddedProductOffering | undefined;
  sim: z.infer<typeof Sim>;
  activatedAt?: Instant | undefined;
  createdAt: Instant;
  referenceId?: string | undefined;
  subscriber?: Subscriber | undefined;
  extensions?: JsonObject | undefined;
  pendingMsisdn?: Announced<z.infer<typeof PendingMsisdn>> | undefined;
  pendingStatus?: Announced<z.infer<typeof PendingSubscriptionStatus>> | undefined;
  pendingProductOffering?: Announced<PendingProductOffering> | undefined;
  porting?: PortingFacts | undefined;
  cancelledAt?: Instant | undefined;
  /** Present for a CANCELLED subscription: the date from which it has no live add-ons. */
  ends?: EffectiveDate | undefined;
  metadata?: JsonObject | undefined;
  /** The time of the last command on its add-ons, or of the last import. */
  changedAt: Instant;
}

/**
 * Ends an add-on together with its subscription. Only the view changes: the add-on keeps its own facts, which apply again if an import
 * reverts the cancellation of the subscription.
 */
export function endWithSubscription<A extends AddonFacts>({ ends }: Pick<SubscriptionFacts, 'ends'>, addon: A): A {
  const end = findEnd(addon);
  return ends === undefined || (end !== undefined && end.at <= ends.at) ? addon : { ...addon, ends };
}

/** The maximum number of live add-ons of a subscription. */
export const maxLiveAddons = 20;

/**
 * Derives the representation of a subscription that a client sees at an instant, with its live add-ons in the order in which they
 * were added.
 *
 * @param addons - the latest add-on of every offering, ended ones included
 * @param cancelledAddon - the add-on that a command has just cancelled; it is included although it has ended
 */
export function viewSubscription(
  subscription: SubscriptionFacts,
  addons: AddonFacts[],
  now: Instant,
  cancelledAddon?: AddonFacts,
): Subscription {
  const viewedAddons = addons.map(addon =>
    addon === cancelledAddon ? addon : endWithSubscription(subscription, addon),
  );
  const visibleAddons = viewedAddons.filter(addon => addon === cancelledAddon || isAddonLive(addon, now));
  return {
    subscriptionId: subscription.subscriptionId,
    status: subscription.status,
    type: subscription.type,
    display: subscription.display,
    msisdn: subscription.msisdn,
    customer: subscription.customer,
    productOffering: subscription.productOffering,
    sim: subscription.sim,
    activatedAt: subscription.activatedAt,
    createdAt: subscription.createdAt,
    updatedAt: findLastChange(subscription.changedAt, viewedAddons, now),
    referenceId: subscription.referenceId,
    subscriber: subscription.subscriber,
    extensions: subscription.extensions,
    pendingMsisdn: viewAnnounced(subscription.pendingMsisdn, now),
    pendingStatus: viewAnnounced(subscription.pendingStatus, now),
    pendingProductOffering: viewAnnounced(subscription.pendingProductOffering, now),
    porting: subscription.porting && embedPorting(subscription.porting),
    cancelledAt: subscription.cancelledAt,
    metadata: subscription.metadata,
    addons: sortByAddedAt(visibleAddons).map(addon => viewAddon(addon, now)),
  };
}

/** Sorts add-ons, oldest first. The ID decides between equal instants, so that every read returns the same order. */
export function sortByAddedAt(addons: AddonFacts[]): AddonFacts[] {
  const toSortKey = (addon: AddonFacts) => `${addon.addedAt} ${addon.subscriptionAddonId}`;
  return [...addons].sort((a, b) => (toSortKey(a) < toSortKey(b) ? -1 : 1));
}

/** An announced change is returned until its day begins. */
function viewAnnounced<T>(change: Announced<T> | undefined, now: Instant): Omit<Announced<T>, 'at'> | undefined {
  if (!change || change.at <= now) return undefined;
  const { at, ...announced } = change;
  return announced;
}
