import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { afterAll, beforeAll, vi } from 'vitest';
import { bundleFunctions, functionNames } from '../../infra/bundle.ts';
import { addStageStacks, type StageStacks } from '../../infra/connect-stage.ts';
import { stageFrom } from '../../infra/context.ts';
import { folderOf } from '../../infra/folder-of.ts';

/** A part of a template, as `JSON.parse` gives it: tests name what they expect of it. */
export type Json = ReturnType<JSON['parse']>;

let scratch: string;

/** A folder for what a test file synthesises, gone after its last test. */
export function useScratch(): void {
  beforeAll(async () => {
    scratch = await mkdtemp(join(tmpdir(), 'connect-stacks-'));
  });
  afterAll(() => rm(scratch, { recursive: true }));
}

const context = async (): Promise<Record<string, Json>> =>
  JSON.parse(await readFile(new URL('../../cdk.json', import.meta.url), 'utf8')).context;

/**
 * An app with the context of cdk.json, changed as told. Its templates are not held against the schemas of CloudFormation, which
 * takes seconds: `cdk synth` does it always, and here the test of the real bundles.
 */
export async function appWith(change: (context: Json) => void = () => {}): Promise<App> {
  const changed = await context();
  vi.stubEnv('CDK_VALIDATION', 'false');
  change(changed);
  return new App({ context: changed, outdir: await mkdtemp(join(scratch, 'assembly-')) });
}

/** A folder of bundles, the real ones or, where they are not what is tested, empty ones. */
export async function makeBundles(kind: 'real' | 'empty'): Promise<string> {
  const folder = await mkdtemp(join(scratch, 'bundles-'));
  if (kind === 'real') await bundleFunctions(folder);
  else await Promise.all(functionNames.map(name => emptyBundle(join(folder, folderOf(name)), name)));
  return folder;
}

async function emptyBundle(folder: string, operation: string): Promise<void> {
  await mkdir(folder);
  await writeFile(join(folder, 'handler.js'), `// ${operation}`);
}

export const productionAccount = '111122223333';

/** Of a table that a restore made. */
export const restoredStream = `arn:aws:dynamodb:eu-central-1:${productionAccount}:table/restored/stream/2024-01-15T09:30:00.000`;

/** The production stage with an account, synthesised once before the first test. */
export function useStage(bundles: 'real' | 'empty' = 'empty', change: (stage: Json) => void = () => {}) {
  useScratch();
  let folder: string;
  let stacks: StageStacks;
  let assembly: string;
  let templates: Record<keyof StageStacks, Template>;
  beforeAll(async () => {
    folder = await makeBundles(bundles);
    const app = await appWith(context => {
      Object.assign(context, { stage: 'production', account: productionAccount });
      change(context.stages.production);
    });
    stacks = addStageStacks(app, stageFrom(app.node), folder);
    if (bundles === 'real') vi.unstubAllEnvs();
    assembly = app.synth().directory;
    templates = { data: Template.fromStack(stacks.data), api: Template.fromStack(stacks.api) };
  });
  const resources = (stack: keyof StageStacks, type: string): Record<string, Json> =>
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
    properties: (type: string): Json[] => Object.values(resources('api', type)).map(({ Properties }) => Properties),
  };
}

/** What cdk.json leaves to whoever deploys: accounts, and where the source is. */
export function fillPipeline(context: Json): void {
  context.stage = 'pipeline';
  context.stages.staging.account = '111111111111';
  context.stages.production.account = '222222222222';
  Object.assign(context.pipeline, {
    account: '333333333333',
    repository: 'acme/connect-api',
    connectionArn: 'arn:aws:codeconnections:eu-central-1:333333333333:connection/0',
  });
}
