import { checkAccess } from './check-access.ts';
import { importDueChange } from './check-due-change.ts';
import { checkSignIn } from './check-sign-in.ts';
import { checkTearDown } from './check-tear-down.ts';
import { checkUpgrade } from './check-upgrade.ts';
import { deployAssembly, prepareDeployment } from './deploy.ts';
import { openEmulator } from './emulator.ts';
import { startHostProxy } from './host-proxy.ts';
import { addCounts, type CheckCounts } from './named-checks.ts';
import { createSmokeKey, importFixtures, runSmokeChecks, type SmokeReport, smokeKeyVariable } from './project.ts';
import { RecordingProxy } from './recording-proxy.ts';
import { deployEnvironment, runStep } from './run-step.ts';

/**
 * Deploys the last release, imports the fixtures, upgrades to this release under traffic, runs the smoke checks, the sign-in and a change that is
 * due, compares the calls of the functions with their permissions, and deletes the stage.
 *
 * @throws EmulatorUnavailable
 */
export async function checkDeployment(scratch: string): Promise<CheckCounts> {
  const emulator = await openEmulator(scratch);
  console.log(`AWS emulator: ${emulator.origin}`);
  const env = deployEnvironment(emulator, scratch);
  const recording = new RecordingProxy(emulator);

  const { lastRelease, current } = await prepareDeployment(scratch, emulator, recording, env);
  const address = await deployAssembly('the last release', lastRelease, env);
  await runStep('import', importFixtures, env);
  const apiKey = (await runStep('create an API key', createSmokeKey, env)).trim();

  const [apiId] = address.hostname.split('.');
  const proxy = await startHostProxy(emulator, `${apiId}.execute-api.localhost`);
  const url = `${proxy.origin}${address.pathname}`;
  const upgrade = await checkUpgrade(current, { url, apiKey, env });
  const checkDueChange = await importDueChange(scratch, { url, apiKey, env });
  const smoke = await runSmoke(url, { ...env, [smokeKeyVariable]: apiKey });
  const signIn = await checkSignIn(emulator, url, env);
  const dueChange = await checkDueChange();
  const access = await checkAccess(current, recording);
  return addCounts(upgrade, smoke, signIn, dueChange, access, await checkTearDown(emulator, current, env));
}

async function runSmoke(url: string, env: NodeJS.ProcessEnv): Promise<CheckCounts> {
  // There is a report of failed checks, but none when the checks could not begin.
  const checks = await runStep('smoke checks', runSmokeChecks(url), env, ({ stdout }) => stdout !== '');
  const report: SmokeReport = JSON.parse(checks);
  printFailures(report);
  return report;
}

function printFailures({ checks }: SmokeReport): void {
  for (const { group, name, passed, message, call } of checks) {
    if (!passed) console.log(`✗ ${group}: ${name}\n    ${message}\n    ${call}`);
  }
}
