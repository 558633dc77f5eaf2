import { join } from 'node:path';
import { runCommand, runVitest } from './run-command.ts';

/** Simulates a year with thousands of licenses, and measures how fast a hundred thousand scheduled changes are applied. */
export function runScheduledChanges(): number {
  const year = runVitest([join('test', 'jobs', 'scheduled-changes', 'year-simulation.test.ts')], {
    CONNECT_TEST_LICENSES: '3000',
  });
  const script = join('test', 'jobs', 'scheduled-changes', 'throughput.ts');
  return Math.max(year, runCommand('node', ['--import', 'tsx', script, '10000', '100000']));
}
