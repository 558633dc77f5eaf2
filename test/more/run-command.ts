import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Runs a program in this terminal. @returns the exit code of the program */
export function runCommand(command: string, args: string[], extraEnvironment: Record<string, string> = {}): number {
  const { status } = spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, ...extraEnvironment } });
  return status ?? 1;
}

/** Runs vitest in this terminal. @returns the exit code of vitest */
export const runVitest = (args: string[], extraEnvironment: Record<string, string>): number =>
  runCommand('node', [join('node_modules', 'vitest', 'vitest.mjs'), 'run', ...args], extraEnvironment);

/**
 * Installs a package in a temporary folder, calls `use` and removes the folder.
 *
 * @returns the exit code that `use` returned, or 1 if the package could not be installed
 */
export async function withPackage(name: string, use: (folder: string) => number | Promise<number>): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'connect-more-'));
  try {
    if (runCommand('npm', ['install', '--no-save', '--no-package-lock', '--prefix', folder, name]) === 0) {
      return await use(folder);
    }
    console.log(`Not run: the package ${name} could not be installed.`);
    return 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
