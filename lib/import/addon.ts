import type { Instant } from '../contract/field-types.ts';
import { findMetadataError } from '../contract/metadata-limits.ts';
import { type AddonFacts, viewAddon } from '../domain/addon.ts';
import { toDateInZone } from '../domain/calendar.ts';
import type { StatedDate } from '../domain/commanded-fields.ts';
import { type DecisionTime, type EffectiveDate, isDue } from '../domain/effective-dates.ts';
import { mergeMetadata } from '../domain/metadata.ts';
import type { ProductOfferingFacts } from '../domain/product-offering.ts';
import type { ImportProblem } from './import-problem.ts';
import { describeMetadataError, mergeImportedMetadata, toStatedMetadata } from './merge-metadata.ts';
import { buildOfferingTerms, mergeOffering, type OfferingTerms, toStatedOffering } from './merge-offering.ts';
import { buildPeriod, isSameDay, mergePeriod, toStatedDate, toStatedPeriod } from './merge-period.ts';
import type { FieldDifference } from './shared-value.ts';
import type { AddonLine } from './subscription-line.ts';

/** Builds the facts of a new add-on, which takes everything from its line. */
export function buildImportedAddon(
  line: AddonLine,
  subscriptionId: string,
  offering: ProductOfferingFacts,
  time: DecisionTime,
): AddonFacts {
  const period = toLinePeriod(line, time.timeZone);
  const statedOffering = toStatedOffering(line);
  const { offeringChange, ...terms } = buildOfferingTerms(statedOffering, { offering }, time);
  return {
    subscriptionAddonId: line.subscriptionAddonId,
    subscriptionId,
    ...terms,
    addedAt: line.addedAt,
    addedOn: toDateInZone(time.timeZone, line.addedAt),
    ...buildPeriod(period, toExpiry(line, time), time.now),
    referenceId: line.referenceId,
    metadata: mergeMetadata(undefined, line.metadata),
    stated: { ...period, offering: statedOffering, metadata: toStatedMetadata(line.metadata) },
    changedAt: time.now,
  };
}

/** Merges a line into a stored add-on, whose due dates are marked as applied. @param field - the path of the add-on in the line */
export function mergeImportedAddon<A extends AddonFacts>(
  line: AddonLine,
  stored: A,
  offering: ProductOfferingFacts,
  time: DecisionTime,
  field: string,
): { facts: A; differences: FieldDifference[] } | { problem: ImportProblem } {
  const toField = (name: string) => `${field}.${name}`;
  const period = mergePeriod(stored, toLinePeriod(line, time.timeZone), time.now, toField);
  const expiry = mergeExpiry(line, stored, time, toField);
  const terms = mergeOffering(stored, toStatedOffering(line), { offering }, time, addonOfferingRules);
  const metadata = mergeImportedMetadata(stored, line.metadata, toField);
  const metadataError = metadata.metadata && findMetadataError(metadata.metadata);
  if (metadataError) return { problem: describeMetadataError(toField('metadata'), metadataError) };
  const { offeringChange, ...offeringTerms } = terms.terms;
  const facts = {
    ...stored,
    ...offeringTerms,
    // The date stays that of the time zone in which it was accepted.
    ...(line.addedAt !== stored.addedAt && {
      addedAt: line.addedAt,
      addedOn: toDateInZone(time.timeZone, line.addedAt),
    }),
    ...period.period,
    expires: expiry.expires,
    referenceId: line.referenceId,
    metadata: metadata.metadata,
    stated: { ...period.stated, offering: terms.stated, metadata: metadata.stated },
  };
  const termDifferences = terms.differences.map(each => ({ ...each, field: toField(each.field) }));
  const differences = [period, expiry, { differences: termDifferences }, metadata].flatMap(each => each.differences);
  return { facts, differences };
}

const toExpiry = ({ expiredAt, expiresOn }: AddonLine, { timeZone }: DecisionTime): StatedDate | undefined =>
  toStatedDate(expiredAt, expiresOn, timeZone);

/** The import owns the expiry. One that is in effect stays, and a line with CANCELLED says nothing about it. */
function mergeExpiry(
  line: AddonLine,
  stored: AddonFacts,
  time: DecisionTime,
  toField: (name: string) => string,
): { expires: EffectiveDate | undefined; differences: FieldDifference[] } {
  const { expires } = stored;
  const stated = toExpiry(line, time);
  const isSame = stated && expires ? isSameDay(stated, expires) : stated === expires;
  if (line.status === 'CANCELLED' || isSame) return { expires, differences: [] };
  if (!isDue(expires, time.now)) return { expires: stated, differences: [] };
  return { expires, differences: [{ field: toField('expires'), inFile: stated?.on, stored: expires?.on }] };
}

const addonOfferingRules = {
  /** An add-on never changes its offering. */
  switchOffering: (_addon: AddonFacts, terms: OfferingTerms) => terms,
  findTermDates: (addon: AddonFacts, now: Instant) => ({
    boundUntil: viewAddon(addon, now).boundUntil,
    renewsFrom: addon.renewsFrom ?? addon.starts?.on ?? addon.addedOn,
  }),
};

const toLinePeriod = (line: AddonLine, timeZone: string) =>
  toStatedPeriod(
    {
      startedAt: line.status === 'PENDING' ? undefined : line.addedAt,
      startsOn: line.startsOn,
      endedAt: line.cancelledAt,
      endsOn: line.endsOn,
      reason: line.cancellationReason,
    },
    timeZone,
  );
