import { describe, expect, it } from 'vitest';
import { type LicenseFacts, viewLicense } from '../../lib/domain/license.ts';
import { aLicense } from '../support/sample-facts.ts';

const march = { on: '2024-03-01', at: '2024-03-01T00:00:00.000Z' };
const april = { on: '2024-04-01', at: '2024-04-01T00:00:00.000Z' };
const toMarch = { status: 'ACTIVE', scheduledAt: '2024-03-01' };
const toApril = { status: 'CANCELLED', scheduledAt: '2024-04-01' };
const beforeMarch = '2024-02-29T23:59:59.999Z';
const beforeApril = '2024-03-31T23:59:59.999Z';

/** Picks the fields that depend on the time. */
function statusOf(facts: Partial<LicenseFacts>, now: string) {
  const { status, activatedAt, cancelledAt, pendingStatus, scheduledChanges } = viewLicense(aLicense(facts), now);
  return { status, activatedAt, cancelledAt, pendingStatus, scheduledChanges };
}

const nothingYet = { activatedAt: undefined, cancelledAt: undefined };
const nothingMore = { pendingStatus: undefined, scheduledChanges: [] };

describe('a license that starts on a day', () => {
  it('is PENDING until the last millisecond before it', () => {
    expect(statusOf({ starts: march }, beforeMarch)).toEqual({
      status: 'PENDING',
      ...nothingYet,
      pendingStatus: toMarch,
      scheduledChanges: [toMarch],
    });
  });

  it.each([march.at, '2024-03-05T12:00:00.000Z'])('is ACTIVE from then on, since the start of that day (%s)', now => {
    expect(statusOf({ starts: march }, now)).toEqual({
      status: 'ACTIVE',
      activatedAt: march.at,
      cancelledAt: undefined,
      ...nothingMore,
    });
  });
});

describe('a license that ends on a day', () => {
  it('is ACTIVE until the last millisecond before it', () => {
    expect(statusOf({ ends: april }, beforeApril)).toMatchObject({
      status: 'ACTIVE',
      cancelledAt: undefined,
      pendingStatus: toApril,
      scheduledChanges: [toApril],
    });
  });

  it.each([april.at, '2030-01-01T00:00:00.000Z'])(
    'is CANCELLED from then on, since the start of that day (%s)',
    now => {
      expect(statusOf({ ends: april }, now)).toEqual({
        status: 'CANCELLED',
        activatedAt: '2023-11-30T08:00:00.000Z',
        cancelledAt: april.at,
        ...nothingMore,
      });
    },
  );
});

describe('a license whose start and end are both scheduled', () => {
  const facts = { starts: march, ends: april };

  it('lists both in order, and the nearer one as pending', () => {
    expect(statusOf(facts, beforeMarch)).toEqual({
      status: 'PENDING',
      ...nothingYet,
      pendingStatus: toMarch,
      scheduledChanges: [toMarch, toApril],
    });
  });

  it('lists the end once it has started', () => {
    expect(statusOf(facts, march.at)).toMatchObject({
      status: 'ACTIVE',
      activatedAt: march.at,
      pendingStatus: toApril,
      scheduledChanges: [toApril],
    });
  });

  it('is CANCELLED after its end, with activatedAt', () => {
    expect(statusOf(facts, april.at)).toEqual({
      status: 'CANCELLED',
      activatedAt: march.at,
      cancelledAt: april.at,
      ...nothingMore,
    });
  });
});

describe('a license that never starts', () => {
  it('is PENDING until it ends, without activatedAt', () => {
    const facts = { starts: undefined, ends: april };
    expect(statusOf(facts, beforeApril)).toMatchObject({ status: 'PENDING', scheduledChanges: [toApril] });
    expect(statusOf(facts, april.at)).toMatchObject({ status: 'CANCELLED', activatedAt: undefined });
  });
});

describe.each(['PAUSED', 'BLOCKED'] as const)('a license that is %s', held => {
  it('stays in its state while it could be ACTIVE', () => {
    expect(statusOf({ suspension: held }, '2024-01-15T00:00:00.000Z')).toMatchObject({ status: held, ...nothingMore });
  });

  it('is CANCELLED on the day it ends', () => {
    expect(statusOf({ suspension: held, ends: april }, beforeApril)).toMatchObject({
      status: held,
      pendingStatus: toApril,
    });
    expect(statusOf({ suspension: held, ends: april }, april.at)).toMatchObject({
      status: 'CANCELLED',
      cancelledAt: april.at,
    });
  });

  it('lists no activation: its start would not make it ACTIVE', () => {
    expect(statusOf({ suspension: held, starts: march, ends: april }, beforeMarch)).toMatchObject({
      status: held,
      pendingStatus: toApril,
      scheduledChanges: [toApril],
    });
  });
});

describe('a license that was created or cancelled immediately', () => {
  const starts = { on: '2024-01-15', at: '2024-01-15T09:30:00.000Z', applied: true } as const;

  it('has the same status for a slow clock', () => {
    const behind = '2024-01-15T09:29:58.000Z';
    expect(statusOf({ starts }, behind)).toMatchObject({ status: 'ACTIVE', activatedAt: starts.at });
    expect(statusOf({ starts, ends: starts }, behind)).toMatchObject({ status: 'CANCELLED', ...nothingMore });
  });
});
