import { type DecisionTime, findEffectiveDate, isDue } from '../domain/effective-dates.ts';
import { type LicenseFacts, settleLicense } from '../domain/license.ts';
import type { OfferingTerms } from './merge-offering.ts';

/**
 * Changes the offering of a license on the day of the import, by the rules of the command. A license that has not started, or has
 * ended, has the new terms without a change day.
 */
export function switchLicenseOffering(
  license: LicenseFacts,
  { productOffering, cancellationSchedule }: OfferingTerms,
  { now, today }: DecisionTime,
): OfferingTerms {
  const terms = { productOffering, cancellationSchedule };
  if (!isDue(findEffectiveDate(license.starts, license.ends), now) || isDue(license.ends, now)) return terms;
  const { boundUntil, renewsFrom } = settleLicense(
    { ...license, offeringChange: { ...terms, on: today, at: now, applied: true } },
    now,
  );
  return { ...terms, boundUntil, renewsFrom };
}
