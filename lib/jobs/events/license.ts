import { isDeepStrictEqual } from 'node:util';
import type { EventType, TenantEvent } from '../../contract/event.ts';
import type { Instant } from '../../contract/field-types.ts';
import { type EffectiveDate, findLastChange } from '../../domain/effective-dates.ts';
import { type LicenseFacts, viewLicense } from '../../domain/license.ts';
import { CorruptItemError, type ItemAttributes } from '../../dynamodb/item.ts';
import { licenseRef } from '../../dynamodb/items/license.ts';
import { parseItemTenantId } from '../../dynamodb/stream-record.ts';
import { deriveEventId } from './event-id.ts';

type LicenseEventName = Extract<EventType, `license.${string}`>;

/**
 * What a step of a license tells, in its order: made, began, changed, ended. It always tells something: a reader finds no gap.
 *
 * @throws CorruptItem
 */
export function deriveLicenseEvents(before: ItemAttributes | undefined, after: ItemAttributes): TenantEvent[] {
  const tenantId = parseItemTenantId(after);
  const { parse } = licenseRef(tenantId, '');
  const license = parse(after);
  const { licenseId, version, changedAt } = license;
  // What a read at this version gives: with all in force that the version says is in force, and no more.
  const data = viewLicense(license, findLastChange(changedAt, [license], changedAt));
  return listEventTypes(before && tryParse(before, parse), license).map(type => ({
    tenantId,
    eventId: deriveEventId({ tenantId, resource: ['license', licenseId], version, type }),
    type,
    occurredAt: toOccurredAt(type, license) ?? changedAt,
    sequence: version,
    data,
  }));
}

/** What begins or ends on a day does so at its first instant, whenever that was taken note of. */
function toOccurredAt(type: LicenseEventName, { starts, ends }: LicenseFacts): Instant | undefined {
  if (type === 'license.activated') return starts?.at;
  return type === 'license.ended' ? ends?.at : undefined;
}

/** What it was before it was mended nobody can say. */
const unparsable = Symbol('broken');

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

/** Whether a client sees a difference that what began or ended in this step does not account for. */
function hasVisibleChange(
  before: LicenseFacts,
  after: LicenseFacts,
  { activated, ended }: { activated: boolean; ended: boolean },
): boolean {
  // An end takes with it what was still to come.
  const toVisibleState = ({ starts, ends, ...facts }: LicenseFacts) => ({
    start: activated || ended ? undefined : toScheduledDay(starts),
    end: ended ? undefined : toScheduledDay(ends),
    ...pickVisibleFacts(facts),
  });
  return !isDeepStrictEqual(toVisibleState(before), toVisibleState(after));
}

const toScheduledDay = (effectiveDate: EffectiveDate | undefined) =>
  effectiveDate?.applied ? undefined : effectiveDate?.on;

const pickVisibleFacts = (facts: Omit<LicenseFacts, 'starts' | 'ends'>) => ({
  type: facts.type,
  customer: facts.customer,
  productOffering: facts.productOffering,
  pendingProductOffering: facts.pendingProductOffering,
  assignedTo: facts.assignedTo,
  details: facts.details,
  metadata: facts.metadata,
  suspension: facts.suspension,
  pausedAt: facts.pausedAt,
});
