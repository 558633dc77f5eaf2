import * as z from 'zod';
import { Assignment, EmbeddedAssignment } from '../../lib/contract/assignment.ts';
import { EmbeddedCustomer } from '../../lib/contract/customer.ts';
import { ErrorBody, ErrorDetail } from '../../lib/contract/errors.ts';
import { Metadata } from '../../lib/contract/metadata.ts';
import { createPageSchema } from '../../lib/contract/pagination.ts';
import {
  BillingCycle,
  EmbeddedProductOffering,
  PendingProductOffering,
  Price,
  ProductOfferingGroup,
} from '../../lib/contract/product-offering.ts';
import { describeSchema, type SchemaDescription } from './schema-description.ts';

/** What licenses and subscriptions are made of. */
export const sharedDescriptions: Record<string, SchemaDescription> = {
  Customer: describeSchema(EmbeddedCustomer, 'The owner. Sensitive details of a customer are not part of this API.', {
    customerId: { description: 'The id of the customer.', example: 'demo-customer' },
    name: { description: 'The name to show.', example: 'Nordlicht Logistik GmbH' },
  }),
  EmbeddedProductOffering: describeSchema(
    EmbeddedProductOffering,
    'The product offering that something was made from. Its name and group follow the catalogue, its price is what was agreed.',
    {
      productOfferingId: { description: 'The id of the product offering.', example: 'demo-license-offering' },
      name: { description: 'The name to show.', example: 'Cloud PBX Seat' },
      group: 'The group of the catalogue that the offering is in.',
    },
  ),
  Price: describeSchema(
    Price,
    'As agreed when the license or add-on was made. Later changes of the catalogue do not touch it.',
    {
      currency: { description: 'ISO 4217 code of the currency.', example: 'EUR' },
      priceType: 'Paid once, or in every billing cycle.',
      netPrice: {
        description: 'Net price in major units of the currency, per cycle if it is recurring.',
        example: 9.9,
      },
      discount: { description: 'What is taken off the net price, in major units.', example: 2 },
      boundMonths: {
        description: 'A cancellation without a date does not end before so many months after the start are over.',
        example: 3,
      },
      billingCycle: 'How often a recurring price is paid. Renewals are counted from the start in these cycles.',
    },
  ),
  BillingCycle: describeSchema(BillingCycle, 'How often a recurring price is paid.', {
    period: 'The unit of the cycle.',
    interval: { description: 'Every how many periods.', example: 1 },
  }),
  ProductOfferingGroup: describeSchema(ProductOfferingGroup, 'A group of the catalogue.', {
    productOfferingGroupId: { description: 'The id of the group.', example: 'demo-pbx-group' },
    name: { description: 'The name to show.', example: 'Cloud PBX' },
    category: { description: 'The category of the catalogue that the group is in.', example: 'Telephony' },
    description: 'A text about the group.',
  }),
  PendingProductOffering: describeSchema(
    PendingProductOffering,
    'A change to another product offering that is yet to come.',
    {
      scheduledAt: "The day of the change, in the tenant's time zone.",
      product: 'The product offering from that day on.',
    },
  ),
  Pagination: {
    schema: createPageSchema(z.never()).shape.pagination,
    description: 'Whether there is more, and where.',
  },
  Metadata: {
    schema: Metadata,
    description:
      'What you attach for yourself: a JSON object of at most 50 keys of 1 to 64 characters (not `__proto__`, `constructor` or ' +
      '`prototype`), at most 8 KB as JSON and nested at most 5 levels, the object itself included; numbers of magnitude at most ' +
      '2^53 − 1. On a later command it is merged key by key at the top level; `null` removes a key; the limits hold for the result.',
  },
  Assignment: {
    schema: Assignment,
    description: 'What a license is assigned to. It must belong to the customer of the license.',
  },
  EmbeddedAssignment: {
    schema: EmbeddedAssignment,
    description: 'What a license is assigned to, with a text to show as it was when the assignment was made.',
  },
  Error: describeSchema(ErrorBody, 'The one body of every error. Decide by `code`; texts may change.', {
    details: 'What exactly is wrong, where there is more than one thing that could be.',
  }),
  ErrorDetail: describeSchema(ErrorDetail, 'One thing that is wrong with the request.', {
    message: 'For people: reads on from the name of the property.',
    code: 'For programs.',
    suggestion: 'What to do about it.',
  }),
};

/** What the variants of both unions hold; each has some of these. */
export const assignmentFieldDescriptions: Record<string, string> = {
  type: 'Which of the four it is.',
  subscriptionId: 'The id of a subscription.',
  subscriptionDisplay: 'The subscription as text, typically its phone number.',
  subscriberId: 'The id of the subscriber of a subscription.',
  subscriberDisplay: "The subscriber's name.",
  userId: 'The id of a user.',
  userDisplay: "The user's name.",
  customerId: 'The id of the customer: the license itself stays unassigned to any person or line.',
  customerDisplay: "The customer's name.",
};
