import { join } from 'node:path';
import { run, vitest } from './run.ts';

/** A year with thousands of licenses, and how fast a hundred thousand changes are put in force. */
export function scheduledChanges(): number {
  const year = vitest([join('test', 'apply', 'year.test.ts')], { CONNECT_TEST_LICENSES: '3000' });
  const script = join('test', 'apply', 'throughput.ts');
  return Math.max(year, run('node', ['--import', 'tsx', script, '10000', '100000']));
}
