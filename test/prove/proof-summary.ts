import type { ProofPart, TrialCounts } from './proof-part.ts';

/** How trying one part ended. */
export interface PartResult {
  part: ProofPart;
  counts: TrialCounts;
  /** What did not hold, and how it came to it. */
  violation?: string;
  ms: number;
}

/** What was tried, what it guards and whether it held, as a table in Markdown; below it what did not hold. */
export function renderSummary(results: PartResult[]): string {
  const rows = results.map(({ part, counts, violation, ms }) => [
    part.name,
    violation === undefined ? 'held' : 'VIOLATED',
    `${(ms / 1000).toFixed(1)} s`,
    part.guards.join(' '),
    renderCounts(counts),
  ]);
  const head = ['part', 'result', 'time', 'guards', 'tried'];
  const widths = head.map((title, column) => Math.max(...[head, ...rows].map(row => (row[column] ?? title).length)));
  const rule = widths.map(width => '-'.repeat(width));
  const lines = [head, rule, ...rows].map(
    row => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`,
  );
  const traces = results
    .filter(({ violation }) => violation !== undefined)
    .map(({ part, violation }) => `\n${part.name}: ${violation}`);
  return ['', ...lines, ...traces].join('\n');
}

const renderCounts = (counts: TrialCounts): string =>
  Object.entries(counts)
    .map(([what, count]) => `${count.toLocaleString('en')} ${what}`)
    .join(', ');
