import { join } from 'node:path';
import { findChromium } from '../support/chromium.ts';
import { noteNotRun } from './not-run.ts';
import { runVitest } from './run-command.ts';

/** Runs the tests of the documentation pages and of the portal in a real browser. */
export function runInChromium(): number {
  const path = findChromium();
  if (path === undefined) {
    noteNotRun('the pages in Chromium', 'there is no Chromium on the PATH');
    return 0;
  }
  const tests = [join('test', 'docs', 'in-chromium.test.ts'), join('test', 'portal', 'journeys')];
  return runVitest(tests, { CONNECT_TEST_CHROMIUM: path });
}
