import type { CancellationSchedule, EmbeddedProductOffering, Price } from '../contract/product-offering.ts';
import type { ProductOfferingFacts } from '../domain/product-offering.ts';
import { embedProductOffering } from '../domain/product-offering.ts';

interface AgreedTerms {
  productOffering: EmbeddedProductOffering;
  cancellationSchedule: CancellationSchedule;
}

/**
 * The offering as it was agreed: names follow the offering, price and schedule stay what they were unless the line states
 * others or the offering is another one.
 */
export function mergeAgreedTerms(
  line: { price?: Price | undefined; cancellationSchedule?: CancellationSchedule | undefined },
  offering: ProductOfferingFacts,
  stored: AgreedTerms | undefined,
): AgreedTerms {
  const previousTerms = stored?.productOffering.productOfferingId === offering.productOfferingId ? stored : undefined;
  return {
    productOffering: {
      ...embedProductOffering(offering),
      price: line.price ?? previousTerms?.productOffering.price ?? offering.price,
    },
    cancellationSchedule:
      line.cancellationSchedule ?? previousTerms?.cancellationSchedule ?? offering.cancellationSchedule,
  };
}
