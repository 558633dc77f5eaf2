import * as z from 'zod';
import { Id } from './primitive.ts';

/** What a license is assigned to, as a client names it. */
export const Assignment = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('SUBSCRIPTION'), subscriptionId: Id }),
  z.strictObject({ type: z.literal('SUBSCRIBER'), subscriberId: Id }),
  z.strictObject({ type: z.literal('USER'), userId: Id }),
  z.strictObject({ type: z.literal('CUSTOMER'), customerId: Id }),
]);
export type Assignment = z.infer<typeof Assignment>;

/** The same with a text to show, as it was when the assignment was made. */
export const EmbeddedAssignment = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('SUBSCRIPTION'), subscriptionId: Id, subscriptionDisplay: z.string() }),
  z.strictObject({ type: z.literal('SUBSCRIBER'), subscriberId: Id, subscriberDisplay: z.string() }),
  z.strictObject({ type: z.literal('USER'), userId: Id, userDisplay: z.string() }),
  z.strictObject({ type: z.literal('CUSTOMER'), customerId: Id, customerDisplay: z.string() }),
]);
export type EmbeddedAssignment = z.infer<typeof EmbeddedAssignment>;
