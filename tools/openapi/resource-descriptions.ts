import { License } from '../../lib/contract/license.ts';
import { ProductOffering } from '../../lib/contract/product-offering.ts';
import {
  PendingMsisdn,
  PendingSubscriptionStatus,
  Porting,
  Sim,
  Subscriber,
  Subscription,
  SubscriptionAddon,
} from '../../lib/contract/subscription.ts';
import { describeSchema, type SchemaDescription } from './schema-description.ts';

/** The things that operations answer with. */
export const resourceDescriptions: Record<string, SchemaDescription> = {
  License: describeSchema(License, 'A permission to use a product.', {
    licenseId: { description: 'The id of the license.', example: '5c61c4a6-38f0-4e73-8190-751ea3bfc26d' },
    status: 'The status right now. What is scheduled is in force from its day on, and is shown so.',
    type: { description: "The offering's type of license.", example: 'PBX' },
    customer: 'The owner.',
    productOffering: 'What the license was made from.',
    activatedAt: 'Since when it is, or was, active. Absent before.',
    assignedTo: 'Who or what uses it. Absent where it is not assigned.',
    details: 'What Seamless OS knows of the license besides, as imported.',
    pendingProductOffering: 'The product offering that it changes to.',
    cancelledAt: 'When it ended. Absent before.',
    pausedAt: 'Since when it is paused.',
    metadata: 'What you attached to it.',
  }),
  LicenseChange: describeSchema(License.shape.scheduledChanges.element, 'A change of status that is yet to come.', {
    status: 'The status from that day on.',
  }),
  Subscription: describeSchema(Subscription, 'A telecommunications service provisioned for a customer.', {
    subscriptionId: { description: 'The id of the subscription.', example: 'demo-subscription' },
    status: 'The status of the service.',
    type: { description: 'The type of service.', example: 'MOBILE' },
    display: {
      description: 'A text to show, typically the phone number in a readable form.',
      example: '+49 171 3920012',
    },
    msisdn: { description: 'The phone number.', example: '+491713920012' },
    customer: 'The owner.',
    productOffering: 'What the subscription was made from.',
    sim: 'The SIM card.',
    activatedAt: 'Since when the service is active. Absent before.',
    createdAt: 'When the subscription was made.',
    updatedAt: 'When the subscription or one of its add-ons last changed.',
    referenceId: { description: 'The reference that came with the order.', example: 'NL-2024-0007' },
    subscriber: 'Who uses the line.',
    extensions: 'What Seamless OS knows of the subscription besides, as imported.',
    pendingMsisdn: 'The phone number that it changes to.',
    pendingStatus: 'The status that it changes to.',
    pendingProductOffering: 'The product offering that it changes to.',
    porting: 'The porting of the phone number, where there is one.',
    cancelledAt: 'When the service ended. Absent before.',
    metadata: 'What is attached to it.',
  }),
  Sim: describeSchema(Sim, 'A SIM card. PUK, PIN and IMSI are not part of this API.', {
    esim: 'Whether it is an eSIM.',
    imei: { description: 'The device that the SIM was last seen in.', example: '490154203237518' },
    iccid: { description: 'The number of the card.', example: '89490200001234567890' },
  }),
  Subscriber: describeSchema(Subscriber, 'Who uses a line.', {
    subscriberId: { description: 'The id of the subscriber.', example: 'demo-subscriber' },
    name: { description: 'The name to show.', example: 'Ole Brandt' },
    email: { description: 'An e-mail address.', example: 'ole.brandt@nordlicht.example' },
  }),
  PendingMsisdn: describeSchema(PendingMsisdn, 'A change of the phone number that is yet to come.', {
    msisdn: { description: 'The new phone number.', example: '+491713920099' },
    scheduledAt: "The day of the change, in the tenant's time zone.",
  }),
  PendingSubscriptionStatus: describeSchema(PendingSubscriptionStatus, 'A change of status that is yet to come.', {
    status: 'The status from that day on.',
    scheduledAt: "The day of the change, in the tenant's time zone.",
  }),
  Porting: describeSchema(Porting, 'A phone number moving from or to another operator.', {
    status: 'How far it is.',
    direction: 'To us, or away from us.',
    msisdn: { description: 'The phone number that moves.', example: '+491713920012' },
    scheduledAt: 'The day on which it moves.',
  }),
  SubscriptionAddon: describeSchema(SubscriptionAddon, 'Something that was booked on a subscription.', {
    subscriptionAddonId: { description: 'The id of the add-on.', example: 'demo-addon' },
    subscriptionId: { description: 'The subscription that it is on.', example: 'demo-subscription' },
    status: 'The status right now. What is scheduled is in force from its day on, and is shown so.',
    productOffering: 'What the add-on was made from.',
    group: 'The group of the catalogue that its offering is in.',
    referenceId: { description: 'The reference that came with the order.', example: 'NL-2024-0031' },
    cancellationReason: {
      description: 'The reason that was given when it was cancelled.',
      example: 'No longer needed',
    },
    addedAt: 'Since when it is on the subscription.',
    updatedAt: 'When it last changed.',
    cancelledAt: 'When it ended. Absent before.',
    metadata: 'What you attached to it.',
  }),
  AddonChange: describeSchema(
    SubscriptionAddon.shape.scheduledChanges.element,
    'A change of status that is yet to come.',
    {
      status: 'The status from that day on.',
    },
  ),
  ProductOffering: describeSchema(
    ProductOffering,
    'Something of the catalogue, from which licenses, subscriptions and add-ons are made.',
    {
      productOfferingId: { description: 'The id of the product offering.', example: 'demo-license-offering' },
      name: { description: 'The name to show.', example: 'Cloud PBX Seat' },
      licenseType: {
        description: 'The type of the licenses that it makes; only with the type `LICENSE`.',
        example: 'PBX',
      },
      cancellationSchedule:
        'How what was made from it ends when no date is given: at once, or at the first renewal that is not before the end of ' +
        'the bound months.',
      price: 'What it costs today. What is made from it keeps the price of its day.',
      group: 'The group of the catalogue that it is in.',
    },
  ),
};
