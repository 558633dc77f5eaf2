import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { CommandLine } from '../aws/deployment/project.ts';
import { runChildCommand } from '../aws/emulator/child-process.ts';

/** The machine has no Python 3, or the packages cannot be installed. The message is a clause without a full stop. */
export class PythonUnavailable extends Error {
  override name = 'PythonUnavailable';
}

interface PythonPackages {
  /** The arguments of `pip install`. */
  requirements: readonly string[];
  /** Modules that can be imported after the installation. */
  modules: readonly string[];
}

/**
 * Installs packages into a virtual environment, unless that was done before.
 *
 * @returns the path of its Python
 * @throws PythonUnavailable
 */
export async function preparePython(folder: string, packages: PythonPackages): Promise<string> {
  if (!(await isInstalled(folder, packages))) await installInto(folder, packages);
  return toPythonPath(folder);
}

const toPythonPath = (folder: string): string => join(folder, 'bin', 'python');

/** An environment stops working when the Python that it was made with is upgraded or removed. */
async function isInstalled(folder: string, { modules }: PythonPackages): Promise<boolean> {
  const { code } = await runChildCommand([toPythonPath(folder), '-c', `import ${modules.join(', ')}`], {});
  return code === 0;
}

/** Moves the complete environment into place as the last step, so that an interrupted installation is never used. */
async function installInto(folder: string, { requirements }: PythonPackages): Promise<void> {
  const { code } = await runChildCommand(['python3', '--version'], {});
  if (code !== 0) throw new PythonUnavailable('Python 3 is not installed');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(dirname(folder), { recursive: true });
  const unfinished = mkdtempSync(`${folder}-`);
  const removeUnfinished = () => rmSync(unfinished, { recursive: true, force: true });
  process.once('exit', removeUnfinished);
  try {
    console.log(`Installing Python packages in ${folder}`);
    await mustRun(['python3', '-m', 'venv', unfinished], 'Python 3 cannot create a virtual environment');
    const options = ['--quiet', '--no-input', '--disable-pip-version-check', '--retries', '1', '--timeout', '10'];
    const install = ['-m', 'pip', 'install', ...options, ...requirements];
    await mustRun([toPythonPath(unfinished), ...install], `pip cannot install ${requirements.join(' ')}`);
    moveInto(folder, unfinished);
  } finally {
    removeUnfinished();
    process.off('exit', removeUnfinished);
  }
}

async function mustRun(command: CommandLine, problem: string): Promise<void> {
  const { code, stdout, stderr } = await runChildCommand(command, {});
  if (code === 0) return;
  const detail = (stderr.trim() || stdout.trim()).split('\n').at(-1) ?? '';
  throw new PythonUnavailable(`${problem} (${detail.trim() || `exit code ${code}`})`);
}

function moveInto(folder: string, unfinished: string): void {
  try {
    renameSync(unfinished, folder);
  } catch (error) {
    // Another run finished first.
    if (!existsSync(folder)) throw error;
  }
}
