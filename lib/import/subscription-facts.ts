import { embedCustomer } from '../domain/embed-customer.ts';
import type { Customer, ProductOffering } from '../domain/entity.ts';
import { mergeMetadata } from '../domain/metadata.ts';
import { embedOffering } from '../domain/product-offering.ts';
import type { SubscriptionFacts } from '../domain/subscription.ts';
import { prettyMsisdn } from './pretty-msisdn.ts';
import type { SubscriptionLine } from './subscription-line.ts';

/** What a line refers to. */
interface Referenced {
  customer: Customer;
  offering: ProductOffering | undefined;
  /** The offering that takes over. */
  next: ProductOffering | undefined;
}

/** The subscription as its line says, all of it; what is absent from the line is no more. */
export function subscriptionFacts(
  line: SubscriptionLine,
  { customer, offering, next }: Referenced,
  stored: Pick<SubscriptionFacts, 'createdAt' | 'changedAt'>,
): SubscriptionFacts {
  const { pendingProductOffering: pending } = line;
  return {
    subscriptionId: line.subscriptionId,
    status: line.status,
    type: line.type,
    display: line.display ?? prettyMsisdn(line.msisdn),
    msisdn: line.msisdn,
    customer: embedCustomer(customer),
    productOffering: offering && embedOffering(offering),
    sim: line.sim,
    activatedAt: line.activatedAt,
    createdAt: line.createdAt ?? stored.createdAt,
    referenceId: line.referenceId,
    subscriber: line.subscriber,
    extensions: line.extensions,
    pendingMsisdn: line.pendingMsisdn,
    pendingStatus: line.pendingStatus,
    pendingProductOffering: pending && next && { scheduledAt: pending.scheduledAt, product: embedOffering(next) },
    porting: line.porting,
    cancelledAt: line.cancelledAt,
    metadata: mergeMetadata(undefined, line.metadata),
    changedAt: stored.changedAt,
  };
}
