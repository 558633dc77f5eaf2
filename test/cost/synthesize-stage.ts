import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { toFunctionFolder } from '../../functions/function-folder.ts';
import { functionNames } from '../../infra/bundle-functions.ts';
import { addStageStacks } from '../../infra/connect-stage.ts';
import { readStageSettings } from '../../infra/stage-settings.ts';
import { listTemplates } from '../../tools/release/stage-templates.ts';
import { contextStages } from '../support/stage-context.ts';

/** The stages whose costs are computed. */
export type CostedStage = 'dev' | 'production';

/** A resource of a template, as parsed JSON. */
export interface TemplateResource {
  logicalId: string;
  type: string;
  properties: ReturnType<JSON['parse']>;
}

const account = '111122223333';

/** Lists the resources of all stacks of a stage of the context of the tests. The code of the functions is empty, because it has no price. */
export async function synthesizeStage(stage: CostedStage): Promise<TemplateResource[]> {
  const folder = await mkdtemp(join(tmpdir(), 'connect-cost-'));
  try {
    for (const name of functionNames) {
      const bundle = join(folder, 'bundles', toFunctionFolder(name));
      await mkdir(bundle, { recursive: true });
      await writeFile(join(bundle, 'handler.js'), `// ${name}`);
    }
    const context = { ...(await readFeatureFlags()), stages: contextStages, stage, account };
    const assembly = join(folder, 'assembly');
    withoutValidation(() => {
      const app = new App({ context, outdir: assembly });
      addStageStacks(app, readStageSettings(app.node), join(folder, 'bundles'));
      app.synth();
    });
    return await readResources(assembly);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Creates an app whose templates are not validated against the schemas of CloudFormation, because that takes half a minute. */
function withoutValidation(createApp: () => void): void {
  const before = process.env.CDK_VALIDATION;
  process.env.CDK_VALIDATION = 'false';
  try {
    createApp();
  } finally {
    if (before === undefined) delete process.env.CDK_VALIDATION;
    else process.env.CDK_VALIDATION = before;
  }
}

/** Reads the feature flags of cdk.json, which change the templates. */
async function readFeatureFlags(): Promise<object> {
  const cdkJson = JSON.parse(await readFile(new URL('../../cdk.json', import.meta.url), 'utf8'));
  return Object.fromEntries(Object.entries(cdkJson.context).filter(([name]) => name.startsWith('@')));
}

async function readResources(assembly: string): Promise<TemplateResource[]> {
  const templates = await Promise.all(listTemplates(assembly).map(name => readFile(join(assembly, name), 'utf8')));
  return templates.flatMap(text =>
    Object.entries<{ Type: string; Properties?: object }>(JSON.parse(text).Resources).map(
      ([logicalId, { Type, Properties = {} }]) => ({ logicalId, type: Type, properties: Properties }),
    ),
  );
}
