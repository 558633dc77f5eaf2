import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cdkCommand, readDeployedAddress } from './project.ts';
import { removeResources } from './remove-resources.ts';
import { runStep } from './run-step.ts';
import { unsupportedResources } from './unsupported-resources.ts';

/** Deploys all stacks of the stage. @returns the address of the API on AWS, as the stack's output has it */
export async function deployStage(scratch: string, env: NodeJS.ProcessEnv): Promise<URL> {
  const assembly = join(scratch, 'assembly');
  const outputs = join(scratch, 'outputs.json');
  await runStep('cdk synth', cdkCommand('synth', '--quiet', '--output', assembly), env);
  prepareAssembly(assembly);
  await runStep('cdk bootstrap', cdkCommand('bootstrap', '--app', assembly), env);
  const deploy = cdkCommand('deploy', '--all', '--app', assembly, '--require-approval', 'never');
  await runStep('cdk deploy --all', [...deploy, '--outputs-file', outputs], env);
  return readDeployedAddress(outputs);
}

function prepareAssembly(assembly: string): void {
  for (const name of readdirSync(assembly).filter(name => name.endsWith('.template.json'))) {
    const path = join(assembly, name);
    const template = JSON.parse(readFileSync(path, 'utf8'));
    writeFileSync(path, JSON.stringify(removeResources(template, unsupportedResources)));
  }
}
