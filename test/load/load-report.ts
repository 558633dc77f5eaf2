import { renderMarkdownTable } from '../bench/markdown-table.ts';
import type { OperationUnits } from '../cost/measured-units.ts';
import { computeCallPrice } from './call-cost.ts';
import type { LoadResult } from './run-scenario.ts';

const heads = ['call', 'connections', 'calls', 'per second', 'p50 ms', 'p99 ms', 'errors', 'USD per million'];

/** Renders the measurements as a table. The price takes the median as the duration of the function, which is its upper bound. */
export const renderLoadReport = (results: LoadResult[], unitsOf: (operation: string) => OperationUnits): string =>
  renderMarkdownTable(
    heads,
    results.map(result => [
      ...[result.scenario.name, result.connections, result.calls, result.perSecond.toFixed(0)],
      ...[result.p50Ms, result.p99Ms, formatErrors(result)],
      computeCallPrice(result.scenario.selectUnits(unitsOf), result.p50Ms / 1000).toFixed(2),
    ]),
  );

const isError = (status: string): boolean => !status.startsWith('2');

/** Returns the number of calls without a success. */
export const countErrors = ({ statuses, lost }: LoadResult): number =>
  Object.entries(statuses).reduce((sum, [status, count]) => sum + (isError(status) ? count : 0), lost);

/** Formats the rate of errors, and how often each status occurred. */
function formatErrors(result: LoadResult): string {
  const errors = countErrors(result);
  const rate = `${((errors * 100) / Math.max(1, result.calls + result.lost)).toFixed(2)} %`;
  const kinds = Object.entries(result.statuses).filter(([status]) => isError(status));
  const lost: [string, number][] = result.lost > 0 ? [['no response', result.lost]] : [];
  const details = [...kinds, ...lost].map(([kind, count]) => `${kind}: ${count}`);
  return details.length === 0 ? rate : `${rate} (${details.join(', ')})`;
}
