import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import * as z from 'zod';

/** The resources that the smoke test needs. It creates all others itself. */
export const smokeFixtures = {
  customerId: 'check-customer',
  /** Licenses of this offering end at once when they are cancelled without a date. */
  licenseOfferingId: 'check-license-offering',
  /** Licenses of this offering end at the next renewal when they are cancelled without a date, three months later at the earliest. */
  renewalOfferingId: 'check-renewal-offering',
  subscriptionId: 'check-subscription',
  /** The add-on of this offering stays on the subscription for a century, even if it is cancelled without a date. */
  addonOfferingId: 'check-addon-offering',
  /** An add-on of this offering ends at once when it is cancelled without a date. */
  extraAddonOfferingId: 'check-extra-addon-offering',
};

/** The reference of the subscription. Its characters are percent-encoded in a path. */
export const smokeReferenceId = 'check reference ü';

/** The tenant of the fixture file. */
export const smokeTenantId = 'check';

const file = join(import.meta.dirname, 'smoke-fixtures.ndjson');

/** The path of the fixture file, relative to the project's folder. */
export const smokeFixtureFile = relative(join(import.meta.dirname, '..', '..'), file);

const FixtureLine = z.looseObject({ kind: z.string(), tenantId: z.string() });

/** Reads the lines of the fixture file, as lines of an existing tenant. */
export function readSmokeFixtureLines(tenantId: string): string {
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  const parsed = lines.map(text => FixtureLine.parse(JSON.parse(text))).filter(({ kind }) => kind !== 'tenant');
  return parsed.map(line => JSON.stringify({ ...line, tenantId })).join('\n');
}
