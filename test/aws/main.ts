import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkDeployment } from './check-deployment.ts';
import { stopAllGroups } from './emulator/child-process.ts';
import { EmulatorUnavailable } from './emulator/emulator-unavailable.ts';

/*
 * `npm run test:aws`: upgrades the stage `dev` on an AWS emulator with the CDK, checks it and deletes it: see check-deployment.ts. The last
 * line is the count of checks. Without Python 3 and without an emulator at AWS_ENDPOINT_URL, it says so and succeeds.
 */

const scratch = mkdtempSync(join(tmpdir(), 'connect-aws-'));
process.on('exit', () => {
  stopAllGroups();
  // Processes that were just killed can still hold files.
  rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130));

async function main(): Promise<number> {
  try {
    const { passed, failed } = await checkDeployment(scratch);
    console.log(`${passed} passed, ${failed} failed`);
    return failed === 0 ? 0 : 1;
  } catch (error) {
    if (error instanceof EmulatorUnavailable) {
      console.log(`The AWS test did not run: ${error.message}.`);
      return 0;
    }
    console.error(error instanceof Error ? error.message : error);
    console.log('0 passed, 1 failed');
    return 1;
  }
}

process.exit(await main());
