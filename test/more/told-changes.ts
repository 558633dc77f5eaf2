import { join } from 'node:path';
import { run } from './run.ts';

/** What a growing stream costs, and what commands notice of names that are copied. */
export function toldChanges(): number {
  const scripts = [
    [join('test', 'events', 'throughput.ts'), '50000', '25000'],
    [join('test', 'copy', 'throughput.ts'), '10000'],
  ];
  return Math.max(...scripts.map(script => run('node', ['--import', 'tsx', ...script])));
}
