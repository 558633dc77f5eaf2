import { expect } from 'vitest';
import type { FailureResponse } from './checked-api.ts';

/** Expects an error to name exactly these properties, each with its code. */
export function expectDetails({ error }: FailureResponse, expected: Record<string, string>): void {
  const details = Object.fromEntries((error.details ?? []).map(({ property, code }) => [property, code]));
  expect(details, 'details').toEqual(expected);
}
