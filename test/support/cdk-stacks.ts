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
import { contextStages, filledPipeline } from './stage-context.ts';

/** A part of a template as parsed JSON. Tests access the properties that they check. */
export type TemplateJson = ReturnType<JSON['parse']>;

let scratchFolder: string;

/** Creates a folder for the synthesized files of a test file, and removes it after the last test. */
export function useScratchFolder(): void {
  beforeAll(async () => {
    scratchFolder = await mkdtemp(join(tmpdir(), 'connect-stacks-'));
  });
  afterAll(() => rm(scratchFolder, { recursive: true }));
}

/** Reads cdk.json. */
export const readCdkJson = async (): Promise<TemplateJson> =>
  JSON.parse(await readFile(new URL('../../cdk.json', import.meta.url), 'utf8'));

/** The context of the tests: the feature flags of cdk.json, and stages and a pipeline of their own. */
export async function readTestContext(): Promise<TemplateJson> {
  const { stages: _, stage: _stage, pipeline: _pipeline, ...featureFlags } = (await readCdkJson()).context;
  return structuredClone({ ...featureFlags, stage: 'dev', stages: contextStages, pipeline: filledPipeline });
}

/**
 * Creates an app with a changed context of the tests. Its templates are not validated against the schemas of CloudFormation,
 * because that takes seconds: `cdk synth` always validates them, and so does the test of the real bundles.
 */
export async function createCdkApp(change: (context: TemplateJson) => void = () => {}): Promise<App> {
  const context = await readTestContext();
  vi.stubEnv('CDK_VALIDATION', 'false');
  change(context);
  return new App({ context, outdir: await mkdtemp(join(scratchFolder, 'assembly-')) });
}

/** Creates a folder of bundles: the real ones, or empty ones if the test does not check bundles. */
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

const stackNames = ['data', 'signIn', 'apiFunctions', 'portalFunctions', 'api', 'monitoring'] as const;
type StackName = (typeof stackNames)[number];

export const productionAccount = '111122223333';

/** Stream ARN of a table that was created by a restore. */
export const restoredStreamArn = `arn:aws:dynamodb:eu-central-1:${productionAccount}:table/restored/stream/2024-01-15T09:30:00.000`;

/** Synthesizes the production stage with an account, once before the first test. */
export function useStageStacks(bundles: 'real' | 'empty' = 'empty', change: (stage: TemplateJson) => void = () => {}) {
  useScratchFolder();
  let folder: string;
  let stacks: StageStacks;
  let assembly: string;
  let templates: Partial<Record<StackName, Template>>;
  beforeAll(async () => {
    folder = await createBundles(bundles);
    const app = await createCdkApp(context => {
      Object.assign(context, { stage: 'production', account: productionAccount });
      change(context.stages.production);
    });
    stacks = addStageStacks(app, readStageSettings(app.node), folder);
    if (bundles === 'real') vi.unstubAllEnvs();
    assembly = app.synth().directory;
    templates = {
      data: Template.fromStack(stacks.data),
      signIn: Template.fromStack(stacks.signIn),
      apiFunctions: Template.fromStack(stacks.functions.api),
      portalFunctions: Template.fromStack(stacks.functions.portal),
      api: Template.fromStack(stacks.api),
      ...(stacks.monitoring && { monitoring: Template.fromStack(stacks.monitoring) }),
    };
  });
  const resources = (stack: StackName, type: string): Record<string, TemplateJson> =>
    templates[stack]?.findResources(type) ?? {};
  const servingResources = (type: string): Record<string, TemplateJson> => ({
    ...resources('apiFunctions', type),
    ...resources('portalFunctions', type),
    ...resources('api', type),
  });
  return {
    get stacks() {
      return stacks;
    },
    /** Folder that `cdk deploy` would upload. */
    get assembly() {
      return assembly;
    },
    get bundles() {
      return folder;
    },
    data: (type: string) => resources('data', type),
    signIn: (type: string) => resources('signIn', type),
    monitoring: (type: string) => resources('monitoring', type),
    /** The resources of a type in the stacks that serve requests and run jobs. */
    api: servingResources,
    /** Counts the resources of each stack. */
    countResources: (): [StackName, number][] =>
      stackNames.map(stack => [stack, Object.keys(templates[stack]?.toJSON().Resources ?? {}).length]),
    /** Lists the properties of all resources of a type in the stacks that store no data. */
    properties: (type: string): TemplateJson[] =>
      stackNames
        .filter(stack => stack !== 'data' && stack !== 'signIn')
        .flatMap(stack => Object.values(resources(stack, type)))
        .map(({ Properties }) => Properties),
  };
}
