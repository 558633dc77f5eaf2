import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { runVitest } from './run-command.ts';

/** Runs the tests of the documentation pages in a real browser. */
export function runInChromium(): number {
  const names = ['chromium', 'chromium-browser', 'google-chrome'];
  const found = names.find(name => spawnSync(name, ['--version']).status === 0);
  if (!found) {
    console.log(
      'Skipped Chromium: no browser was found on the PATH. On Debian and Ubuntu, run: sudo apt-get install chromium',
    );
    return 0;
  }
  const path = spawnSync('sh', ['-c', `command -v ${found}`], { encoding: 'utf8' }).stdout.trim();
  return runVitest([join('test', 'docs', 'in-chromium.test.ts')], { CONNECT_TEST_CHROMIUM: path });
}
