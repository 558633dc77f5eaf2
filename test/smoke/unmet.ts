import { isDeepStrictEqual } from 'node:util';

/** The call that an expectation is about. */
export interface CallTrace {
  /** `POST /licenses → 201`, as a person looks for it in a log. */
  line: string;
  requestId?: string | undefined;
}

/** Something else came than was expected: the reason why a check failed. */
export class Unmet extends Error {
  override name = 'Unmet';
  readonly expected: string;
  readonly came: string;
  readonly told: CallTrace | undefined;

  constructor(expected: string, came: string, told?: CallTrace) {
    super(`expected ${expected}, came ${came}`);
    this.expected = expected;
    this.came = came;
    this.told = told;
  }
}

/** Fails unless two values are the same all through. @param what - names the value: `pendingStatus` */
export function expectSame(what: string, came: unknown, expected: unknown, told?: CallTrace): void {
  if (!isDeepStrictEqual(came, expected)) throw new Unmet(`${what} ${formatValue(expected)}`, formatValue(came), told);
}

const longest = 300;

/** A value in one short line. */
export function formatValue(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  const text = typeof value === 'string' ? JSON.stringify(value) : (JSON.stringify(value) ?? String(value));
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
