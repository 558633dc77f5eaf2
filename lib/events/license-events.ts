import { isDeepStrictEqual } from 'node:util';
import type { Instant } from '../domain/calendar.ts';
import { type LicenseFacts, viewLicense } from '../domain/license.ts';
import { type Dated, lastChange } from '../domain/schedule.ts';
import type { EventType, TenantEvent } from '../schemas/event.ts';
import { licenseRef } from '../store/entity.ts';
import { CorruptItem, type Item } from '../store/item.ts';
import { tenantOf } from '../store/item-change.ts';
import { eventId } from './event-id.ts';

type LicenseEventType = Extract<EventType, `license.${string}`>;

/**
 * What a step of a license tells, in its order: made, began, changed, ended. It always tells something: a reader finds no gap.
 *
 * @throws CorruptItem
 */
export function licenseEvents(before: Item | undefined, after: Item): TenantEvent[] {
  const tenantId = tenantOf(after);
  const { parse } = licenseRef(tenantId, '');
  const license = parse(after);
  const { licenseId, version, changedAt } = license;
  // What a read at this version gives: with all in force that the version says is in force, and no more.
  const data = viewLicense(license, lastChange(changedAt, [license], changedAt));
  return typesOf(before && parsed(before, parse), license).map(type => ({
    tenantId,
    eventId: eventId({ tenantId, resource: ['license', licenseId], version, type }),
    type,
    occurredAt: instantOf(type, license) ?? changedAt,
    sequence: version,
    data,
  }));
}

/** What begins or ends on a day does so at its first instant, whenever that was taken note of. */
function instantOf(type: LicenseEventType, { starts, ends }: LicenseFacts): Instant | undefined {
  if (type === 'license.activated') return starts?.at;
  return type === 'license.ended' ? ends?.at : undefined;
}

/** What it was before it was mended nobody can say. */
const broken = Symbol('broken');

function parsed<T>(item: Item, parse: (item: Item) => T): T | typeof broken {
  try {
    return parse(item);
  } catch (error) {
    if (error instanceof CorruptItem) return broken;
    throw error;
  }
}

function typesOf(before: LicenseFacts | typeof broken | undefined, after: LicenseFacts): LicenseEventType[] {
  if (before === broken) return ['license.updated'];
  const activated = cameInForce(before?.starts, after.starts);
  const ended = cameInForce(before?.ends, after.ends);
  const otherwise = before !== undefined && differs(before, after, { activated, ended });
  const types: [LicenseEventType, boolean][] = [
    ['license.created', before === undefined],
    ['license.activated', activated],
    ['license.updated', otherwise || (before !== undefined && !activated && !ended)],
    ['license.ended', ended],
  ];
  return types.flatMap(([type, is]) => (is ? [type] : []));
}

const cameInForce = (before: Dated | undefined, after: Dated | undefined): boolean =>
  after?.inForce === true && before?.inForce !== true;

/** Whether a client sees a difference that what began or ended in this step does not account for. */
function differs(
  before: LicenseFacts,
  after: LicenseFacts,
  { activated, ended }: { activated: boolean; ended: boolean },
): boolean {
  // An end takes with it what was still to come.
  const seen = ({ starts, ends, ...facts }: LicenseFacts) => ({
    start: activated || ended ? undefined : scheduledOn(starts),
    end: ended ? undefined : scheduledOn(ends),
    ...visible(facts),
  });
  return !isDeepStrictEqual(seen(before), seen(after));
}

const scheduledOn = (fact: Dated | undefined) => (fact?.inForce ? undefined : fact?.on);

const visible = (facts: Omit<LicenseFacts, 'starts' | 'ends'>) => ({
  type: facts.type,
  customer: facts.customer,
  productOffering: facts.productOffering,
  pendingProductOffering: facts.pendingProductOffering,
  assignedTo: facts.assignedTo,
  details: facts.details,
  metadata: facts.metadata,
  held: facts.held,
  pausedAt: facts.pausedAt,
});
