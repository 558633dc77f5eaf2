import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import * as z from 'zod';

/** What the checks work on; the rest they make. */
export const smokeFixtures = {
  customerId: 'check-customer',
  /** Its licenses end at once when they are cancelled without a date. */
  licenseOfferingId: 'check-license-offering',
  /** Its licenses end at the next renewal then, not before three months are over. */
  renewalOfferingId: 'check-renewal-offering',
  subscriptionId: 'check-subscription',
  /** Its add-on on the subscription stays for a century, even if it is cancelled without a date. */
  addonOfferingId: 'check-addon-offering',
};

/** The tenant of the file. */
export const smokeTenantId = 'check';

const file = join(import.meta.dirname, 'smoke-fixtures.ndjson');

/** The file with the fixtures, for a person in the project's folder. */
export const smokeFixtureFile = relative(join(import.meta.dirname, '..', '..'), file);

const Line = z.looseObject({ kind: z.string(), tenantId: z.string() });

/** The fixtures' lines as lines of a tenant that is there already. */
export function readSmokeFixtureLines(tenantId: string): string {
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  const parsed = lines.map(text => Line.parse(JSON.parse(text))).filter(({ kind }) => kind !== 'tenant');
  return parsed.map(line => JSON.stringify({ ...line, tenantId })).join('\n');
}
