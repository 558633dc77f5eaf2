import type { Instant } from '../contract/field-types.ts';
import type { AddonFacts } from '../domain/addon.ts';
import { toDateInZone } from '../domain/calendar.ts';
import { mergeMetadata } from '../domain/metadata.ts';
import type { ProductOfferingFacts } from '../domain/product-offering.ts';
import type { Tenant } from '../domain/tenant.ts';
import type { StoredItem } from '../dynamodb/items/item-fields.ts';
import { mergeAgreedTerms } from './agreed-terms.ts';
import { buildPeriod, type ImportedDates, mergePeriod } from './imported-dates.ts';
import type { AddonLine } from './subscription-line.ts';

/** Builds the facts of a new add-on from its line. */
export const buildImportedAddon = (
  line: AddonLine,
  subscriptionId: string,
  offering: ProductOfferingFacts,
  { timeZone }: Tenant,
  now: Instant,
): AddonFacts => ({
  subscriptionAddonId: line.subscriptionAddonId,
  subscriptionId,
  ...mergeAgreedTerms(line, offering, undefined),
  addedAt: line.addedAt,
  addedOn: toDateInZone(timeZone, line.addedAt),
  ...buildPeriod(toImportedAddonDates(line), timeZone, now),
  expired: line.status === 'EXPIRED' ? true : undefined,
  referenceId: line.referenceId,
  cancellationReason: line.cancellationReason,
  metadata: mergeMetadata(undefined, line.metadata),
  changedAt: now,
});

/** Merges a line into a stored add-on. Commands own its dates, its cancellation and its metadata. */
export const mergeImportedAddon = (
  line: AddonLine,
  stored: StoredItem<AddonFacts>,
  offering: ProductOfferingFacts,
  { timeZone }: Tenant,
  now: Instant,
): AddonFacts => ({
  ...stored,
  ...mergeAgreedTerms(line, offering, stored),
  // The date stays that of the time zone in which it was accepted.
  ...(line.addedAt !== stored.addedAt && { addedAt: line.addedAt, addedOn: toDateInZone(timeZone, line.addedAt) }),
  ...mergePeriod(stored, toImportedAddonDates(line), timeZone, now),
  referenceId: line.referenceId,
});

const toImportedAddonDates = (line: AddonLine): ImportedDates => ({
  startedAt: line.status === 'PENDING' ? undefined : line.addedAt,
  startsOn: line.startsOn,
  endedAt: line.cancelledAt ?? line.expiredAt,
  endsOn: line.endsOn,
});
