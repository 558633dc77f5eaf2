import { checkSignIn } from './check-sign-in.ts';
import { deployStage } from './deploy.ts';
import { openEmulator } from './emulator.ts';
import { startHostProxy } from './host-proxy.ts';
import { createSmokeKey, importFixtures, runSmokeChecks, type SmokeReport, smokeKeyVariable } from './project.ts';
import { deployEnvironment, runStep } from './run-step.ts';

/** Deploys the stage, imports the fixtures, creates an API key and runs the smoke checks. @throws EmulatorUnavailable */
export async function checkDeployment(scratch: string): Promise<SmokeReport> {
  const emulator = await openEmulator(scratch);
  console.log(`AWS emulator: ${emulator.origin}`);
  const env = deployEnvironment(emulator, scratch);

  const address = await deployStage(scratch, emulator, env);
  await runStep('import', importFixtures, env);
  const apiKey = (await runStep('create an API key', createSmokeKey, env)).trim();

  const [apiId] = address.hostname.split('.');
  const proxy = await startHostProxy(emulator, `${apiId}.execute-api.localhost`);
  const url = `${proxy.origin}${address.pathname}`;
  const withKey = { ...env, [smokeKeyVariable]: apiKey };
  // There is a report of failed checks, but none when the checks could not begin.
  const checks = await runStep('smoke checks', runSmokeChecks(url), withKey, ({ stdout }) => stdout !== '');
  const report: SmokeReport = JSON.parse(checks);
  printFailures(report);
  const signIn = await checkSignIn(emulator, url, env);
  return { ...report, passed: report.passed + signIn.passed, failed: report.failed + signIn.failed };
}

function printFailures({ checks }: SmokeReport): void {
  for (const { group, name, passed, message, call } of checks) {
    if (!passed) console.log(`✗ ${group}: ${name}\n    ${message}\n    ${call}`);
  }
}
