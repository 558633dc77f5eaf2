import * as z from 'zod';
import { ResourceId } from './field-types.ts';
import { CustomerIdOrReference, SubscriptionIdOrReference } from './reference.ts';

const createTypeSchema = <T extends string>(type: T) => z.literal(type).describe('The kind of resource.');
const SubscriptionId = ResourceId.describe('The ID of a subscription.');
const SubscriberId = ResourceId.describe('The ID of the subscriber of a subscription.');
const UserId = ResourceId.describe('The ID of a user.');
const CustomerId = ResourceId.describe('The ID of the customer. The license is not assigned to a person or a line.');

/** The assignment of a license. */
export const Assignment = z
  .discriminatedUnion('type', [
    z.strictObject({ type: createTypeSchema('SUBSCRIPTION'), subscriptionId: SubscriptionId }),
    z.strictObject({ type: createTypeSchema('SUBSCRIBER'), subscriberId: SubscriberId }),
    z.strictObject({ type: createTypeSchema('USER'), userId: UserId }),
    z.strictObject({ type: createTypeSchema('CUSTOMER'), customerId: CustomerId }),
  ])
  .meta({ id: 'Assignment', type: 'object', description: 'The resource to which a license is assigned.' });
export type Assignment = z.infer<typeof Assignment>;

/** The assignment of a license as a client sends it. */
export const RequestedAssignment = z
  .discriminatedUnion('type', [
    z.strictObject({ type: createTypeSchema('SUBSCRIPTION'), subscriptionId: SubscriptionIdOrReference }),
    z.strictObject({ type: createTypeSchema('SUBSCRIBER'), subscriberId: SubscriberId }),
    z.strictObject({ type: createTypeSchema('USER'), userId: UserId }),
    z.strictObject({ type: createTypeSchema('CUSTOMER'), customerId: CustomerIdOrReference }),
  ])
  .meta({
    id: 'RequestedAssignment',
    type: 'object',
    description: 'The resource to which a license is assigned. It must belong to the customer of the license.',
  });

/** An assignment with a display text, as it was when the license was assigned. */
export const EmbeddedAssignment = z
  .discriminatedUnion('type', [
    z.strictObject({
      type: createTypeSchema('SUBSCRIPTION'),
      subscriptionId: SubscriptionId,
      subscriptionDisplay: z.string().describe('A display text of the subscription, usually its phone number.'),
    }),
    z.strictObject({
      type: createTypeSchema('SUBSCRIBER'),
      subscriberId: SubscriberId,
      subscriberDisplay: z.string().describe('The name of the subscriber.'),
    }),
    z.strictObject({
      type: createTypeSchema('USER'),
      userId: UserId,
      userDisplay: z.string().describe('The name of the user.'),
    }),
    z.strictObject({
      type: createTypeSchema('CUSTOMER'),
      customerId: CustomerId,
      customerDisplay: z.string().describe('The name of the customer.'),
    }),
  ])
  .meta({
    id: 'EmbeddedAssignment',
    type: 'object',
    description:
      'The resource to which a license is assigned, with a display text. The text is as it was when the license was assigned.',
  });
export type EmbeddedAssignment = z.infer<typeof EmbeddedAssignment>;
