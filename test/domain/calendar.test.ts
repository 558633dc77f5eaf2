import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMonths, toDateInZone, toInstant, toStartOfDay } from '../../lib/domain/calendar.ts';

const zones = [
  'UTC',
  'Europe/Berlin',
  'America/Los_Angeles',
  'America/Sao_Paulo',
  'America/Havana',
  'Africa/Cairo',
  'Asia/Kathmandu',
  'Pacific/Auckland',
  'Pacific/Kiritimati',
];

const dayMs = 86_400_000;
const anyDay = fc
  .integer({ min: Date.UTC(2012, 0, 1) / dayMs, max: Date.UTC(2200, 11, 31) / dayMs })
  .map(day => toInstant(day * dayMs).slice(0, 10));

describe('the current date', () => {
  it.each([
    ['Pacific/Auckland', '2024-01-16'],
    ['America/Los_Angeles', '2024-01-15'],
    ['UTC', '2024-01-15'],
  ])('differs between time zones at one instant: in %s it is %s', (zone, day) => {
    expect(toDateInZone(zone, '2024-01-15T20:00:00.000Z')).toBe(day);
  });

  it('changes with the first millisecond of the new date', () => {
    expect(toDateInZone('Europe/Berlin', '2024-06-30T21:59:59.999Z')).toBe('2024-06-30');
    expect(toDateInZone('Europe/Berlin', '2024-06-30T22:00:00.000Z')).toBe('2024-07-01');
  });

  it('works for an offset that is not a whole hour', () => {
    expect(toDateInZone('Asia/Kathmandu', '2024-01-15T18:14:59.999Z')).toBe('2024-01-15');
    expect(toDateInZone('Asia/Kathmandu', '2024-01-15T18:15:00.000Z')).toBe('2024-01-16');
  });
});

describe('the start of a day', () => {
  it.each([
    ['in UTC', 'UTC', '2024-03-01', '2024-03-01T00:00:00.000Z'],
    ['in winter', 'Europe/Berlin', '2024-01-15', '2024-01-14T23:00:00.000Z'],
    ['in summer', 'Europe/Berlin', '2024-07-15', '2024-07-14T22:00:00.000Z'],
    ['on the day the clocks go forward', 'Europe/Berlin', '2024-03-31', '2024-03-30T23:00:00.000Z'],
    ['on the day the clocks go back', 'Europe/Berlin', '2024-10-27', '2024-10-26T22:00:00.000Z'],
    ['far east, where the day begins first', 'Pacific/Kiritimati', '2024-03-01', '2024-02-29T10:00:00.000Z'],
    ['far west', 'America/Los_Angeles', '2024-03-01', '2024-03-01T08:00:00.000Z'],
  ])('%s is midnight there', (_case, zone, day, instant) => {
    expect(toStartOfDay(zone, day)).toBe(instant);
  });

  it.each([
    ['America/Sao_Paulo', '2018-11-04', '2018-11-04T03:00:00.000Z'],
    ['Africa/Cairo', '2024-04-26', '2024-04-25T22:00:00.000Z'],
    ['Asia/Beirut', '2024-03-31', '2024-03-30T22:00:00.000Z'],
  ])('is one o’clock where the clocks skip midnight (%s on %s)', (zone, day, instant) => {
    expect(toStartOfDay(zone, day)).toBe(instant);
  });

  it('is the first of two midnights', () => {
    expect(toStartOfDay('America/Havana', '2024-11-03')).toBe('2024-11-03T04:00:00.000Z');
  });

  it('of a skipped day is the start of the next day', () => {
    expect(toStartOfDay('Pacific/Apia', '2011-12-30')).toBe('2011-12-30T10:00:00.000Z');
    expect(toStartOfDay('Pacific/Apia', '2011-12-31')).toBe('2011-12-30T10:00:00.000Z');
    expect(toStartOfDay('Pacific/Apia', '2011-12-29')).toBe('2011-12-29T10:00:00.000Z');
  });

  it('is in that day, and the millisecond before is in the day before', () => {
    fc.assert(
      fc.property(fc.constantFrom(...zones), anyDay, (zone, day) => {
        const start = toStartOfDay(zone, day);
        expect(toDateInZone(zone, start)).toBe(day);
        expect(toDateInZone(zone, toInstant(Date.parse(start) - 1)) < day).toBe(true);
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  it('is in the future while it is still an earlier day', () => {
    fc.assert(
      fc.property(fc.constantFrom(...zones), anyDay, fc.nat(dayMs - 1), (zone, day, ms) => {
        const now = toInstant(Date.parse(`${day}T00:00:00Z`) + ms);
        const today = toDateInZone(zone, now);
        const tomorrow = toInstant(Date.parse(`${today}T00:00:00Z`) + dayMs).slice(0, 10);
        expect(toStartOfDay(zone, today) <= now).toBe(true);
        expect(toStartOfDay(zone, tomorrow) > now).toBe(true);
      }),
      { seed: 2, numRuns: 200 },
    );
  });
});

describe('adding months', () => {
  it.each([
    ['2023-01-31', 1, '2023-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2024-01-31', 2, '2024-03-31'],
    ['2024-01-31', 3, '2024-04-30'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2024-02-29', 48, '2028-02-29'],
    ['2024-11-15', 3, '2025-02-15'],
    ['2024-05-15', 0, '2024-05-15'],
  ])('to %s: %i of them lead to %s', (from, months, to) => {
    expect(addMonths(from, months)).toBe(to);
  });
});
