import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { noteNotRun } from './not-run.ts';
import { runCommand, runVitest } from './run-command.ts';

/** Kept between two runs, and ignored by git. */
const folder = join(import.meta.dirname, '..', '..', '.local', 'schemathesis');
const requirements = join(import.meta.dirname, 'schemathesis-requirements.txt');

/** Sends requests that Schemathesis generates from openapi.json to a server, and checks every response. */
export function runSchemathesis(): number {
  if (spawnSync('python3', ['-c', 'import sys; sys.exit(sys.version_info < (3, 11))']).status !== 0) {
    noteNotRun('Schemathesis', 'Python 3.11 or later is not installed');
    return 0;
  }
  if (!isInstalled() && !install()) {
    noteNotRun('Schemathesis', 'pip could not install test/more/schemathesis-requirements.txt');
    return 1;
  }
  const tests = [join('test', 'more', 'schemathesis.test.ts')];
  return runVitest(tests, { CONNECT_TEST_SCHEMATHESIS: join(folder, 'bin', 'schemathesis') });
}

const installedFile = join(folder, 'requirements.txt');

/** An environment stops working when the Python that it was made with is upgraded or removed. */
const isInstalled = (): boolean =>
  existsSync(installedFile) &&
  readFileSync(installedFile, 'utf8') === readFileSync(requirements, 'utf8') &&
  spawnSync(join(folder, 'bin', 'python'), ['-c', 'import schemathesis']).status === 0;

/** Creates a virtual environment. @returns false if that failed, after the output of the command that failed */
function install(): boolean {
  rmSync(folder, { recursive: true, force: true });
  const options = ['--quiet', '--no-input', '--disable-pip-version-check', '--only-binary', ':all:'];
  const isDone =
    runCommand('python3', ['-m', 'venv', folder]) === 0 &&
    runCommand(join(folder, 'bin', 'python'), ['-m', 'pip', 'install', ...options, '-r', requirements]) === 0;
  // Written last, so that an interrupted installation is repeated.
  if (isDone) writeFileSync(installedFile, readFileSync(requirements));
  return isDone;
}
