import { smokeFixtures } from '../../tools/local/smoke-fixtures.ts';
import type { SmokeClient } from './client.ts';

const dayMs = 24 * 3600 * 1000;

/** The date in so many days, in UTC: near enough for everything that is not today. */
export const inDays = (days: number): string => new Date(Date.now() + days * dayMs).toISOString().slice(0, 10);

/**
 * The day it is for the tenant, whose time zone a client does not see. It is the first day that is not refused as past, asked
 * for by a request that is wrong otherwise, so that nothing is made.
 */
export async function todayOf(client: SmokeClient): Promise<string> {
  for (const date of [inDays(-1), inDays(0)]) {
    const { status } = await client.send('createLicense', {
      body: {
        productOfferingId: smokeFixtures.licenseOfferingId,
        customerId: smokeFixtures.customerId,
        type: 'check-no-such-type',
        scheduledAt: date,
      },
      key: null,
    });
    if (status !== 400) return date;
  }
  return inDays(1);
}
