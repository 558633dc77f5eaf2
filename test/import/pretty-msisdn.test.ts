import { expect, it } from 'vitest';
import { formatMsisdn } from '../../lib/import/format-msisdn.ts';

it.each([
  ['+4915112345678', '+49 151 123 456 78'],
  ['4915112345678', '+49 151 123 456 78'],
  ['+12025550123', '+1 202 555 0123'],
  ['+353812345678', '+353 812 345 678'],
  ['015112345678', '015 112 345 678'],
  ['+491', '+49 1'],
  ['+49', '+49'],
  ['110', '110'],
])('the number %s reads %s', (msisdn, display) => {
  expect(formatMsisdn(msisdn)).toBe(display);
});
