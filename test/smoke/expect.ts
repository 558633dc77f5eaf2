import type { FailureAnswer } from './api.ts';
import type { SmokeAnswer } from './client.ts';
import { expectSame, formatValue, Unmet } from './unmet.ts';

/** Fails unless what an answer holds has these properties; undefined: has it not. */
export function expectHas<T extends object>(
  { value, told }: Pick<SmokeAnswer, 'told'> & { value: T },
  properties: { [K in keyof T]?: T[K] | undefined },
): void {
  for (const name of Object.keys(properties) as (keyof T & string)[]) {
    expectSame(name, value[name], properties[name], told);
  }
}

/** Fails unless an error names what is wrong with exactly these properties. */
export function expectDetails({ error, told }: FailureAnswer, expected: Record<string, string>): void {
  const came = Object.fromEntries((error.details ?? []).map(({ property, code }) => [property, code]));
  expectSame('details', came, expected, told);
}

/** Fails unless something is there. */
export function expectPresent<T>(what: string, value: T | undefined, { told }: Pick<SmokeAnswer, 'told'>): T {
  if (value === undefined) throw new Unmet(what, 'nothing', told);
  return value;
}

/** Fails unless a condition holds. */
export function expectThat(holds: boolean, what: string, came: unknown, { told }: Pick<SmokeAnswer, 'told'>): void {
  if (!holds) throw new Unmet(what, formatValue(came), told);
}
