import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cdkCommand, readDeployedAddress } from './project.ts';
import { removeResources, type StackTemplate } from './remove-resources.ts';
import { runStep } from './run-step.ts';
import { unsupportedResources } from './unsupported-resources.ts';

/** Deploys all stacks of the stage. @returns the address of the API on AWS, as the stack's output has it */
export async function deployStage(scratch: string, emulator: URL, env: NodeJS.ProcessEnv): Promise<URL> {
  const assembly = join(scratch, 'assembly');
  const outputs = join(scratch, 'outputs.json');
  await runStep('cdk synth', cdkCommand('synth', '--quiet', '--output', assembly), env);
  prepareAssembly(assembly, emulator);
  await runStep('cdk bootstrap', cdkCommand('bootstrap', '--app', assembly), env);
  const deploy = cdkCommand('deploy', '--all', '--app', assembly, '--require-approval', 'never');
  await runStep('cdk deploy --all', [...deploy, '--outputs-file', outputs], env);
  return readDeployedAddress(outputs);
}

/** Leaves out what the emulator does not have, and reads the signing keys of the user pool from it. */
function prepareAssembly(assembly: string, emulator: URL): void {
  for (const name of readdirSync(assembly).filter(name => name.endsWith('.template.json'))) {
    const path = join(assembly, name);
    const template: StackTemplate = JSON.parse(readFileSync(path, 'utf8'));
    const supported = removeResources(template, unsupportedResources);
    for (const { Properties } of Object.values(supported.Resources)) replaceSigningKeys(Properties, emulator);
    writeFileSync(path, JSON.stringify(supported));
  }
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
