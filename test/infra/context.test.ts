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

/** Runs the synth. @returns its exit code and its error output */
async function synth(...context: string[]): Promise<{ code: number; stderr: string }> {
  const more = context.flatMap(pair => ['--context', pair]);
  // A separate folder for each run, because the CDK command locks it.
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

describe.concurrent('invalid configuration', () => {
  it.each([
    [
      'an unknown stage',
      ['stage=prod'],
      'The stage "prod" is not in cdk.json. Use one of: dev, staging, production, pipeline.',
    ],
    [
      'a missing account',
      ['stage=production'],
      'The stage production has no account. Set stages.production.account in cdk.json, or pass --context account=….',
    ],
    [
      'a wrong value',
      ['stage=production', 'account=12'],
      'The context account in cdk.json or --context is not valid: must be an account ID with 12 digits.',
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
    ['a misspelled name', stage => (stage.logRetentionDay = 7), 'logRetentionDay is not a known field'],
    [
      'a retention that CloudWatch does not support',
      stage => (stage.logRetentionDays = 8),
      'logRetentionDays must be one of',
    ],
    [
      'a number of workers that does not divide the shards',
      stage => (stage.applyWorkers = 3),
      'applyWorkers must be one of',
    ],
    [
      'an invalid certificate',
      stage => (stage.domain = { name: 'a.example.com', certificateArn: 'x' }),
      'domain.certificateArn must be the ARN',
    ],
    ['an invalid account', stage => (stage.account = '12'), 'account must be an account ID with 12 digits, or "any"'],
  ])('%s is reported by name', async (_, change, problem) => {
    await expect(stageWith(production(change))).rejects.toThrow(
      `The context stages.production in cdk.json or --context is not valid: ${problem}`,
    );
  });

  it('a pipeline without a source is rejected', async () => {
    const app = await createCdkApp();
    expect(() => readPipelineSettings(app.node)).toThrow(
      'The context pipeline in cdk.json or --context is not valid: account is required; connectionArn is required; repository is required.',
    );
  });

  it('a pipeline with a stage without an account is rejected', async () => {
    const app = await createCdkApp(context => {
      fillPipelineContext(context);
      delete context.stages.production.account;
    });
    expect(() => readPipelineSettings(app.node)).toThrow('The stage production has no account');
  });

  it('a pipeline with a stage in any account is rejected', async () => {
    const app = await createCdkApp(context => {
      fillPipelineContext(context);
      context.stages.staging.account = 'any';
    });
    expect(() => readPipelineSettings(app.node)).toThrow('The pipeline deploys the stage staging, so its account');
  });

  it('a stage name that is not valid in resource names is rejected', async () => {
    const change = (context: TemplateJson) => {
      context.stage = 'Prod_1';
      context.stages.Prod_1 = context.stages.dev;
    };
    await expect(stageWith(change)).rejects.toThrow('"Prod_1" is not a valid stage name');
  });
});

describe('the configuration in cdk.json', () => {
  it('needs no account for a stage in any account', async () => {
    const { name, env } = await stageWith(() => {});
    expect({ name, env }).toEqual({ name: 'dev', env: { region: 'eu-central-1' } });
  });

  it('uses the account of the command line', async () => {
    const { env } = await stageWith(context => Object.assign(context, { stage: 'staging', account: '111122223333' }));
    expect(env).toEqual({ region: 'eu-central-1', account: '111122223333' });
  });
});
