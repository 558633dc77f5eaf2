import { createConnectClient } from '../../client/src/create-connect-client.ts';
import { importDueChange } from './checks/check-due-change.ts';
import { checkFunctions } from './checks/check-functions.ts';
import { checkSignIn } from './checks/check-sign-in.ts';
import { checkTearDown } from './checks/check-tear-down.ts';
import { checkUpgrade } from './checks/check-upgrade.ts';
import { checkWebhook } from './checks/check-webhook.ts';
import { importJobWork } from './checks/import-job-work.ts';
import { openOwnerSession } from './checks/owner-session.ts';
import { startTlsReceiver } from './checks/tls-receiver.ts';
import { deployAssembly, prepareDeployment } from './deployment/deploy.ts';
import {
  createSmokeKey,
  importFixtures,
  runSmokeChecks,
  type SmokeReport,
  smokeKeyVariable,
} from './deployment/project.ts';
import { deployEnvironment, runStep } from './deployment/run-step.ts';
import { openEmulator } from './emulator/emulator.ts';
import { startHostProxy } from './emulator/host-proxy.ts';
import { addCounts, type CheckCounts } from './named-checks.ts';
import { checkPermissions } from './permissions/check-permissions.ts';
import { RecordingProxy } from './permissions/recording-proxy.ts';

/**
 * Deploys the last release, imports the fixtures, upgrades to this release under traffic, runs the sign-in, a webhook, the smoke checks and a
 * change that is due, compares the calls of the functions with their permissions, and deletes the stage.
 *
 * @throws EmulatorUnavailable
 */
export async function checkDeployment(scratch: string): Promise<CheckCounts> {
  // The functions of an emulator that runs already may run elsewhere, and cannot reach the receiver and the recording.
  const receiver = process.env.AWS_ENDPOINT_URL ? undefined : await startTlsReceiver(scratch);
  const emulator = await openEmulator(scratch, receiver?.environment);
  console.log(`AWS emulator: ${emulator.origin}`);
  const env = deployEnvironment(emulator, scratch);
  const recording = receiver && new RecordingProxy(emulator);

  const { lastRelease, current } = await prepareDeployment(scratch, emulator, recording, env);
  const address = await deployAssembly('the last release', lastRelease, env);
  await runStep('import', importFixtures, env);
  const apiKey = (await runStep('create an API key', createSmokeKey, env)).trim();

  const [apiId] = address.hostname.split('.');
  const proxy = await startHostProxy(emulator, `${apiId}.execute-api.localhost`);
  const url = `${proxy.origin}${address.pathname}`;
  const upgrade = await checkUpgrade(current, { url, apiKey, env });
  const portal = await openOwnerSession(emulator, url, env);
  const signIn = await checkSignIn(portal, url);
  const connect = createConnectClient({ baseUrl: url, apiKey });
  const webhook = receiver ? await checkWebhook(receiver, { portal, connect }) : skipWebhook();
  await importJobWork(scratch, env);
  const checkDueChange = await importDueChange(scratch, { url, apiKey, env }, receiver);
  const smoke = await runSmoke(url, { ...env, [smokeKeyVariable]: apiKey });
  const functions = receiver ? await checkFunctions(emulator, { url, portal, connect, receiver }) : addCounts();
  const dueChange = await checkDueChange();
  const permissions = recording ? await checkPermissions(current, recording) : addCounts();
  return addCounts(
    upgrade,
    signIn,
    webhook,
    smoke,
    functions,
    dueChange,
    permissions,
    await checkTearDown(emulator, current, env),
  );
}

function skipWebhook(): CheckCounts {
  console.log(
    'The checks of webhooks, functions and permissions did not run. Unset AWS_ENDPOINT_URL, so that this test starts an emulator.',
  );
  return addCounts();
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
