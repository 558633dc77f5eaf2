import * as z from 'zod';
import { CalendarDate, Id, Text } from './primitive.ts';
import { EmbeddedProductOffering } from './product-offering.ts';

/** A change of status that is yet to come. */
export const scheduledChange = <S extends readonly [string, ...string[]]>(statuses: S) =>
  z.strictObject({
    status: z.enum(statuses),
    scheduledAt: CalendarDate.describe("In force from the start of this day in the tenant's time zone."),
  });

export const PendingProductOffering = z.strictObject({
  scheduledAt: CalendarDate,
  product: EmbeddedProductOffering,
});
export type PendingProductOffering = z.infer<typeof PendingProductOffering>;

/** Nothing more than this: sensitive details have their own calls. */
export const EmbeddedCustomer = z.strictObject({ customerId: Id, name: Text(1, 256) });
export type EmbeddedCustomer = z.infer<typeof EmbeddedCustomer>;
