import { runClients } from './more/clients.ts';
import { runCodeSamples } from './more/code-samples.ts';
import { runInChromium } from './more/in-chromium.ts';
import { formatNotRun } from './more/not-run.ts';
import { runOnDynamoDbLocal } from './more/on-dynamodb-local.ts';
import { runOnNode24 } from './more/on-node-24.ts';
import { runPublishedChanges } from './more/published-changes.ts';
import { runScale } from './more/scale.ts';
import { runScheduledChanges } from './more/scheduled-changes.ts';
import { runSchemathesis } from './more/schemathesis.ts';

/*
 * `npm run test:more`: the tests that need more than Node 20 and npm. Each one installs what it needs outside of the project,
 * or says at the end what did not run, and why.
 */

const exitCodes = [
  runCodeSamples(),
  runInChromium(),
  runScheduledChanges(),
  runPublishedChanges(),
  runScale(),
  runClients(),
  runSchemathesis(),
  await runOnDynamoDbLocal(),
  await runOnNode24(),
];
console.log(formatNotRun());
process.exit(Math.max(...exitCodes));
