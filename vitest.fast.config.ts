import { mergeConfig } from 'vitest/config';
import { listSlowTests } from './test/support/slow-tests.ts';
import config from './vitest.config.ts';

/** The tests of `npm run test:fast`: all that start no process and do not search for long. */
export default mergeConfig(config, { test: { exclude: listSlowTests() } });
