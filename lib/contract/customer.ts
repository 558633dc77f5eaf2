import * as z from 'zod';
import { Address } from './address.ts';
import { createTextSchema, Instant, ResourceId } from './field-types.ts';
import { Metadata } from './metadata.ts';
import { createTextRecord } from './text-record.ts';

const customerId = ResourceId.meta({ description: 'The ID of the customer.', examples: ['demo-customer'] });
const customerName = createTextSchema(1, 256).meta({
  description: 'The display name. `erased` if the personal data of the customer was removed.',
  examples: ['Nordlicht Logistik GmbH'],
});

/** A customer as it is embedded in other resources. */
export const EmbeddedCustomer = z
  .strictObject({ customerId, name: customerName })
  .meta({ id: 'Customer', description: 'The owner of a resource. Get the customer to get its details.' });
export type EmbeddedCustomer = z.infer<typeof EmbeddedCustomer>;

export const CustomerType = z.enum(['CONSUMER', 'BUSINESS']);

const shortText = createTextSchema(1, 256);
const email = createTextSchema(3, 320).meta({
  description: 'The email address.',
  examples: ['office@nordlicht.example'],
});
// A number of another operator or country can have any form.
const phoneNumber = shortText.meta({ description: 'The phone number.', examples: ['+49403920010'] });
const userId = ResourceId.meta({ description: 'The ID of the user.', examples: ['demo-user'] });
const userName = shortText.meta({ description: 'The display name of the user.', examples: ['Jana Petersen'] });
const userRole = z.enum(['MEMBER', 'MANAGER', 'ADMIN']).describe('The role of the user at the customer.');

/** The limit keeps the users of a customer within one read. */
const maxCustomerUsers = 90;

/** The details that a customer has in the import and in its representation alike. */
export const customerDetailFields = {
  contact: z
    .strictObject({ email: email.optional(), msisdn: phoneNumber.optional() })
    .optional()
    .describe('How to reach the customer.'),
  identity: z
    .union([shortText, createTextRecord(30)])
    .optional()
    .meta({
      description: 'The identification of the customer, as imported.',
      examples: [{ registerNumber: 'HRB 4711' }],
    }),
  preferredLocale: createTextSchema(2, 35)
    .optional()
    .meta({ description: 'The preferred language and region.', examples: ['de-DE'] }),
  humanReadableId: shortText.optional().meta({ description: 'The customer number.', examples: ['K-10023'] }),
  billing: z
    .strictObject({
      method: shortText.optional().meta({ description: 'The payment method, as imported.', examples: ['SEPA'] }),
      email: email.optional(),
      address: Address.optional(),
      currency: z
        .string()
        .regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code')
        .optional()
        .meta({ description: 'The ISO 4217 code of the currency.', examples: ['EUR'] }),
      defaultPaymentProfileId: shortText.optional().describe('The ID of the default payment profile.'),
      autoPay: z.boolean().optional().describe('Whether invoices are paid automatically.'),
    })
    .optional()
    .describe('Where and how invoices are sent and paid.'),
  shipping: z
    .strictObject({
      name: shortText.optional().describe('The name of the recipient.'),
      msisdn: phoneNumber.optional(),
      address: Address.optional(),
      instructions: createTextSchema(1, 1000).optional().describe('Instructions for the delivery.'),
    })
    .optional()
    .describe('Where goods are sent.'),
  metadata: Metadata.optional().describe('The data attached to the customer.'),
};

/** The users of a customer as they are imported: by ID. Their names come from the users themselves. */
export const customerUserFields = {
  users: z
    .array(z.strictObject({ userId, role: userRole }))
    .max(maxCustomerUsers)
    .optional(),
  contactPerson: z.strictObject({ userId }).optional(),
};

/** A customer with its details. */
export const Customer = z
  .strictObject({
    customerId,
    customerType: CustomerType.describe('A person or a company.'),
    name: customerName,
    referenceId: z
      .string()
      .optional()
      .meta({ description: 'The reference ID.', examples: ['CRM-10023'] }),
    ...customerDetailFields,
    users: z
      .array(z.strictObject({ userId, name: userName, role: userRole }))
      .optional()
      .describe('The users of the customer.'),
    contactPerson: z
      .strictObject({ userId, name: userName, email: email.optional() })
      .optional()
      .describe('The user who is the contact of the customer.'),
    createdAt: Instant.optional().describe('The time at which the customer was created in Seamless OS.'),
    updatedAt: Instant.optional().describe('The time of the last change in Seamless OS.'),
  })
  .meta({ id: 'CustomerDetails', description: 'A customer with its personal and billing details.' });
export type Customer = z.infer<typeof Customer>;
