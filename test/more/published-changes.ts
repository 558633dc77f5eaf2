import { join } from 'node:path';
import { runCommand } from './run-command.ts';

/** Measures the throughput of the event publisher as the stream grows. */
export const runPublishedChanges = (): number =>
  runCommand('node', ['--import', 'tsx', join('test', 'jobs', 'events', 'throughput.ts'), '50000', '25000']);
