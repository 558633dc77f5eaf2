import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RecordingProxy } from '../permissions/recording-proxy.ts';
import { writeLastRelease } from './last-release.ts';
import { cdkCommand, readDeployedAddress } from './project.ts';
import { removeResources, type StackTemplate } from './remove-resources.ts';
import { runStep } from './run-step.ts';
import { unsupportedResources } from './unsupported-resources.ts';

/** The assemblies of a run. */
export interface StageAssemblies {
  /** With the templates of the last release. */
  lastRelease: string;
  current: string;
}

/** Synthesizes the stage, as it is and as the last release had it, and bootstraps the account. @param recording - records the calls of the functions */
export async function prepareDeployment(
  scratch: string,
  emulator: URL,
  recording: RecordingProxy | undefined,
  env: NodeJS.ProcessEnv,
): Promise<StageAssemblies> {
  const current = join(scratch, 'assembly');
  const lastRelease = join(scratch, 'last-release');
  await runStep('cdk synth', cdkCommand('synth', '--quiet', '--output', current), env);
  writeLastRelease(current, lastRelease);
  for (const assembly of [lastRelease, current]) await prepareAssembly(assembly, emulator, recording);
  await runStep('cdk bootstrap', cdkCommand('bootstrap', '--app', current), env);
  return { lastRelease, current };
}

/** Deploys all stacks of an assembly. @returns the address of the API on AWS, as the stack's output has it */
export async function deployAssembly(name: string, assembly: string, env: NodeJS.ProcessEnv): Promise<URL> {
  const outputs = join(assembly, '..', 'outputs.json');
  const deploy = cdkCommand('deploy', '--all', '--app', assembly, '--require-approval', 'never');
  await runStep(`cdk deploy --all, ${name}`, [...deploy, '--outputs-file', outputs], env);
  return readDeployedAddress(outputs);
}

/** Leaves out what the emulator does not have, reads the signing keys of the user pool from it, and records the calls of the functions. */
async function prepareAssembly(assembly: string, emulator: URL, recording: RecordingProxy | undefined): Promise<void> {
  for (const name of readdirSync(assembly).filter(name => name.endsWith('.template.json'))) {
    const path = join(assembly, name);
    const template: StackTemplate = JSON.parse(readFileSync(path, 'utf8'));
    const supported = removeResources(template, unsupportedResources);
    for (const { Type, Properties } of Object.values(supported.Resources)) {
      replaceSigningKeys(Properties, emulator);
      if (recording && Type === 'AWS::Lambda::Function') await recordCalls(Properties, recording);
    }
    writeFileSync(path, JSON.stringify(supported));
  }
}

/** The emulator sends all AWS calls of a function to the address in `AWS_ENDPOINT_URL`. */
async function recordCalls(properties: Record<string, unknown> = {}, recording: RecordingProxy): Promise<void> {
  const { Variables: variables } = properties.Environment as { Variables: Record<string, unknown> };
  variables.AWS_ENDPOINT_URL = (await recording.openAddress(String(properties.FunctionName))).origin;
}

/** On AWS, the address begins with that of the user pool's service in its region. */
function replaceSigningKeys(properties: Record<string, unknown> = {}, emulator: URL): void {
  const { Variables: variables } = (properties.Environment ?? {}) as { Variables?: Record<string, unknown> };
  const address = variables?.PORTAL_JWKS_URL as { 'Fn::Join'?: [string, unknown[]] } | undefined;
  const parts = address?.['Fn::Join']?.[1];
  if (!variables || !parts) return;
  const pool = parts.find(part => typeof part === 'object' && JSON.stringify(part).includes('poolid'));
  variables.PORTAL_JWKS_URL = { 'Fn::Join': ['', [`${emulator.origin}/`, pool, '/.well-known/jwks.json']] };
}
