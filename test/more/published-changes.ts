import { join } from 'node:path';
import { runCommand } from './run-command.ts';

/** Measures the throughput of the event publisher as the stream grows, and the effect of copying names on commands. */
export function runPublishedChanges(): number {
  const scripts = [
    [join('test', 'jobs', 'events', 'throughput.ts'), '50000', '25000'],
    [join('test', 'copy', 'throughput.ts'), '10000'],
  ];
  return Math.max(...scripts.map(script => runCommand('node', ['--import', 'tsx', ...script])));
}
