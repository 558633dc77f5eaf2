import * as z from 'zod';
import { Assignment, RequestedAssignment } from './assignment.ts';
import { EmbeddedCustomer } from './customer.ts';
import { createScheduleField, createTextSchema, Instant, ResourceId, textRule } from './field-types.ts';
import { Metadata } from './metadata.ts';
import { SubscriptionIdOrReference } from './reference.ts';

export const maxLineItems = 20;

const lineItemId = ResourceId.meta({
  description: 'The ID of the item, unique in the order. It is generated if absent.',
  examples: ['seat-1'],
});
const offeringId = (description: string) => ResourceId.meta({ description, examples: ['demo-license-offering'] });

const licenseItemFields = {
  type: z.literal('LICENSE').describe('Creates a license.'),
  productOfferingId: offeringId('The product offering of the license.'),
  assignedTo: Assignment.optional().describe('The resource that uses the license.'),
  scheduleActivationAt: createScheduleField(
    'The day of activation. The license is active at once if this is the day of the submit or absent.',
  ),
  metadata: Metadata.optional().describe('Your own data, for the license.'),
};
const licenseChangeFields = {
  type: z.literal('LICENSE_CHANGE').describe('Changes the product offering of a license.'),
  licenseId: ResourceId.describe('The ID of the license.'),
  productOfferingId: offeringId('The new product offering.'),
  scheduledAt: createScheduleField('The earliest day of the change. If absent, the day of the submit.'),
};
const addonItemFields = {
  type: z.literal('SUBSCRIPTION_ADDON').describe('Adds an add-on to a subscription.'),
  subscriptionId: ResourceId.describe('The ID of the subscription.'),
  productOfferingId: offeringId('The add-on product offering.'),
  scheduledAt: createScheduleField(
    'The day of the start. The add-on is active at once if this is the day of the submit or absent.',
  ),
  metadata: Metadata.optional().describe('Your own data, for the add-on.'),
};

/** An item of a new order. */
const NewLineItem = z
  .discriminatedUnion('type', [
    z.strictObject({
      ...licenseItemFields,
      assignedTo: RequestedAssignment.optional().describe('The resource that uses the license.'),
      lineItemId: lineItemId.optional(),
    }),
    z.strictObject({ ...licenseChangeFields, lineItemId: lineItemId.optional() }),
    z.strictObject({
      ...addonItemFields,
      subscriptionId: SubscriptionIdOrReference,
      lineItemId: lineItemId.optional(),
    }),
  ])
  .meta({ id: 'NewLineItem', type: 'object', description: 'An item of a new order.' });

/** The items of a new order. */
export const NewLineItems = z
  .array(NewLineItem)
  .min(1)
  .max(maxLineItems)
  .superRefine((items, context) => {
    for (const [index, { lineItemId: id }] of items.entries()) {
      if (id === undefined || items.findIndex(item => item.lineItemId === id) === index) continue;
      const message = 'is also the ID of an earlier item';
      context.addIssue({ code: 'custom', path: [index, 'lineItemId'], message, params: { code: 'INVALID_VALUE' } });
    }
  });
export type NewLineItem = z.infer<typeof NewLineItem>;

export const LineItem = z
  .discriminatedUnion('type', [
    z.strictObject({ lineItemId, ...licenseItemFields }),
    z.strictObject({ lineItemId, ...licenseChangeFields }),
    z.strictObject({ lineItemId, ...addonItemFields }),
  ])
  .meta({ id: 'LineItem', type: 'object', description: 'An item of an order.' });
export type LineItem = z.infer<typeof LineItem>;

const createdByLineItem = ResourceId.meta({ description: 'The item that created it.', examples: ['seat-1'] });

const CreatedEntities = z
  .strictObject({
    licenses: z
      .array(
        z.strictObject({
          licenseId: ResourceId.describe('The ID of the license.'),
          type: z.string().describe('The license type.'),
          customerId: ResourceId.describe('The owner.'),
          productOfferingId: ResourceId.describe('The product offering.'),
          createdByLineItem,
        }),
      )
      .describe('The licenses that the order created.'),
    addons: z
      .array(
        z.strictObject({
          subscriptionAddonId: ResourceId.describe('The ID of the add-on.'),
          subscriptionId: ResourceId.describe('The ID of its subscription.'),
          productOfferingId: ResourceId.describe('The product offering.'),
          createdByLineItem,
        }),
      )
      .describe('The add-ons that the order created.'),
  })
  .meta({ id: 'CreatedEntities', description: 'The licenses and add-ons that an order created.' });
export type CreatedEntities = z.infer<typeof CreatedEntities>;

const createPaymentSchema = (id: string) =>
  z
    .strictObject({
      reference: createTextSchema(1, 256).meta({
        description: `The reference of the payment in your system. ${textRule}`,
        examples: ['PAY-2026-0042'],
      }),
      receiptDescription: createTextSchema(1, 1000).optional().describe(`A text for the receipt. ${textRule}`),
      receiptUrl: createTextSchema(1, 2048).optional().describe(`The address of the receipt. ${textRule}`),
      receivedAt: Instant.optional().describe('The time of the payment.'),
    })
    .meta({ id, description: 'A payment that was made outside of Seamless OS.' });

/** A payment that was made outside of Seamless OS. */
export const ExternalPayment = createPaymentSchema('ExternalPayment');
export type ExternalPayment = z.infer<typeof ExternalPayment>;

/** The same in a request, which has no unknown fields. */
export const NewExternalPayment = createPaymentSchema('NewExternalPayment');

export const OrderState = z.enum(['PENDING', 'COMPLETED', 'CANCELLED', 'EXPIRED']);
export type OrderState = z.infer<typeof OrderState>;

/** A request to create or change several things, which happen together when it is submitted. */
export const Order = z
  .strictObject({
    orderId: ResourceId.meta({ description: 'The ID of the order.', examples: ['demo-order'] }),
    state: OrderState.describe('The state. A `PENDING` order can be submitted or cancelled until `expiresAt`.'),
    customer: EmbeddedCustomer.describe('The customer.'),
    lineItems: z.array(LineItem).describe('The items, in the order in which they are evaluated.'),
    createdEntities: CreatedEntities.optional().describe('Present if the order is `COMPLETED`.'),
    expiresAt: Instant.describe('The time from which a `PENDING` order is `EXPIRED`: 7 days after its creation.'),
    createdAt: Instant.describe('The time at which the order was created.'),
    updatedAt: Instant.describe('The time of the last change.'),
    submittedAt: Instant.optional().describe('The time at which the order was submitted. Absent before.'),
    completedAt: Instant.optional().describe('The time at which the items were executed. Absent before.'),
    externalPayment: ExternalPayment.optional().describe('The payment that was sent with the submit.'),
    metadata: Metadata.optional().describe('Your own data.'),
  })
  .meta({ id: 'Order', description: 'A request to create or change several things together.' });
export type Order = z.infer<typeof Order>;
