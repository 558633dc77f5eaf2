import { inChromium } from './more/in-chromium.ts';
import { onDynamoDbLocal } from './more/on-dynamodb-local.ts';
import { onNode24 } from './more/on-node-24.ts';
import { scheduledChanges } from './more/scheduled-changes.ts';
import { toldChanges } from './more/told-changes.ts';

/*
 * `npm run test:more`: what needs more than Node 20 and npm. It installs what it needs outside of the project, or says what it
 * lacks.
 */

const codes = [inChromium(), scheduledChanges(), toldChanges(), await onDynamoDbLocal(), await onNode24()];
process.exit(Math.max(...codes));
