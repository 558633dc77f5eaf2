import { describe, expect, it } from 'vitest';
import { LicenseEvent } from '../../../lib/contract/event.ts';
import type { LicenseFacts } from '../../../lib/domain/license.ts';
import { CorruptItemError, type ItemAttributes } from '../../../lib/dynamodb/item.ts';
import { buildStoredItem } from '../../../lib/dynamodb/items/connect-item.ts';
import { customerRef } from '../../../lib/dynamodb/items/customer.ts';
import { licenseRef } from '../../../lib/dynamodb/items/license.ts';
import { deriveEvents } from '../../../lib/jobs/events/derive-events.ts';
import { aLicense } from '../../support/sample-facts.ts';

const licenseAddress = licenseRef('acme', 'license');
const march = { on: '2024-03-01', at: '2024-03-01T00:00:00.000Z' };
const april = { on: '2024-04-01', at: '2024-04-01T00:00:00.000Z' };
const applied = <D extends object>(fact: D) => ({ ...fact, applied: true as const });
const changedAt = '2024-01-15T09:30:00.000Z';

const item = (facts: Partial<LicenseFacts>, version: number, more: ItemAttributes = {}): ItemAttributes => ({
  ...buildStoredItem(licenseAddress, aLicense({ changedAt, ...facts })),
  ...{ version, requestId: `r-${version}` },
  ...more,
});

type Facts = Partial<LicenseFacts>;

/** Derives the event types of a change, without `license.`. */
const typesOf = (before: Facts | undefined, after: Facts): string[] =>
  deriveEvents({ before: before && item(before, 4), after: item(after, before ? 5 : 1) }).events.map(({ type }) =>
    type.slice('license.'.length),
  );

const active: Facts = {};
const pending: Facts = { starts: march };
const immediate = { on: '2024-01-15', at: changedAt, applied: true as const };

describe('a new license', () => {
  it.each<[string, Facts, string[]]>([
    ['with a future start', pending, ['created']],
    ['that starts immediately', { starts: immediate }, ['created', 'activated']],
    ['from an import, ended long ago', { ends: applied(march) }, ['created', 'activated', 'ended']],
    ['from an import, without a known start', { starts: undefined, suspension: 'PAUSED' }, ['created']],
  ])('%s has the events %j', (_, facts, types) => {
    expect(typesOf(undefined, facts)).toEqual(types);
  });
});

describe('a change of a license', () => {
  it.each<[string, Facts, Facts, string[]]>([
    ['its scheduled start is applied', pending, { starts: applied(march) }, ['activated']],
    ['its scheduled end is applied', { ends: april }, { ends: applied(april) }, ['ended']],
    [
      'both are applied after an outage',
      { starts: march, ends: april },
      { starts: applied(march), ends: applied(april) },
      ['activated', 'ended'],
    ],
    ['it is cancelled immediately', active, { ends: immediate }, ['ended']],
    ['a scheduled cancellation becomes immediate', { ends: april }, { ends: immediate }, ['ended']],
    ['it is cancelled before its start', pending, { starts: undefined, ends: immediate }, ['ended']],
    [
      'it is cancelled immediately with metadata',
      active,
      { ends: immediate, metadata: { why: 'x' } },
      ['updated', 'ended'],
    ],
    ['it is cancelled on a date', active, { ends: april }, ['updated']],
    ['its end is rescheduled', { ends: march }, { ends: april }, ['updated']],
    ['an earlier end removes its start', { starts: april }, { starts: undefined, ends: march }, ['updated']],
    [
      'it started, but the start was not applied yet, and is cancelled on a date',
      pending,
      { starts: applied(march), ends: april },
      ['activated', 'updated'],
    ],
    ['it is suspended', active, { suspension: 'BLOCKED' }, ['updated']],
    ['its details change', { details: { a: 1 } }, { details: { a: 2 } }, ['updated']],
    ['it gets another customer', active, { customer: { customerId: 'c-2', name: 'Bob' } }, ['updated']],
    ['a field changes that clients do not see', active, { cancellationSchedule: 'NEXT_RENEWAL' }, ['updated']],
    ['it gets the same metadata again', { metadata: { a: 1 } }, { metadata: { a: 1 } }, ['updated']],
  ])('%s: %j', (_, before, after, types) => {
    expect(typesOf(before, after)).toEqual(types);
  });
});

describe('no event', () => {
  it.each<[string, ItemAttributes | undefined, ItemAttributes | undefined]>([
    ['for a copied name', item({}, 4), item({ customer: { customerId: 'customer', name: 'Ada & Co' } }, 4)],
    ['for a note of a job', item({}, 4), item({}, 4, { quarantined: { reason: 'x' } })],
    ['for a deletion', item({}, 4), undefined],
    [
      'for a customer',
      undefined,
      { ...buildStoredItem(customerRef('acme', 'c'), { customerId: 'c', name: 'Ada' }), version: 1, requestId: 'r' },
    ],
  ])('%s', (_, before, after) => {
    expect(deriveEvents({ before, after })).toEqual({ events: [] });
  });
});

describe('an event', () => {
  const events = deriveEvents({
    before: item(pending, 4),
    after: item({ starts: applied(march), ends: april, metadata: { a: 1 } }, 5),
  }).events;

  it('conforms to the contract and contains its tenant', () => {
    for (const { tenantId, ...event } of events) {
      expect(tenantId).toBe('acme');
      expect(LicenseEvent.safeParse(JSON.parse(JSON.stringify(event))).error).toBeUndefined();
    }
  });

  it('has the version as its sequence, and events of one version have different ids', () => {
    expect(events.map(({ sequence }) => sequence)).toEqual([5, 5]);
    expect(new Set(events.map(({ eventId }) => eventId)).size).toBe(2);
  });

  it('occurred at the scheduled instant, or at the instant of the change', () => {
    expect(events.map(({ type, occurredAt }) => [type, occurredAt])).toEqual([
      ['license.activated', march.at],
      ['license.updated', changedAt],
    ]);
  });

  it('of a command at the instant of the command before occurred at that instant, not when a scheduled change is due', () => {
    const offeringChange = {
      ...april,
      productOffering: aLicense().productOffering,
      cancellationSchedule: 'INSTANT',
    } as const;
    const changed = {
      ...offeringChange,
      productOffering: { ...offeringChange.productOffering, productOfferingId: 'larger' },
    };
    const occurredAt = (after: Facts) =>
      deriveEvents({ before: item({ offeringChange: changed }, 4), after: item(after, 5) }).events.map(
        event => event.occurredAt,
      );
    expect(occurredAt({ metadata: { a: 1 }, offeringChange: changed })).toEqual([changedAt]);
    expect(occurredAt({})).toEqual([changedAt]);
    expect(occurredAt({ productOffering: changed.productOffering })).toEqual([april.at]);
  });

  it('contains the license since then, with its scheduled changes', () => {
    expect(events[0]?.data).toMatchObject({
      status: 'ACTIVE',
      activatedAt: march.at,
      scheduledChanges: [{ status: 'CANCELLED', scheduledAt: '2024-04-01' }],
    });
  });

  it('does not exist for an item that does not parse; the error contains the item key', () => {
    const broken = { ...item({}, 5), changedAt: 7 };
    expect(() => deriveEvents({ before: item({}, 4), after: broken })).toThrow(CorruptItemError);
    expect(() => deriveEvents({ before: item({}, 4), after: broken })).toThrow('acme#license#license');
  });

  it('reports the repair of such an item, although its previous state is unknown', () => {
    const broken = { ...item({}, 5), changedAt: 7 };
    expect(deriveEvents({ before: broken, after: item({}, 6) }).events).toMatchObject([
      { type: 'license.updated', sequence: 6 },
    ]);
  });
});
