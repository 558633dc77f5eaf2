import type { AddonFacts } from '../domain/addon.ts';
import { dateIn, type Instant } from '../domain/calendar.ts';
import type { ProductOffering, Tenant } from '../domain/entity.ts';
import { mergeMetadata } from '../domain/metadata.ts';
import type { Stored } from '../store/stored.ts';
import { agreed } from './agreed.ts';
import type { AddonLine } from './subscription-line.ts';
import { keptTerm, type StatedTerm, termOf } from './term.ts';

/** An add-on that is new here: everything is as the line says. */
export const takenAddon = (
  line: AddonLine,
  subscriptionId: string,
  offering: ProductOffering,
  { timeZone }: Tenant,
  now: Instant,
): AddonFacts => ({
  subscriptionAddonId: line.subscriptionAddonId,
  subscriptionId,
  ...agreed(line, offering, undefined),
  addedAt: line.addedAt,
  addedOn: dateIn(timeZone, line.addedAt),
  ...termOf(stated(line), timeZone, now),
  expired: line.status === 'EXPIRED' ? true : undefined,
  referenceId: line.referenceId,
  cancellationReason: line.cancellationReason,
  metadata: mergeMetadata(undefined, line.metadata),
  changedAt: now,
});

/** An add-on that is here: its dates, its cancellation and its metadata belong to commands. */
export const keptAddon = (
  line: AddonLine,
  stored: Stored<AddonFacts>,
  offering: ProductOffering,
  { timeZone }: Tenant,
  now: Instant,
): AddonFacts => ({
  ...stored,
  ...agreed(line, offering, stored),
  // The day stays that of the time zone it was accepted in.
  ...(line.addedAt !== stored.addedAt && { addedAt: line.addedAt, addedOn: dateIn(timeZone, line.addedAt) }),
  ...keptTerm(stored, stated(line), timeZone, now),
  referenceId: line.referenceId,
});

const stated = (line: AddonLine): StatedTerm => ({
  startedAt: line.status === 'PENDING' ? undefined : line.addedAt,
  startsOn: line.startsOn,
  endedAt: line.cancelledAt ?? line.expiredAt,
  endsOn: line.endsOn,
});
