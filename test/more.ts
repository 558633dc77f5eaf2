import { runCodeSamples } from './more/code-samples.ts';
import { runInChromium } from './more/in-chromium.ts';
import { runOnDynamoDbLocal } from './more/on-dynamodb-local.ts';
import { runOnNode24 } from './more/on-node-24.ts';
import { runPublishedChanges } from './more/published-changes.ts';
import { runScheduledChanges } from './more/scheduled-changes.ts';

/*
 * `npm run test:more`: the tests that need more than Node 20 and npm. Each one installs what it needs outside of the project,
 * or prints what is missing.
 */

const exitCodes = [
  runCodeSamples(),
  runInChromium(),
  runScheduledChanges(),
  runPublishedChanges(),
  await runOnDynamoDbLocal(),
  await runOnNode24(),
];
process.exit(Math.max(...exitCodes));
