import { join } from 'node:path';
import { runCommand, runVitest } from './run-command.ts';

/** A year with thousands of licenses, and how fast a hundred thousand changes are put in force. */
export function runScheduledChanges(): number {
  const year = runVitest([join('test', 'jobs', 'scheduled-changes', 'year-simulation.test.ts')], {
    CONNECT_TEST_LICENSES: '3000',
  });
  const script = join('test', 'jobs', 'scheduled-changes', 'throughput.ts');
  return Math.max(year, runCommand('node', ['--import', 'tsx', script, '10000', '100000']));
}
