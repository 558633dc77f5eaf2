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

/** The types, without `license.`, of what a step tells. */
const typesOf = (before: Facts | undefined, after: Facts): string[] =>
  deriveEvents({ before: before && item(before, 4), after: item(after, before ? 5 : 1) }).events.map(({ type }) =>
    type.slice('license.'.length),
  );

const running: Facts = {};
const waiting: Facts = { starts: march };
const moment = { on: '2024-01-15', at: changedAt, applied: true as const };

describe('a license that is made', () => {
  it.each<[string, Facts, string[]]>([
    ['for a day to come', waiting, ['created']],
    ['now', { starts: moment }, ['created', 'activated']],
    ['by an import, ended long ago', { ends: applied(march) }, ['created', 'activated', 'ended']],
    ['by an import, without a start that is known', { starts: undefined, suspension: 'PAUSED' }, ['created']],
  ])('%s tells %j', (_, facts, types) => {
    expect(typesOf(undefined, facts)).toEqual(types);
  });
});

describe('a step of a license', () => {
  it.each<[string, Facts, Facts, string[]]>([
    ['its day of activation came', waiting, { starts: applied(march) }, ['activated']],
    ['its last day came', { ends: april }, { ends: applied(april) }, ['ended']],
    [
      'both came, after an outage',
      { starts: march, ends: april },
      { starts: applied(march), ends: applied(april) },
      ['activated', 'ended'],
    ],
    ['it is cancelled now', running, { ends: moment }, ['ended']],
    ['it is cancelled now, which has been for a day', { ends: april }, { ends: moment }, ['ended']],
    ['it is cancelled before it began', waiting, { starts: undefined, ends: moment }, ['ended']],
    ['it is cancelled now and says why', running, { ends: moment, metadata: { why: 'x' } }, ['updated', 'ended']],
    ['it is cancelled for a day', running, { ends: april }, ['updated']],
    ['its end is moved', { ends: march }, { ends: april }, ['updated']],
    ['a start is removed by an end before it', { starts: april }, { starts: undefined, ends: march }, ['updated']],
    [
      'it began, unnoticed, and is cancelled for a day',
      waiting,
      { starts: applied(march), ends: april },
      ['activated', 'updated'],
    ],
    ['it is held', running, { suspension: 'BLOCKED' }, ['updated']],
    ['its details change', { details: { a: 1 } }, { details: { a: 2 } }, ['updated']],
    ['it gets another customer', running, { customer: { customerId: 'c-2', name: 'Bob' } }, ['updated']],
    ['what no client sees changes', running, { cancellationSchedule: 'NEXT_RENEWAL' }, ['updated']],
    ['nothing changes but its metadata were sent again', { metadata: { a: 1 } }, { metadata: { a: 1 } }, ['updated']],
  ])('%s: %j', (_, before, after, types) => {
    expect(typesOf(before, after)).toEqual(types);
  });
});

describe('what tells nothing', () => {
  it.each<[string, ItemAttributes | undefined, ItemAttributes | undefined]>([
    ['a copy of a name', item({}, 4), item({ customer: { customerId: 'customer', name: 'Ada & Co' } }, 4)],
    ['a note that a job makes', item({}, 4), item({}, 4, { parked: { reason: 'x' } })],
    ['a removal', item({}, 4), undefined],
    [
      'a customer',
      undefined,
      { ...buildStoredItem(customerRef('acme', 'c'), { customerId: 'c', name: 'Ada' }), version: 1, requestId: 'r' },
    ],
  ])('%s', (_, before, after) => {
    expect(deriveEvents({ before, after })).toEqual({ events: [] });
  });
});

describe('an event', () => {
  const told = deriveEvents({
    before: item(waiting, 4),
    after: item({ starts: applied(march), ends: april, metadata: { a: 1 } }, 5),
  }).events;

  it('is one of the contract, and whose it is', () => {
    for (const { tenantId, ...event } of told) {
      expect(tenantId).toBe('acme');
      expect(LicenseEvent.safeParse(JSON.parse(JSON.stringify(event))).error).toBeUndefined();
    }
  });

  it('is ordered by the version; those of one step have ids of their own', () => {
    expect(told.map(({ sequence }) => sequence)).toEqual([5, 5]);
    expect(new Set(told.map(({ eventId }) => eventId)).size).toBe(2);
  });

  it('happened when it was scheduled for, or when the change was made', () => {
    expect(told.map(({ type, occurredAt }) => [type, occurredAt])).toEqual([
      ['license.activated', march.at],
      ['license.updated', changedAt],
    ]);
  });

  it('holds the license as it is since then, with what is still to come', () => {
    expect(told[0]?.data).toMatchObject({
      status: 'ACTIVE',
      activatedAt: march.at,
      scheduledChanges: [{ status: 'CANCELLED', scheduledAt: '2024-04-01' }],
    });
  });

  it('of an item that does not parse is none; the error names its key', () => {
    const broken = { ...item({}, 5), changedAt: 7 };
    expect(() => deriveEvents({ before: item({}, 4), after: broken })).toThrow(CorruptItemError);
    expect(() => deriveEvents({ before: item({}, 4), after: broken })).toThrow('acme#license#license');
  });

  it('tells that such an item was mended, though nobody can say what it was before', () => {
    const broken = { ...item({}, 5), changedAt: 7 };
    expect(deriveEvents({ before: broken, after: item({}, 6) }).events).toMatchObject([
      { type: 'license.updated', sequence: 6 },
    ]);
  });
});
