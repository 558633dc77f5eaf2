import { expect, it } from 'vitest';
import { parseRetryAfter } from '../../../lib/jobs/webhooks/retry-after.ts';

const nowMs = Date.parse('2024-01-15T09:30:00.000Z');

it.each([
  ['120', 120_000],
  ['0', 0],
  [' 5 ', 5000],
  ['Mon, 15 Jan 2024 09:31:00 GMT', 60_000],
  ['Mon, 15 Jan 2024 09:29:00 GMT', 0],
  ['99999999999999999999', 365 * 24 * 3600 * 1000],
  [undefined, undefined],
  ['', undefined],
  ['-1', undefined],
  ['1.5', undefined],
  ['soon', undefined],
  ['2024-01-15T09:31:00Z', undefined],
  ['Mon, 99 Foo 2024 09:31:00 GMT', undefined],
])('Retry-After %j is a wait of %j milliseconds', (header, wait) => {
  expect(parseRetryAfter(header, nowMs)).toBe(wait);
});
