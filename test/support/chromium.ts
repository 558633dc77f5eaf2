import { spawnSync } from 'node:child_process';
import type { Browser } from 'playwright-core';

const names = ['chromium', 'chromium-browser', 'google-chrome'];

/** Returns the path of the installed Chromium, or undefined with a message if there is none. */
export function findChromium(): string | undefined {
  const found = names.find(name => spawnSync(name, ['--version']).status === 0);
  if (found) return spawnSync('sh', ['-c', `command -v ${found}`], { encoding: 'utf8' }).stdout.trim();
  console.log(
    'Skipped Chromium: no browser was found on the PATH. On Debian and Ubuntu, run: sudo apt-get install chromium',
  );
  return undefined;
}

/** Starts Chromium with a profile of its own, without any traffic of the browser itself. */
export async function launchChromium(executablePath: string): Promise<Browser> {
  const { chromium } = await import('playwright-core');
  const switches = ['no-sandbox', 'disable-gpu', 'disable-quic', 'no-first-run', 'disable-background-networking'];
  return chromium.launch({
    executablePath,
    args: [...switches, 'disable-component-update', 'disable-sync'].map(name => `--${name}`),
  });
}
