import type * as z from 'zod';
import type { Instant } from '../contract/field-types.ts';
import type { PortingDetails, SubscriptionPorting } from '../contract/porting.ts';
import type { Porting } from '../contract/subscription.ts';
import { toInstant } from './calendar.ts';

type EmbeddedPorting = z.infer<typeof Porting>;

/** The porting of a subscription, without its details. */
export interface PortingFacts extends EmbeddedPorting {
  createdAt: Instant;
  updatedAt?: Instant | undefined;
  /** Present if the porting has ended: its `updatedAt`, or the first import that reported the end. */
  endedAt?: Instant | undefined;
}

/** How long the details of a porting are kept after it ended. */
const detailRetentionMs = 90 * 24 * 60 * 60_000;

/** Finds the end of a porting. @param known - the end that an earlier import stored */
export function findPortingEnd(
  { status, updatedAt }: Pick<PortingFacts, 'status' | 'updatedAt'>,
  known: Instant | undefined,
  now: Instant,
): Instant | undefined {
  if (status !== 'COMPLETED' && status !== 'FAILED') return undefined;
  return updatedAt ?? known ?? now;
}

/** Returns the instant from which the details of a porting must not be kept, if it has ended. */
export const findDetailExpiry = ({ endedAt }: Pick<PortingFacts, 'endedAt'>): Instant | undefined =>
  endedAt && toInstant(Date.parse(endedAt) + detailRetentionMs);

/** Builds the part of a porting that the subscription shows. */
export const embedPorting = ({ status, direction, msisdn, scheduledAt }: PortingFacts): EmbeddedPorting => ({
  status,
  direction,
  msisdn,
  scheduledAt,
});

/** Derives the representation of a porting. Expired details are left out, even if they were not deleted yet. */
export function viewPorting(
  porting: PortingFacts,
  details: PortingDetails | undefined,
  now: Instant,
): SubscriptionPorting {
  const expiresAt = findDetailExpiry(porting);
  return {
    ...embedPorting(porting),
    details: expiresAt !== undefined && expiresAt <= now ? undefined : details,
    createdAt: porting.createdAt,
    updatedAt: porting.updatedAt,
  };
}
