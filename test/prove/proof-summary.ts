import type { ProofPart, TrialCounts } from './proof-part.ts';

/** Result of one part. */
export interface PartResult {
  part: ProofPart;
  counts: TrialCounts;
  /** The violated invariant and the trace that led to it. */
  violation?: string;
  ms: number;
}

/** Renders the results of all parts as a table in Markdown, followed by the violations. */
export function renderSummary(results: PartResult[]): string {
  const rows = results.map(({ part, counts, violation, ms }) => [
    part.name,
    violation === undefined ? 'passed' : 'VIOLATED',
    `${(ms / 1000).toFixed(1)} s`,
    part.guards.join(' '),
    renderCounts(counts),
  ]);
  const head = ['part', 'result', 'time', 'guards', 'trials'];
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
