import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const root = join(import.meta.dirname, '..', '..');
const templateSuffix = '.template.json';

/** The folder with the CloudFormation templates of the last release, one file per stack of the stage `dev`. */
export const releasedTemplates = join(root, 'test', 'release', 'templates');

/** A function in a template. The key of its code differs with every build. */
interface FunctionResource {
  Type: string;
  Properties?: { FunctionName?: string; Code?: { S3Key?: string } };
}

/** Lists the template files of a folder that `cdk synth` wrote. */
export const listTemplates = (assembly: string): string[] =>
  readdirSync(assembly).filter(name => name.endsWith(templateSuffix));

/** Replaces the key of each function's code. @param toCodeKey - gets the name of the function */
export function replaceCodeKeys(
  template: { Resources: Record<string, FunctionResource> },
  toCodeKey: (functionName: string, codeKey: string) => string,
): void {
  for (const { Type, Properties: { FunctionName, Code } = {} } of Object.values(template.Resources)) {
    if (Type === 'AWS::Lambda::Function' && FunctionName !== undefined && Code?.S3Key !== undefined)
      Code.S3Key = toCodeKey(FunctionName, Code.S3Key);
  }
}

/** Keeps the templates of the stage `dev` as those of the last release, with the names of the functions in place of their code. */
export async function recordStageTemplates(): Promise<void> {
  const assembly = mkdtempSync(join(tmpdir(), 'connect-release-'));
  try {
    const cdk = join(root, 'node_modules', 'aws-cdk', 'bin', 'cdk');
    const args = [cdk, 'synth', '--quiet', '--context', 'stage=dev', '--output', assembly];
    await promisify(execFile)(process.execPath, args, { cwd: root });
    rmSync(releasedTemplates, { recursive: true, force: true });
    mkdirSync(releasedTemplates, { recursive: true });
    for (const name of listTemplates(assembly)) {
      const template = JSON.parse(readFileSync(join(assembly, name), 'utf8'));
      replaceCodeKeys(template, functionName => functionName);
      writeFileSync(join(releasedTemplates, name), `${JSON.stringify(template, null, 1)}\n`);
    }
  } finally {
    rmSync(assembly, { recursive: true });
  }
}
