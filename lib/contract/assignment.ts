import * as z from 'zod';
import { ResourceId } from './field-types.ts';

/** What a license is assigned to, as a client names it. */
export const Assignment = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('SUBSCRIPTION'), subscriptionId: ResourceId }),
  z.strictObject({ type: z.literal('SUBSCRIBER'), subscriberId: ResourceId }),
  z.strictObject({ type: z.literal('USER'), userId: ResourceId }),
  z.strictObject({ type: z.literal('CUSTOMER'), customerId: ResourceId }),
]);
export type Assignment = z.infer<typeof Assignment>;

/** The same with a text to show, as it was when the assignment was made. */
export const EmbeddedAssignment = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('SUBSCRIPTION'), subscriptionId: ResourceId, subscriptionDisplay: z.string() }),
  z.strictObject({ type: z.literal('SUBSCRIBER'), subscriberId: ResourceId, subscriberDisplay: z.string() }),
  z.strictObject({ type: z.literal('USER'), userId: ResourceId, userDisplay: z.string() }),
  z.strictObject({ type: z.literal('CUSTOMER'), customerId: ResourceId, customerDisplay: z.string() }),
]);
export type EmbeddedAssignment = z.infer<typeof EmbeddedAssignment>;
