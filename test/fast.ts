import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

/*
 * `npm run test:fast`: lint, types, unused code and the fast tests in parallel. Prints the output of each command when it ends,
 * so that they do not mix. The commands are in the PATH that npm sets.
 */

const commands: [command: string, ...args: string[]][] = [
  ['biome', 'ci', '.'],
  ['tsc'],
  ['tsc', '-p', 'portal'],
  ['knip'],
  ['vitest', 'run', '--config', 'vitest.fast.config.ts'],
];

async function runCommand([command, ...args]: (typeof commands)[number]): Promise<boolean> {
  const startedAt = performance.now();
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const [[code], stdout, stderr] = await Promise.all([once(child, 'close'), text(child.stdout), text(child.stderr)]);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  const isPassed = code === 0;
  console.log(`${isPassed ? '✓' : '✗'} ${[command, ...args].join(' ')} (${seconds} s)\n${stdout}${stderr}`);
  return isPassed;
}

const outcomes = await Promise.all(commands.map(runCommand));
process.exitCode = outcomes.every(isPassed => isPassed) ? 0 : 1;
