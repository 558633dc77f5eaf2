import type { ProductOffering } from '../domain/entity.ts';
import { embedOffering } from '../domain/product-offering.ts';
import type { CancellationSchedule, EmbeddedProductOffering, Price } from '../schemas/product-offering.ts';

interface Agreed {
  productOffering: EmbeddedProductOffering;
  cancellationSchedule: CancellationSchedule;
}

/**
 * The offering as it was agreed: names follow the offering, price and schedule stay what they were unless the line states
 * others or the offering is another one.
 */
export function agreed(
  line: { price?: Price | undefined; cancellationSchedule?: CancellationSchedule | undefined },
  offering: ProductOffering,
  stored: Agreed | undefined,
): Agreed {
  const before = stored?.productOffering.productOfferingId === offering.productOfferingId ? stored : undefined;
  return {
    productOffering: {
      ...embedOffering(offering),
      price: line.price ?? before?.productOffering.price ?? offering.price,
    },
    cancellationSchedule: line.cancellationSchedule ?? before?.cancellationSchedule ?? offering.cancellationSchedule,
  };
}
