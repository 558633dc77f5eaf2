import { describe, expect, it } from 'vitest';
import { endWithSubscription, viewSubscription } from '../../lib/domain/subscription.ts';
import { anAddon, aSubscription } from '../support/sample-facts.ts';

const now = '2024-01-15T09:30:00.000Z';
const ended = { on: '2024-01-10', at: '2024-01-10T00:00:00.000Z' };
const ending = { on: '2024-03-01', at: '2024-03-01T00:00:00.000Z' };

const voice = anAddon({
  offeringId: 'voice',
  addedAt: '2023-03-01T00:00:00.000Z',
  changedAt: '2023-03-01T00:00:00.000Z',
});
const data = anAddon({
  offeringId: 'data',
  addedAt: '2023-02-01T00:00:00.000Z',
  changedAt: '2023-02-01T00:00:00.000Z',
});
const shownIn = (...parameters: Parameters<typeof viewSubscription>) =>
  viewSubscription(...parameters).addons.map(addon => addon.productOffering.productOfferingId);

describe('the add-ons of a subscription', () => {
  it('are shown in the order they were added', () => {
    expect(shownIn(aSubscription(), [voice, data], now)).toEqual(['data', 'voice']);
  });

  it('have a stable order even if they were added at the same time', () => {
    const twin = { ...data, ...anAddon({ offeringId: 'a-twin' }), addedAt: data.addedAt };
    expect(shownIn(aSubscription(), [data, twin], now)).toEqual(['a-twin', 'data']);
    expect(shownIn(aSubscription(), [twin, data], now)).toEqual(['a-twin', 'data']);
  });

  it('are the live ones: including those that start or end later, excluding those that ended', () => {
    const addons = [
      anAddon({ offeringId: 'over', ends: ended }),
      anAddon({ offeringId: 'ending', ends: ending }),
      anAddon({ offeringId: 'starting', starts: ending }),
    ];
    expect(shownIn(aSubscription(), addons, now).sort()).toEqual(['ending', 'starting']);
  });

  it('include the one that a command has just cancelled, and no other that has ended', () => {
    const [over, just] = ['over', 'just'].map(offeringId => anAddon({ offeringId, ends: ended }));
    expect(
      shownIn(
        aSubscription(),
        [over, just, data].filter(addon => addon !== undefined),
        now,
        just,
      ),
    ).toEqual(['data', 'just']);
  });
});

describe('the last update of a subscription', () => {
  const updatedAt = (changedAt: string, ...addons: ReturnType<typeof anAddon>[]) =>
    viewSubscription(aSubscription({ changedAt }), addons, now).updatedAt;

  it('is the time of the last command or import', () => {
    expect(updatedAt('2024-01-12T00:00:00.000Z', anAddon({ ends: ended }))).toBe('2024-01-12T00:00:00.000Z');
  });

  it('is the time at which an add-on started or ended since, without any job', () => {
    expect(updatedAt('2024-01-01T00:00:00.000Z', anAddon({ ends: ended }))).toBe(ended.at);
    expect(updatedAt('2024-01-01T00:00:00.000Z', anAddon({ starts: ended }))).toBe(ended.at);
  });

  it('ignores changes in the future', () => {
    expect(updatedAt('2024-01-01T00:00:00.000Z', anAddon({ ends: ending }))).toBe('2024-01-01T00:00:00.000Z');
  });
});

describe('an add-on of a subscription that ends', () => {
  const ends = { on: '2024-02-01', at: '2024-02-01T00:00:00.000Z' };
  const earlier = { on: '2024-01-31', at: '2024-01-31T00:00:00.000Z' };
  const later = { on: '2024-02-02', at: '2024-02-02T00:00:00.000Z' };

  it('ends with it, unless it ends or expires before', () => {
    expect(endWithSubscription({}, anAddon()).ends).toBeUndefined();
    expect(endWithSubscription({ ends }, anAddon()).ends).toEqual(ends);
    expect(endWithSubscription({ ends }, anAddon({ ends: later })).ends).toEqual(ends);
    expect(endWithSubscription({ ends }, anAddon({ ends: earlier })).ends).toEqual(earlier);
    expect(endWithSubscription({ ends }, anAddon({ expires: earlier })).ends).toBeUndefined();
  });
});
