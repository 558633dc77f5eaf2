import * as z from 'zod';
import type { CreatedEntities, ExternalPayment, LineItem } from '../../contract/order.ts';
import type { OrderFacts } from '../../domain/order.ts';
import type { ItemRef } from '../item.ts';
import { connectItemRef } from './connect-item.ts';
import {
  createJsonTextField,
  EmbeddedCustomerField,
  instantField,
  JsonTextField,
  type StoredItem,
  versionStampFields,
} from './item-fields.ts';

const OrderItem = z.object({
  ...versionStampFields,
  orderId: z.string(),
  state: z.enum(['PENDING', 'COMPLETED', 'CANCELLED']),
  customer: EmbeddedCustomerField,
  // The items contain metadata of the client. They were validated when the order was created.
  lineItems: createJsonTextField(z.array(z.custom<LineItem>(item => typeof item === 'object' && item !== null))),
  createdEntities: z.custom<CreatedEntities>(value => typeof value === 'object' && value !== null).optional(),
  createdAt: instantField,
  expiresAt: instantField,
  changedAt: instantField,
  submittedAt: instantField.optional(),
  externalPayment: z.custom<ExternalPayment>(value => typeof value === 'object' && value !== null).optional(),
  metadata: JsonTextField.optional(),
}) satisfies z.ZodType<StoredItem<OrderFacts>>;

export const orderRef = (tenantId: string, orderId: string): ItemRef<StoredItem<OrderFacts>> =>
  connectItemRef(`${tenantId}#order#${orderId}`, 'order', OrderItem);
