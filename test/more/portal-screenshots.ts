import { join } from 'node:path';
import { findChromium } from '../support/chromium.ts';
import { runVitest } from './run-command.ts';

/* `npm run portal:screenshots`: takes the pictures of `docs/portal.md` with the end-to-end test. */

const executablePath = findChromium();
process.exitCode =
  executablePath === undefined
    ? 1
    : runVitest([join('test', 'portal', 'journeys', 'screenshots.test.ts')], {
        CONNECT_TEST_CHROMIUM: executablePath,
        CONNECT_TEST_SCREENSHOTS: join('docs', 'portal'),
      });
