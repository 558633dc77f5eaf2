import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runChildCommand } from './child-process.ts';
import { EmulatorUnavailable } from './emulator-unavailable.ts';
import { type CommandLine, cacheFolder } from './project.ts';

const emulatorPackage = 'ministack';
const emulatorVersion = '1.5.33';
const requirement = `${emulatorPackage}==${emulatorVersion}`;
/** Without it, the tokens of user pools have no valid signature. */
const tokenRequirement = 'cryptography==46.0.3';

/**
 * Installs the emulator into a virtual environment of its own, unless that was done before.
 *
 * @returns the command that starts it
 * @throws EmulatorUnavailable
 */
export async function installEmulator(): Promise<CommandLine> {
  const folder = join(cacheFolder, `${emulatorPackage}-${emulatorVersion}`);
  if (!(await isInstalled(folder))) await installInto(folder);
  return [pythonOf(folder), '-m', emulatorPackage];
}

const pythonOf = (folder: string): string => join(folder, 'bin', 'python');

/** An environment stops working when the Python that it was made with is upgraded or removed. */
async function isInstalled(folder: string): Promise<boolean> {
  const { code } = await runChildCommand([pythonOf(folder), '-c', `import ${emulatorPackage}, cryptography`], {});
  return code === 0;
}

/** Moves the complete environment into place as the last step, so that an interrupted installation is never used. */
async function installInto(folder: string): Promise<void> {
  const { code } = await runChildCommand(['python3', '--version'], {});
  if (code !== 0) throw new EmulatorUnavailable('Python 3 is not installed, and AWS_ENDPOINT_URL is not set');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(cacheFolder, { recursive: true });
  const unfinished = mkdtempSync(`${folder}-`);
  const removeUnfinished = () => rmSync(unfinished, { recursive: true, force: true });
  process.once('exit', removeUnfinished);
  try {
    console.log(`Installing ${requirement} in ${folder}`);
    await mustRun(['python3', '-m', 'venv', unfinished], 'Python 3 cannot create a virtual environment');
    const options = ['--quiet', '--no-input', '--disable-pip-version-check', '--retries', '1'];
    const install = ['-m', 'pip', 'install', ...options, requirement, tokenRequirement];
    await mustRun([pythonOf(unfinished), ...install], `pip cannot install ${requirement}`);
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
  throw new EmulatorUnavailable(`${problem} (${detail.trim() || `exit code ${code}`})`);
}

function moveInto(folder: string, unfinished: string): void {
  try {
    renameSync(unfinished, folder);
  } catch (error) {
    // Another run finished first.
    if (!existsSync(folder)) throw error;
  }
}
