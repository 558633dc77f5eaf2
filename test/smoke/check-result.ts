import type { TestCase } from 'vitest/node';
import type { CallTrace } from './smoke-client.ts';

/** The outcome of one check. */
export interface CheckResult {
  group: string;
  name: string;
  ms: number;
  /** Undefined if the check passed. */
  failure?: CheckFailure | undefined;
}

interface CheckFailure {
  message: string;
  /** Absent with `came` if the failure is not a comparison of two values. */
  expected?: string | undefined;
  came?: string | undefined;
  call?: CallTrace | undefined;
}

const maxTextLength = 300;

export function toCheckResult(test: TestCase): CheckResult {
  const [error] = test.result().errors ?? [];
  const ms = Math.round(test.diagnostic()?.duration ?? 0);
  const result = { group: test.parent.type === 'suite' ? test.parent.name : '', name: test.name, ms };
  if (!error) return result;
  const { expected, actual } = error;
  const message = toShortLine(error.message.replace(/ \/\/ .* equality$/, ''));
  const isComparison = expected !== undefined && actual !== undefined;
  const values = isComparison ? { expected: toShortLine(expected), came: toShortLine(actual) } : {};
  return { ...result, failure: { message, ...values, call: test.meta().call } };
}

function toShortLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > maxTextLength ? `${line.slice(0, maxTextLength)}…` : line;
}
