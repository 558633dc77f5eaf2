import type { CheckResult } from './check-result.ts';
import type { ApiIdentity } from './preflight.ts';

/** The lines of one check for a person, with the name of its group before the first check of the group. */
export function formatCheckResult(
  { group, name, ms, failure }: CheckResult,
  previous: CheckResult | undefined,
): string {
  const heading = group === previous?.group ? [] : ['', group];
  if (!failure) return [...heading, `  ✓ ${name} (${ms} ms)`].join('\n');
  const { message, expected, came, call } = failure;
  const details: [label: string, text: string | undefined][] = [
    ['expected', expected],
    ['received', came],
    ['call', call?.line],
    ['X-Request-Id', call?.requestId],
  ];
  const lines = details.flatMap(([label, text]) => (text === undefined ? [] : [`${label.padEnd(14)}${text}`]));
  return [...heading, `  ✗ ${name} (${ms} ms)`, ...[message, ...lines].map(line => `      ${line}`)].join('\n');
}

export const countFailedChecks = (results: CheckResult[]): number =>
  results.filter(({ failure }) => failure !== undefined).length;

/** The last line of the report. */
export function formatCheckTotals(results: CheckResult[], ms: number): string {
  const failed = countFailedChecks(results);
  return `${results.length - failed} passed, ${failed} failed, ${(ms / 1000).toFixed(1)} s`;
}

/** The report as JSON. */
export function formatCheckReport({ url, tenantId }: ApiIdentity, results: CheckResult[], ms: number): string {
  const failed = countFailedChecks(results);
  const checks = results.map(({ group, name, ms, failure }) => {
    const { call, ...reasons } = failure ?? {};
    const isPassed = failure === undefined;
    return { group, name, passed: isPassed, ms, ...reasons, call: call?.line, requestId: call?.requestId };
  });
  const seconds = Math.round(ms / 100) / 10;
  return JSON.stringify({ url, tenantId, passed: results.length - failed, failed, seconds, checks }, null, 2);
}
