import { smokeFixtures } from '../../tools/local/smoke-fixtures.ts';
import type { SmokeClient } from './smoke-client.ts';

const dayMs = 24 * 3600 * 1000;

/** The UTC date in a number of days; accurate enough for every date except today. */
export const dateInDays = (days: number): string => new Date(Date.now() + days * dayMs).toISOString().slice(0, 10);

/**
 * The current date of the tenant, whose time zone a client does not see. It is the first date that the API does not refuse as
 * past. The requests are wrong in another way, so that they create nothing.
 */
export async function findTenantToday(client: SmokeClient): Promise<string> {
  for (const date of [dateInDays(-1), dateInDays(0)]) {
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
  return dateInDays(1);
}
