import { isDeepStrictEqual } from 'node:util';
import type { EventType, TenantEvent } from '../../contract/event.ts';
import type { Instant } from '../../contract/field-types.ts';
import {
  type DatedFacts,
  type EffectiveDate,
  findEffectiveDate,
  findLastChange,
} from '../../domain/effective-dates.ts';
import { type LicenseFacts, viewLicense } from '../../domain/license.ts';
import { CorruptItemError, type ItemAttributes } from '../../dynamodb/item.ts';
import { licenseRef } from '../../dynamodb/items/license.ts';
import { parseItemTenantId } from '../../dynamodb/stream-record.ts';
import { deriveEventId } from './event-id.ts';
import { readVersionStep } from './read-version-step.ts';

type LicenseEventName = Extract<EventType, `license.${string}`>;

/**
 * Derives the events of one version of a license, in this order: created, activated, updated, ended. Every version has at least one
 * event, so that consumers can detect gaps in `sequence`.
 *
 * @throws CorruptItemError
 */
export function deriveLicenseEvents(before: ItemAttributes | undefined, after: ItemAttributes): TenantEvent[] {
  const tenantId = parseItemTenantId(after);
  const { parse } = licenseRef(tenantId, '');
  const license = parse(after);
  const { licenseId, version, changedAt } = license;
  // The same data as a read at this version: exactly the changes that this version marks as applied are in effect.
  const step = readVersionStep(after);
  const data = viewLicense(license, findLastChange(changedAt, [license], changedAt));
  const previous = before && tryParse(before, parse);
  return listEventTypes(previous, license).map(type => ({
    tenantId,
    eventId: deriveEventId({ tenantId, resource: ['license', licenseId], version, type }),
    type,
    occurredAt: toOccurredAt(type, previous, license, step?.request !== undefined) ?? step?.at ?? changedAt,
    sequence: version,
    request: step?.request ?? null,
    data,
  }));
}

/** A scheduled change occurs at the first instant of its day, even if the job applies it later. */
function toOccurredAt(
  type: LicenseEventName,
  before: LicenseFacts | typeof unparsable | undefined,
  after: LicenseFacts,
  isRequested: boolean,
): Instant | undefined {
  if (type === 'license.activated') return after.starts?.at;
  if (type === 'license.ended') return after.ends?.at;
  return isRequested || before === undefined || before === unparsable
    ? undefined
    : findAppliedChange(before, after)?.at;
}

/**
 * Returns the change of the product offering that the job applied in this version. Every command and import sets `changedAt`, but two of
 * them can have the same instant.
 */
function findAppliedChange(before: LicenseFacts, after: LicenseFacts): EffectiveDate | undefined {
  const { offeringChange: change } = before;
  const isApplied =
    after.offeringChange === undefined &&
    after.productOffering.productOfferingId === change?.productOffering.productOfferingId;
  return isApplied && before.changedAt === after.changedAt ? change : undefined;
}

/** Marks a previous image that does not parse, so that its state is unknown. */
const unparsable = Symbol('unparsable');

function tryParse<T>(item: ItemAttributes, parse: (item: ItemAttributes) => T): T | typeof unparsable {
  try {
    return parse(item);
  } catch (error) {
    if (error instanceof CorruptItemError) return unparsable;
    throw error;
  }
}

function listEventTypes(before: LicenseFacts | typeof unparsable | undefined, after: LicenseFacts): LicenseEventName[] {
  if (before === unparsable) return ['license.updated'];
  const activated = becameApplied(before?.starts, after.starts);
  const ended = becameApplied(before?.ends, after.ends);
  const otherFieldsChanged = before !== undefined && hasVisibleChange(before, after, { activated, ended });
  const types: [LicenseEventName, boolean][] = [
    ['license.created', before === undefined],
    ['license.activated', activated],
    ['license.updated', otherFieldsChanged || (before !== undefined && !activated && !ended)],
    ['license.ended', ended],
  ];
  return types.flatMap(([type, applies]) => (applies ? [type] : []));
}

const becameApplied = (before: EffectiveDate | undefined, after: EffectiveDate | undefined): boolean =>
  after?.applied === true && before?.applied !== true;

/** Returns true if a client sees a change besides the start or the end in this version. */
function hasVisibleChange(
  before: LicenseFacts,
  after: LicenseFacts,
  { activated, ended }: { activated: boolean; ended: boolean },
): boolean {
  // An end also hides changes that were scheduled.
  const toVisibleState = ({ starts, ends, offeringChange, ...facts }: LicenseFacts) => ({
    start: activated || ended ? undefined : toScheduledDay(findEffectiveDate(starts, ends)),
    end: ended ? undefined : toScheduledDay(ends),
    offeringChange: ended ? undefined : findEffectiveDate(offeringChange, ends),
    ...pickVisibleFacts(facts),
  });
  return !isDeepStrictEqual(toVisibleState(before), toVisibleState(after));
}

const toScheduledDay = (effectiveDate: EffectiveDate | undefined) =>
  effectiveDate?.applied ? undefined : effectiveDate?.on;

const pickVisibleFacts = (facts: Omit<LicenseFacts, keyof DatedFacts>) => ({
  type: facts.type,
  customer: facts.customer,
  productOffering: facts.productOffering,
  boundUntil: facts.boundUntil,
  assignedTo: facts.assignedTo,
  details: facts.details,
  metadata: facts.metadata,
  suspension: facts.suspension,
  pausedAt: facts.pausedAt,
});
