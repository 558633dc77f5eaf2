import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { runVitest } from './run-command.ts';

/** The pages in a real browser. */
export function runInChromium(): number {
  const names = ['chromium', 'chromium-browser', 'google-chrome'];
  const found = names.find(name => spawnSync(name, ['--version']).status === 0);
  if (!found) {
    console.log('Not run in Chromium: there is none on the PATH. On Debian and Ubuntu: sudo apt-get install chromium');
    return 0;
  }
  const path = spawnSync('sh', ['-c', `command -v ${found}`], { encoding: 'utf8' }).stdout.trim();
  return runVitest([join('test', 'docs', 'in-chromium.test.ts')], { CONNECT_TEST_CHROMIUM: path });
}
