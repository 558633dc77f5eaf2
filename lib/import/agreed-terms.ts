import type { CancellationSchedule, EmbeddedProductOffering, Price } from '../contract/product-offering.ts';
import type { ProductOfferingFacts } from '../domain/product-offering.ts';
import { embedProductOffering } from '../domain/product-offering.ts';

interface AgreedTerms {
  productOffering: EmbeddedProductOffering;
  cancellationSchedule: CancellationSchedule;
}

/**
 * Builds the agreed terms. Names follow the offering. Price and cancellation schedule stay as they were agreed, unless the line
 * states other ones or names another offering.
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
