import { join } from 'node:path';
import { findChromium } from '../support/chromium.ts';
import { runVitest } from './run-command.ts';

/** Runs the tests of the documentation pages in a real browser. */
export function runInChromium(): number {
  const path = findChromium();
  return path === undefined
    ? 0
    : runVitest([join('test', 'docs', 'in-chromium.test.ts')], { CONNECT_TEST_CHROMIUM: path });
}
