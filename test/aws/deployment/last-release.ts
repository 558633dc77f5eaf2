import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { listTemplates, releasedTemplates, replaceCodeKeys } from '../../../tools/release/stage-templates.ts';

/**
 * Writes an assembly with the templates of the last release, with the code of this one: its own code is not kept. Each function has another
 * description, so that the upgrade changes all functions and releases a version of each.
 */
export function writeLastRelease(assembly: string, target: string): void {
  cpSync(assembly, target, { recursive: true });
  const current = listTemplates(assembly);
  const codeKeys = new Map<string, string>();
  for (const name of current) {
    replaceCodeKeys(JSON.parse(readFileSync(join(assembly, name), 'utf8')), (functionName, codeKey) => {
      codeKeys.set(functionName, codeKey);
      return codeKey;
    });
  }
  const [anyCode = ''] = codeKeys.values();
  for (const name of current) {
    const released = join(releasedTemplates, name);
    if (!existsSync(released))
      throw new Error(`The last release has no stack ${name}: it cannot be upgraded in place.`);
    const template = JSON.parse(renameVersions(readFileSync(released, 'utf8')));
    replaceCodeKeys(template, functionName => codeKeys.get(functionName) ?? anyCode);
    for (const { Type, Properties } of Object.values<FunctionResource>(template.Resources))
      if (Type === 'AWS::Lambda::Function') Properties.Description = `${Properties.Description} (last release)`;
    writeFileSync(join(target, name), JSON.stringify(template));
    renameUpload(target, name);
  }
}

/** Uploads a template under a name of its own. Otherwise, the CDK command would take the upgraded template for the same file. */
function renameUpload(assembly: string, template: string): void {
  const assets = join(assembly, template.replace('.template.json', '.assets.json'));
  const { files } = JSON.parse(readFileSync(assets, 'utf8')) as { files: Record<string, { source: { path: string } }> };
  const hash = Object.keys(files).find(id => files[id]?.source.path === template) ?? '';
  for (const file of [assets, join(assembly, 'manifest.json')])
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll(hash, `${hash}-last`));
}

interface FunctionResource {
  Type: string;
  Properties: { Description?: string };
}

/** Gives the versions of the functions other logical IDs, as another release has. */
function renameVersions(text: string): string {
  const { Resources } = JSON.parse(text) as { Resources: Record<string, FunctionResource> };
  const versions = Object.keys(Resources).filter(id => Resources[id]?.Type === 'AWS::Lambda::Version');
  return versions.reduce((result, id) => result.replaceAll(`"${id}"`, `"${id}Last"`), text);
}
