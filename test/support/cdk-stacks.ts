import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { afterAll, beforeAll, vi } from 'vitest';
import { toFunctionFolder } from '../../functions/function-folder.ts';
import { bundleFunctions, functionNames } from '../../infra/bundle-functions.ts';
import { addStageStacks, type StageStacks } from '../../infra/connect-stage.ts';
import { readStageSettings } from '../../infra/stage-settings.ts';

/** A part of a template, as `JSON.parse` gives it: tests name what they expect of it. */
export type TemplateJson = ReturnType<JSON['parse']>;

let scratchFolder: string;

/** A folder for what a test file synthesises, gone after its last test. */
export function useScratchFolder(): void {
  beforeAll(async () => {
    scratchFolder = await mkdtemp(join(tmpdir(), 'connect-stacks-'));
  });
  afterAll(() => rm(scratchFolder, { recursive: true }));
}

const readCdkContext = async (): Promise<Record<string, TemplateJson>> =>
  JSON.parse(await readFile(new URL('../../cdk.json', import.meta.url), 'utf8')).context;

/**
 * An app with the context of cdk.json, changed as told. Its templates are not held against the schemas of CloudFormation, which
 * takes seconds: `cdk synth` does it always, and here the test of the real bundles.
 */
export async function createCdkApp(change: (context: TemplateJson) => void = () => {}): Promise<App> {
  const changed = await readCdkContext();
  vi.stubEnv('CDK_VALIDATION', 'false');
  change(changed);
  return new App({ context: changed, outdir: await mkdtemp(join(scratchFolder, 'assembly-')) });
}

/** A folder of bundles, the real ones or, where they are not what is tested, empty ones. */
export async function createBundles(kind: 'real' | 'empty'): Promise<string> {
  const folder = await mkdtemp(join(scratchFolder, 'bundles-'));
  if (kind === 'real') await bundleFunctions(folder);
  else await Promise.all(functionNames.map(name => createEmptyBundle(join(folder, toFunctionFolder(name)), name)));
  return folder;
}

async function createEmptyBundle(folder: string, operation: string): Promise<void> {
  await mkdir(folder);
  await writeFile(join(folder, 'handler.js'), `// ${operation}`);
}

export const productionAccount = '111122223333';

/** Of a table that a restore made. */
export const restoredStreamArn = `arn:aws:dynamodb:eu-central-1:${productionAccount}:table/restored/stream/2024-01-15T09:30:00.000`;

/** The production stage with an account, synthesised once before the first test. */
export function useStageStacks(bundles: 'real' | 'empty' = 'empty', change: (stage: TemplateJson) => void = () => {}) {
  useScratchFolder();
  let folder: string;
  let stacks: StageStacks;
  let assembly: string;
  let templates: Record<keyof StageStacks, Template>;
  beforeAll(async () => {
    folder = await createBundles(bundles);
    const app = await createCdkApp(context => {
      Object.assign(context, { stage: 'production', account: productionAccount });
      change(context.stages.production);
    });
    stacks = addStageStacks(app, readStageSettings(app.node), folder);
    if (bundles === 'real') vi.unstubAllEnvs();
    assembly = app.synth().directory;
    templates = { data: Template.fromStack(stacks.data), api: Template.fromStack(stacks.api) };
  });
  const resources = (stack: keyof StageStacks, type: string): Record<string, TemplateJson> =>
    templates[stack].findResources(type);
  return {
    get stacks() {
      return stacks;
    },
    /** The folder that `cdk deploy` would send. */
    get assembly() {
      return assembly;
    },
    get bundles() {
      return folder;
    },
    data: (type: string) => resources('data', type),
    api: (type: string) => resources('api', type),
    /** The properties of all resources of a type. */
    properties: (type: string): TemplateJson[] =>
      Object.values(resources('api', type)).map(({ Properties }) => Properties),
  };
}

/** What cdk.json leaves to whoever deploys: accounts, and where the source is. */
export function fillPipelineContext(context: TemplateJson): void {
  context.stage = 'pipeline';
  context.stages.staging.account = '111111111111';
  context.stages.production.account = '222222222222';
  Object.assign(context.pipeline, {
    account: '333333333333',
    repository: 'acme/connect-api',
    connectionArn: 'arn:aws:codeconnections:eu-central-1:333333333333:connection/0',
  });
}
