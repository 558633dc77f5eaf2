import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computeRetryDelay, retrySchedule } from '../../../lib/jobs/webhooks/retry-schedule.ts';

const start = Date.parse('2024-01-15T09:30:00.000Z');
const { initialDelayMs, maxDelayMs, retryWindowMs } = retrySchedule;

/** Random values and durations of the attempts, repeated as needed. */
const anyAttempts = fc.array(fc.tuple(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), fc.nat(10_000)), {
  minLength: 1,
});

/** Simulates all attempts of an event that is never accepted. @returns the ends of the attempts */
function simulateAttemptEnds(draws: [random: number, durationMs: number][]): number[] {
  const ends: number[] = [];
  for (let nowMs = start; ; ) {
    const [random, durationMs] = draws[ends.length % draws.length] ?? [0, 0];
    nowMs += durationMs;
    ends.push(nowMs);
    const wait = computeRetryDelay({ attempts: ends.length, firstAt: start, minDelayMs: 0 }, nowMs, random);
    if (wait === 'dead') return ends;
    nowMs += wait;
  }
}

describe('an event that is not accepted', () => {
  it('is retried for 24 hours, with the last attempt at their end', () => {
    fc.assert(
      fc.property(anyAttempts, draws => {
        const ends = simulateAttemptEnds(draws);
        const last = (ends.at(-1) ?? 0) - start;
        expect(last).toBeGreaterThanOrEqual(retryWindowMs);
        expect(last).toBeLessThanOrEqual(retryWindowMs + 10_000);
        for (const end of ends.slice(0, -1)) expect(end - start).toBeLessThan(retryWindowMs);
      }),
    );
  });

  it('is sent often in the first minutes, and between 18 and 30 times in a day', () => {
    fc.assert(
      fc.property(anyAttempts, draws => {
        const ends = simulateAttemptEnds(draws);
        expect(ends.filter(end => end - start <= 5 * 60_000).length).toBeGreaterThanOrEqual(4);
        expect(ends.length).toBeGreaterThanOrEqual(18);
        expect(ends.length).toBeLessThanOrEqual(30);
      }),
    );
  });

  it('waits twice as long each time, up to three hours, with half of it as jitter', () => {
    const waits = (random: number) =>
      [1, 2, 3, 11, 12, 13, 60].map(attempts =>
        computeRetryDelay({ attempts, firstAt: start, minDelayMs: 0 }, start, random),
      );
    const full = [5, 10, 20, 5120, 10_240, 10_800, 10_800].map(seconds => seconds * 1000);
    expect(waits(0)).toEqual(full.map(ms => ms / 2));
    expect(waits(0.999_999_999)).toEqual(full);
  });

  it('never waits less than half of the initial delay, more than the maximum, or beyond the retry window', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 2000 }),
        fc.integer({ min: -retryWindowMs, max: 2 * retryWindowMs }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (attempts, sinceMs, random) => {
          const wait = computeRetryDelay({ attempts, firstAt: start, minDelayMs: 0 }, start + sinceMs, random);
          expect(wait === 'dead').toBe(sinceMs >= retryWindowMs);
          if (wait === 'dead') return;
          const leftMs = retryWindowMs - Math.max(0, sinceMs);
          expect(wait).toBeGreaterThanOrEqual(Math.min(leftMs, initialDelayMs / 2));
          expect(wait).toBeLessThanOrEqual(Math.min(leftMs, maxDelayMs));
        },
      ),
    );
  });
});
