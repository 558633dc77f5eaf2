import { join } from 'node:path';
import { runCommand, runVitest } from './run-command.ts';

/** Simulates two years with many licenses, and measures how fast a hundred thousand scheduled changes are applied. */
export function runScheduledChanges(): number {
  const tests = join('test', 'jobs', 'scheduled-changes');
  const year = runVitest([join(tests, 'year-simulation.test.ts'), join(tests, 'offering-year')], {
    CONNECT_TEST_LICENSES: '3000',
    CONNECT_TEST_TENANT_LICENSES: '8',
  });
  const script = join('test', 'jobs', 'scheduled-changes', 'throughput.ts');
  return Math.max(year, runCommand('node', ['--import', 'tsx', script, '10000', '100000']));
}
