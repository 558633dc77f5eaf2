import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { readPipelineSettings, readStageSettings } from '../../infra/stage-settings.ts';
import { createCdkApp, fillPipelineContext, type TemplateJson, useScratchFolder } from '../support/cdk-stacks.ts';

useScratchFolder();
const run = promisify(execFile);
const root = fileURLToPath(new URL('../..', import.meta.url));

/** What a person sees, and whether the shell knows that it failed. */
async function synth(...context: string[]): Promise<{ code: number; stderr: string }> {
  const more = context.flatMap(pair => ['--context', pair]);
  // One folder each: the command line locks it.
  const output = await mkdtemp(join(tmpdir(), 'connect-cdk-'));
  try {
    const { stderr } = await run('node_modules/.bin/cdk', ['synth', '--quiet', '--output', output, ...more], {
      cwd: root,
    });
    return { code: 0, stderr };
  } catch (error) {
    return error as { code: number; stderr: string };
  } finally {
    await rm(output, { recursive: true });
  }
}

const stageWith = async (change: (context: TemplateJson) => void) =>
  readStageSettings((await createCdkApp(change)).node);
const production = (change: (stage: TemplateJson) => void) => (context: TemplateJson) => {
  context.stage = 'production';
  context.stages.production.account = '111122223333';
  change(context.stages.production);
};

describe.concurrent('configuration that cannot be used', () => {
  it.each([
    [
      'an unknown stage',
      ['stage=prod'],
      'There is no stage "prod" in cdk.json; the stages are: dev, staging, production, pipeline.',
    ],
    [
      'a missing account',
      ['stage=production'],
      'The stage production needs an account: set "account" below stages.production in cdk.json, or give --context account=….',
    ],
    [
      'a wrong value',
      ['stage=production', 'account=12'],
      'The context account cannot be used: must be the 12 digits of an account.',
    ],
  ])('%s stops the synth with one sentence', async (_, context, sentence) => {
    const { code, stderr } = await synth(...context);
    expect(code).toBe(1);
    const [first, ...rest] = stderr.trim().split('\n');
    expect(first).toBe(sentence);
    // The second line is the CDK's own.
    expect(rest.length).toBeLessThanOrEqual(1);
  });

  it.each<[string, (stage: TemplateJson) => void, string]>([
    ['a value of a wrong type', stage => (stage.memoryMb = '1024'), 'memoryMb must be of type'],
    ['a value out of range', stage => (stage.memoryMb = 64), 'memoryMb must be at least 256'],
    ['a missing value', stage => delete stage.region, 'region is required'],
    ['a misspelt name', stage => (stage.logRetentionDay = 7), 'logRetentionDay is not known here'],
    [
      'a number of days that CloudWatch does not know',
      stage => (stage.logRetentionDays = 8),
      'logRetentionDays must be one of',
    ],
    [
      'a number of workers that the shards cannot be dealt out to',
      stage => (stage.applyWorkers = 3),
      'applyWorkers must be one of',
    ],
    [
      'a certificate that is none',
      stage => (stage.domain = { name: 'a.example.com', certificateArn: 'x' }),
      'domain.certificateArn must be the ARN',
    ],
    [
      'an account that is none',
      stage => (stage.account = '12'),
      'account must be the 12 digits of an account, or "any"',
    ],
  ])('%s is named', async (_, change, problem) => {
    await expect(stageWith(production(change))).rejects.toThrow(
      `The context stages.production cannot be used: ${problem}`,
    );
  });

  it('a pipeline without a source is refused', async () => {
    const app = await createCdkApp();
    expect(() => readPipelineSettings(app.node)).toThrow(
      'The context pipeline cannot be used: account is required; connectionArn is required; repository is required.',
    );
  });

  it('a pipeline whose stage has no account is refused', async () => {
    const app = await createCdkApp(context => {
      fillPipelineContext(context);
      delete context.stages.production.account;
    });
    expect(() => readPipelineSettings(app.node)).toThrow('The stage production needs an account');
  });

  it('a pipeline does not deploy to wherever it happens to be', async () => {
    const app = await createCdkApp(context => {
      fillPipelineContext(context);
      context.stages.staging.account = 'any';
    });
    expect(() => readPipelineSettings(app.node)).toThrow('The pipeline deploys the stage staging: give it an account');
  });

  it('a name that no resource could have is refused', async () => {
    const change = (context: TemplateJson) => {
      context.stage = 'Prod_1';
      context.stages.Prod_1 = context.stages.dev;
    };
    await expect(stageWith(change)).rejects.toThrow('"Prod_1" cannot name a stage');
  });
});

describe('configuration as it is', () => {
  it('needs no account for a stage that may be anywhere', async () => {
    const { name, env } = await stageWith(() => {});
    expect({ name, env }).toEqual({ name: 'dev', env: { region: 'eu-central-1' } });
  });

  it('takes the account of the command line', async () => {
    const { env } = await stageWith(context => Object.assign(context, { stage: 'staging', account: '111122223333' }));
    expect(env).toEqual({ region: 'eu-central-1', account: '111122223333' });
  });
});
