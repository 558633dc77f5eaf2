import { join } from 'node:path';
import { runVitest } from './run-command.ts';

/** Runs the code samples of all operations, and the verification of webhooks, in every language that this machine has. */
export const runCodeSamples = (): number =>
  runVitest([join('test', 'docs', 'code-samples.test.ts'), join('test', 'client', 'webhook-examples.test.ts')], {
    CONNECT_TEST_ALL_SAMPLES: '1',
  });
