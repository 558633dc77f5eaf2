import type { CalendarDate, Instant } from '../contract/field-types.ts';
import { toDateInZone, toStartOfDay } from '../domain/calendar.ts';
import type { CustomerFacts } from '../domain/customer.ts';
import { embedCustomer } from '../domain/customer.ts';
import type { DecisionTime, EffectiveDate } from '../domain/effective-dates.ts';
import { mergeMetadata } from '../domain/metadata.ts';
import { findPortingEnd, type PortingFacts } from '../domain/porting.ts';
import type { ProductOfferingFacts } from '../domain/product-offering.ts';
import { embedProductOffering } from '../domain/product-offering.ts';
import type { SubscriptionFacts } from '../domain/subscription.ts';
import { formatMsisdn } from './format-msisdn.ts';
import { listPastCustomers } from './past-customers.ts';
import type { SubscriptionLine } from './subscription-line.ts';

/** The items that a line refers to. */
interface ReferencedItems {
  customer: CustomerFacts;
  offering: ProductOfferingFacts | undefined;
  /** The offering that replaces the current one. */
  pendingOffering: ProductOfferingFacts | undefined;
}

/** Builds the facts of a subscription from its line. A field that is not in the line is removed. */
export function buildSubscriptionFacts(
  line: SubscriptionLine,
  { customer, offering, pendingOffering: next }: ReferencedItems,
  stored: Pick<SubscriptionFacts, 'createdAt' | 'changedAt'> & Partial<SubscriptionFacts>,
  { now, timeZone }: DecisionTime,
): SubscriptionFacts {
  const { pendingProductOffering: pending } = line;
  return {
    subscriptionId: line.subscriptionId,
    status: line.status,
    type: line.type,
    display: line.display ?? formatMsisdn(line.msisdn),
    msisdn: line.msisdn,
    customer: embedCustomer(customer),
    pastCustomerIds: listPastCustomers(
      stored.customer && { ...stored.customer, pastCustomerIds: stored.pastCustomerIds },
      customer.customerId,
    ),
    productOffering: offering && embedProductOffering(offering),
    sim: line.sim,
    activatedAt: line.activatedAt,
    createdAt: line.createdAt ?? stored.createdAt,
    referenceId: line.referenceId,
    subscriber: line.subscriber,
    extensions: line.extensions,
    pendingMsisdn: line.pendingMsisdn && addInstant(line.pendingMsisdn, timeZone),
    pendingStatus: line.pendingStatus && addInstant(line.pendingStatus, timeZone),
    pendingProductOffering:
      pending &&
      next &&
      addInstant({ scheduledAt: pending.scheduledAt, product: embedProductOffering(next) }, timeZone),
    porting: line.porting && buildPortingFacts(line.porting, stored.porting?.endedAt, now),
    cancelledAt: line.cancelledAt,
    ends: line.status === 'CANCELLED' ? findEndDate(line.cancelledAt ?? stored.ends?.at ?? now, timeZone) : undefined,
    metadata: mergeMetadata(undefined, line.metadata),
    changedAt: stored.changedAt,
  };
}

function buildPortingFacts(
  { details, ...porting }: NonNullable<SubscriptionLine['porting']>,
  knownEnd: Instant | undefined,
  now: Instant,
): PortingFacts {
  return { ...porting, endedAt: findPortingEnd(porting, knownEnd, now) };
}

/** A subscription ends at its `cancelledAt`, or with the first import that reported the end. */
const findEndDate = (at: Instant, timeZone: string): EffectiveDate => ({ on: toDateInZone(timeZone, at), at });

/** Adds the first instant of the day of a change. */
const addInstant = <T extends { scheduledAt: CalendarDate }>(change: T, timeZone: string) => ({
  ...change,
  at: toStartOfDay(timeZone, change.scheduledAt),
});
