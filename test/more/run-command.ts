import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Runs a program in this terminal. @returns its exit code */
export function runCommand(command: string, args: string[], more: Record<string, string> = {}): number {
  const { status } = spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, ...more } });
  return status ?? 1;
}

/** @returns the exit code of the tests */
export const runVitest = (args: string[], more: Record<string, string>): number =>
  runCommand('node', [join('node_modules', 'vitest', 'vitest.mjs'), 'run', ...args], more);

/** Installs a package outside of the project for as long as something is done with it. @returns what that returned, else 1 */
export async function withPackage(name: string, use: (folder: string) => number | Promise<number>): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'connect-more-'));
  try {
    if (runCommand('npm', ['install', '--no-save', '--no-package-lock', '--prefix', folder, name]) === 0) {
      return await use(folder);
    }
    console.log(`Not run: ${name} could not be installed.`);
    return 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
