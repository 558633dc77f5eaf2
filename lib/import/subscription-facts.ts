import type { CustomerFacts } from '../domain/customer.ts';
import { embedCustomer } from '../domain/customer.ts';
import { mergeMetadata } from '../domain/metadata.ts';
import type { ProductOfferingFacts } from '../domain/product-offering.ts';
import { embedProductOffering } from '../domain/product-offering.ts';
import type { SubscriptionFacts } from '../domain/subscription.ts';
import { formatMsisdn } from './format-msisdn.ts';
import type { SubscriptionLine } from './subscription-line.ts';

/** What a line refers to. */
interface ReferencedItems {
  customer: CustomerFacts;
  offering: ProductOfferingFacts | undefined;
  /** The offering that takes over. */
  pendingOffering: ProductOfferingFacts | undefined;
}

/** The subscription as its line says, all of it; what is absent from the line is no more. */
export function buildSubscriptionFacts(
  line: SubscriptionLine,
  { customer, offering, pendingOffering: next }: ReferencedItems,
  stored: Pick<SubscriptionFacts, 'createdAt' | 'changedAt'>,
): SubscriptionFacts {
  const { pendingProductOffering: pending } = line;
  return {
    subscriptionId: line.subscriptionId,
    status: line.status,
    type: line.type,
    display: line.display ?? formatMsisdn(line.msisdn),
    msisdn: line.msisdn,
    customer: embedCustomer(customer),
    productOffering: offering && embedProductOffering(offering),
    sim: line.sim,
    activatedAt: line.activatedAt,
    createdAt: line.createdAt ?? stored.createdAt,
    referenceId: line.referenceId,
    subscriber: line.subscriber,
    extensions: line.extensions,
    pendingMsisdn: line.pendingMsisdn,
    pendingStatus: line.pendingStatus,
    pendingProductOffering: pending &&
      next && { scheduledAt: pending.scheduledAt, product: embedProductOffering(next) },
    porting: line.porting,
    cancelledAt: line.cancelledAt,
    metadata: mergeMetadata(undefined, line.metadata),
    changedAt: stored.changedAt,
  };
}
