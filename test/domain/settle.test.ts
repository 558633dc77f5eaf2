import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toInstant } from '../../lib/domain/calendar.ts';
import { viewLicense } from '../../lib/domain/license.ts';
import { type Dated, isDue, nextDue, settle, type Term } from '../../lib/domain/schedule.ts';
import { aLicense } from '../support/facts.ts';

const march = { on: '2024-03-01', at: '2024-03-01T00:00:00.000Z' };
const april = { on: '2024-04-01', at: '2024-04-01T00:00:00.000Z' };
const inForce = (fact: Dated): Dated => ({ ...fact, inForce: true });

describe('putting in force what is due', () => {
  it.each([
    ['nothing before its instant', { starts: march, ends: april }, '2024-02-29T23:59:59.999Z', {}],
    ['a start on its instant', { starts: march, ends: april }, march.at, { starts: inForce(march) }],
    [
      'both when it comes late',
      { starts: march, ends: april },
      april.at,
      { starts: inForce(march), ends: inForce(april) },
    ],
    ['an end without a start', { ends: march }, march.at, { ends: inForce(march) }],
  ])('does %s', (_what, term: Term, now, changes) => {
    expect(settle(term, now)).toEqual({ ...term, ...changes });
  });

  it('gives the same object when there is nothing to do', () => {
    const done = { starts: inForce(march), ends: april };
    expect(settle(done, march.at)).toBe(done);
    expect(settle({}, march.at)).toEqual({});
  });

  it('leaves the next change to be found by its instant, and none when all is done', () => {
    expect(nextDue({ starts: march, ends: april })).toBe(march.at);
    expect(nextDue({ starts: inForce(march), ends: april })).toBe(april.at);
    expect(nextDue({ starts: inForce(march), ends: inForce(april) })).toBeUndefined();
    expect(nextDue({})).toBeUndefined();
    // An import may say so.
    expect(nextDue({ starts: april, ends: march })).toBe(march.at);
  });

  const anyFact = fc
    .record({ ms: fc.integer({ min: 0, max: 1000 }), isDone: fc.boolean() })
    .map(({ ms, isDone }): Dated => {
      const at = toInstant(Date.parse(march.at) + ms);
      return { on: at.slice(0, 10), at, ...(isDone && { inForce: true as const }) };
    });
  const anyTerm = fc.record({
    starts: fc.option(anyFact, { nil: undefined }),
    ends: fc.option(anyFact, { nil: undefined }),
  });
  const anyNow = fc.integer({ min: -10, max: 1010 }).map(ms => toInstant(Date.parse(march.at) + ms));

  it('changes nothing that a client sees, then or later; and doing it again, or in two steps, does no more', () => {
    const property = fc.property(anyTerm, anyNow, anyNow, (term, one, other) => {
      const [now = '', later = ''] = [one, other].sort();
      const settled = settle(term, now);
      for (const at of [now, later]) {
        expect(viewLicense(aLicense({ ...settled }), at)).toEqual(viewLicense(aLicense({ ...term }), at));
      }
      expect(settle(settled, now)).toBe(settled);
      expect(settle(settled, later)).toEqual(settle(term, later));
      for (const fact of [settled.starts, settled.ends]) expect(fact?.inForce ?? false).toBe(isDue(fact, now));
      const next = nextDue(settled);
      if (next !== undefined) expect(next > now).toBe(true);
    });
    fc.assert(property, { seed: 9, numRuns: 200 });
  });
});
