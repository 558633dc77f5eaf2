import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toInstant } from '../../lib/domain/calendar.ts';
import {
  type EffectiveDate,
  findEffectiveDate,
  findNextDue,
  isDue,
  markApplied,
  type Period,
} from '../../lib/domain/effective-dates.ts';
import { viewLicense } from '../../lib/domain/license.ts';
import { aLicense } from '../support/sample-facts.ts';

const march = { on: '2024-03-01', at: '2024-03-01T00:00:00.000Z' };
const april = { on: '2024-04-01', at: '2024-04-01T00:00:00.000Z' };
const applied = (fact: EffectiveDate): EffectiveDate => ({ ...fact, applied: true });

describe('marking due changes as applied', () => {
  it.each([
    ['nothing before its instant', { starts: march, ends: april }, '2024-02-29T23:59:59.999Z', {}],
    ['a start on its instant', { starts: march, ends: april }, march.at, { starts: applied(march) }],
    [
      'both when it comes late',
      { starts: march, ends: april },
      april.at,
      { starts: applied(march), ends: applied(april) },
    ],
    ['an end without a start', { ends: march }, march.at, { ends: applied(march) }],
  ])('does %s', (_what, term: Period, now, changes) => {
    expect(markApplied(term, now)).toEqual({ ...term, ...changes });
  });

  it('returns the same object if no change is due', () => {
    const done = { starts: applied(march), ends: april };
    expect(markApplied(done, march.at)).toBe(done);
    expect(markApplied({}, march.at)).toEqual({});
  });

  it('keeps the instant of the next change, and none once all are applied', () => {
    expect(findNextDue({ starts: march, ends: april })).toBe(march.at);
    expect(findNextDue({ starts: applied(march), ends: april })).toBe(april.at);
    expect(findNextDue({ starts: applied(march), ends: applied(april) })).toBeUndefined();
    expect(findNextDue({})).toBeUndefined();
    expect(findNextDue({ starts: april, ends: march })).toBe(march.at);
    expect(findNextDue({ starts: april, ends: applied(march) })).toBeUndefined();
  });

  const anyFact = fc
    .record({ ms: fc.integer({ min: 0, max: 1000 }), isDone: fc.boolean() })
    .map(({ ms, isDone }): EffectiveDate => {
      const at = toInstant(Date.parse(march.at) + ms);
      return { on: at.slice(0, 10), at, ...(isDone && { applied: true as const }) };
    });
  const anyTerm = fc.record({
    starts: fc.option(anyFact, { nil: undefined }),
    ends: fc.option(anyFact, { nil: undefined }),
  });
  const anyNow = fc.integer({ min: -10, max: 1010 }).map(ms => toInstant(Date.parse(march.at) + ms));

  it('does not change what a client sees, then or later, and is idempotent', () => {
    const property = fc.property(anyTerm, anyNow, anyNow, (term, one, other) => {
      const [now = '', later = ''] = [one, other].sort();
      const settled = markApplied(term, now);
      for (const at of [now, later]) {
        expect(viewLicense(aLicense({ ...settled }), at)).toEqual(viewLicense(aLicense({ ...term }), at));
      }
      expect(markApplied(settled, now)).toBe(settled);
      expect(markApplied(settled, later)).toEqual(markApplied(term, later));
      for (const fact of [findEffectiveDate(settled.starts, settled.ends), settled.ends]) {
        expect(fact?.applied ?? false).toBe(isDue(fact, now));
      }
      const next = findNextDue(settled);
      if (next !== undefined) expect(next > now).toBe(true);
    });
    fc.assert(property, { seed: 9, numRuns: 200 });
  });
});
