import type { ApiIdentity } from './prepare.ts';
import type { CheckResult } from './run-checks.ts';

/** One check in lines for a person; the first of a group under its name. */
export function resultLines({ group, name, ms, failure }: CheckResult, before: CheckResult | undefined): string {
  const heading = group === before?.group ? [] : ['', group];
  if (!failure) return [...heading, `  ✓ ${name} (${ms} ms)`].join('\n');
  const { expected, came, told } = failure;
  return [
    ...heading,
    `  ✗ ${name} (${ms} ms)`,
    `      expected      ${expected}`,
    `      came          ${came}`,
    ...(told ? [`      call          ${told.line}`] : []),
    ...(told?.requestId === undefined ? [] : [`      X-Request-Id  ${told.requestId}`]),
  ].join('\n');
}

const failed = (results: CheckResult[]): number => results.filter(({ failure }) => failure).length;

/** The last line. */
export const totals = (results: CheckResult[], ms: number): string =>
  `${results.length - failed(results)} passed, ${failed(results)} failed, ${(ms / 1000).toFixed(1)} s`;

/** The same for machines. */
export const asJson = ({ url, tenantId }: ApiIdentity, results: CheckResult[], ms: number): string =>
  JSON.stringify(
    {
      url,
      tenantId,
      passed: results.length - failed(results),
      failed: failed(results),
      seconds: Math.round(ms / 100) / 10,
      checks: results.map(({ group, name, ms, failure }) => ({
        group,
        name,
        passed: failure === undefined,
        ms,
        ...(failure && {
          expected: failure.expected,
          came: failure.came,
          call: failure.told?.line,
          requestId: failure.told?.requestId,
        }),
      })),
    },
    null,
    2,
  );
