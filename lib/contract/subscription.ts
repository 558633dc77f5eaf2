import * as z from 'zod';
import { EmbeddedCustomer } from './customer.ts';
import { allowErased } from './erasure.ts';
import { CalendarDate, createTextSchema, Instant, JsonObject, ResourceId } from './field-types.ts';
import { Metadata } from './metadata.ts';
import { EmbeddedProductOffering, PendingProductOffering, ProductOfferingGroup } from './product-offering.ts';
import { createScheduledChangeSchema } from './scheduled-change.ts';

export const AddonStatus = z.enum(['PENDING', 'ACTIVE', 'CANCELLED', 'EXPIRED']);
export type AddonStatus = z.infer<typeof AddonStatus>;

const ScheduledAddonChange = createScheduledChangeSchema(['ACTIVE', 'CANCELLED', 'EXPIRED'], 'AddonChange');

export const SubscriptionAddon = z
  .strictObject({
    subscriptionAddonId: ResourceId.meta({ description: 'The ID of the add-on.', examples: ['demo-addon'] }),
    subscriptionId: ResourceId.meta({
      description: 'The ID of the subscription of the add-on.',
      examples: ['demo-subscription'],
    }),
    status: AddonStatus.describe('The current status. A scheduled change is included from its day on.'),
    productOffering: EmbeddedProductOffering.describe('The product offering from which the add-on was created.'),
    group: ProductOfferingGroup.optional().describe('The catalogue group of the product offering.'),
    referenceId: z
      .string()
      .optional()
      .meta({ description: 'The reference of the order.', examples: ['NL-2024-0031'] }),
    pendingStatus: ScheduledAddonChange.optional().describe('The next scheduled change.'),
    scheduledChanges: z.array(ScheduledAddonChange).describe('All scheduled changes in chronological order.'),
    boundUntil: CalendarDate.optional().meta({
      description:
        'The end of the minimum term. A cancellation without a date takes effect on this day at the earliest. Absent if there is none.',
      examples: ['2024-04-15'],
    }),
    cancellationReason: z
      .string()
      .optional()
      .meta({
        description: 'The reason given for the cancellation.',
        examples: ['No longer needed'],
      }),
    addedAt: Instant.describe('The time at which the add-on was added to the subscription.'),
    updatedAt: Instant.describe('The time of the last change.'),
    cancelledAt: Instant.optional().describe('The time at which the add-on ended. Absent before.'),
    metadata: Metadata.optional().describe('Your own data.'),
  })
  .meta({ id: 'SubscriptionAddon', description: 'A product that was added to a subscription.' });
export type SubscriptionAddon = z.infer<typeof SubscriptionAddon>;

export const SubscriptionStatus = z.enum(['PENDING', 'ACTIVATED', 'BLOCKED', 'CANCELLED', 'PAUSED']);
export type SubscriptionStatus = z.infer<typeof SubscriptionStatus>;

/** A country code does not begin with 0, so `+0` is a national number that was converted wrongly. */
export const Msisdn = z
  .string()
  .regex(
    /^(?:\+[1-9]\d{2,14}|\d{3,15})$/,
    'must be 3 to 15 digits, with or without a leading + that is followed by a country code',
  );

/** The number of a SIM card. */
export const Iccid = z
  .string()
  .regex(/^\d{18,22}$/, 'must be 18 to 22 digits')
  .meta({ description: 'The number of the card.', examples: ['89490200001234567890'] });

/** A SIM card without PUK, PIN and IMSI, which need a separate call and scope. */
export const Sim = z
  .strictObject({
    esim: z.boolean().describe('Whether the card is an eSIM.'),
    imei: z
      .string()
      .regex(/^\d{14,16}$/, 'must be 14 to 16 digits')
      .optional()
      .meta({ description: 'The IMEI of the device that last used the card.', examples: ['490154203237518'] }),
    iccid: allowErased(Iccid).meta({ description: 'The number of the card.', examples: ['89490200001234567890'] }),
  })
  .meta({ id: 'Sim', description: 'A SIM card. PUK, PIN and IMSI are not part of this API.' });

export const Subscriber = z
  .strictObject({
    subscriberId: ResourceId.meta({ description: 'The ID of the subscriber.', examples: ['demo-subscriber'] }),
    name: createTextSchema(1, 256).meta({ description: 'The display name.', examples: ['Ole Brandt'] }),
    email: createTextSchema(3, 320)
      .optional()
      .meta({
        description: 'The email address.',
        examples: ['ole.brandt@nordlicht.example'],
      }),
  })
  .meta({ id: 'Subscriber', description: 'The user of a line.' });
export type Subscriber = z.infer<typeof Subscriber>;

export const PendingMsisdn = z
  .strictObject({
    msisdn: Msisdn.meta({ description: 'The new phone number.', examples: ['+491713920099'] }),
    scheduledAt: CalendarDate.describe("The day of the change, in the tenant's time zone."),
  })
  .meta({ id: 'PendingMsisdn', description: 'A scheduled change of the phone number.' });

export const PendingSubscriptionStatus = z
  .strictObject({
    status: SubscriptionStatus.describe('The status from that day on.'),
    scheduledAt: CalendarDate.describe("The day of the change, in the tenant's time zone."),
  })
  .meta({ id: 'PendingSubscriptionStatus', description: 'A scheduled change of the status.' });

export const Porting = z
  .strictObject({
    status: z
      .enum(['PENDING', 'IN_PROGRESS', 'SCHEDULED', 'COMPLETED', 'FAILED'])
      .describe('The progress of the porting.'),
    direction: z.enum(['INBOUND', 'OUTBOUND']).describe('From another operator to us, or from us to another operator.'),
    msisdn: allowErased(Msisdn).meta({ description: 'The ported phone number.', examples: ['+491713920012'] }),
    scheduledAt: CalendarDate.optional().describe('The day of the porting.'),
  })
  .meta({ id: 'Porting', description: 'The transfer of a phone number from or to another operator.' });

/** A telecommunications service that is provisioned for a customer. */
export const Subscription = z
  .strictObject({
    subscriptionId: ResourceId.meta({ description: 'The ID of the subscription.', examples: ['demo-subscription'] }),
    status: SubscriptionStatus.describe('The status of the service.'),
    type: z.string().meta({ description: 'The type of the service.', examples: ['MOBILE'] }),
    display: z.string().meta({
      description: 'A display text, usually the phone number in a readable form.',
      examples: ['+49 171 3920012'],
    }),
    msisdn: allowErased(Msisdn).meta({
      description: 'The phone number. `erased` if the personal data was removed after the subscription ended.',
      examples: ['+491713920012'],
    }),
    customer: EmbeddedCustomer.describe('The owner.'),
    productOffering: EmbeddedProductOffering.optional().describe(
      'The product offering from which the subscription was created.',
    ),
    sim: Sim.describe('The SIM card.'),
    activatedAt: Instant.optional().describe('The time at which the service became active. Absent before.'),
    createdAt: Instant.describe('The time at which the subscription was created.'),
    updatedAt: Instant.describe('The time of the last change of the subscription or one of its add-ons.'),
    referenceId: z
      .string()
      .optional()
      .meta({ description: 'The reference of the order.', examples: ['NL-2024-0007'] }),
    subscriber: Subscriber.optional().describe('The user of the line.'),
    extensions: JsonObject.optional().describe('Additional data of the subscription from Seamless OS, as imported.'),
    pendingMsisdn: PendingMsisdn.optional().describe('The scheduled change of the phone number.'),
    pendingStatus: PendingSubscriptionStatus.optional().describe('The scheduled change of the status.'),
    pendingProductOffering: PendingProductOffering.optional().describe('The scheduled change of the product offering.'),
    porting: Porting.optional().describe('The porting of the phone number, if there is one.'),
    cancelledAt: Instant.optional().describe('The time at which the service ended. Absent before.'),
    metadata: Metadata.optional().describe('The data attached to the subscription.'),
    addons: z
      .array(SubscriptionAddon)
      .describe('The live add-ons. The response to a cancellation also includes the add-on that was cancelled.'),
  })
  .meta({ id: 'Subscription', description: 'A telecommunications service that is provisioned for a customer.' });
export type Subscription = z.infer<typeof Subscription>;

/** A subscription in a list. */
export const SubscriptionSummary = Subscription.omit({ addons: true })
  .extend({
    updatedAt: Instant.describe(
      'The time of the last change of the subscription or one of its add-ons. A scheduled change of an add-on counts once it was applied.',
    ),
  })
  .meta({
    id: 'SubscriptionSummary',
    description: 'A subscription without its add-ons. Get the subscription to get its add-ons.',
  });
