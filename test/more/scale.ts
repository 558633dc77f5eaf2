import { join } from 'node:path';
import { runCommand } from './run-command.ts';

/** Simulates a year of growth and a day with a million scheduled changes, and compares the results with docs/scale.md. */
export const runScale = (): number =>
  runCommand('node', ['--import', 'tsx', join('test', 'scale', 'main.ts'), '--check']);
