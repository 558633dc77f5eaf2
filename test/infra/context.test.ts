import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { PipelineConfig, StageConfig } from '../../infra/stage-config.ts';
import { readPipelineSettings, readStageSettings } from '../../infra/stage-settings.ts';
import {
  createCdkApp,
  readCdkJson,
  readTestContext,
  type TemplateJson,
  useScratchFolder,
} from '../support/cdk-stacks.ts';
import { contextStages, filledPipeline } from '../support/stage-context.ts';

useScratchFolder();
const run = promisify(execFile);
const root = fileURLToPath(new URL('../..', import.meta.url));
const tsx = pathToFileURL(join(root, 'node_modules/tsx/dist/loader.mjs')).href;

/** Runs `cdk synth` with a cdk.json. @returns its exit code and its error output */
async function synth(cdkJson: TemplateJson, ...context: string[]): Promise<{ code: number; stderr: string }> {
  const more = context.flatMap(pair => ['--context', pair]);
  const folder = await mkdtemp(join(tmpdir(), 'connect-cdk-'));
  const app = `node --import ${tsx} ${join(root, 'infra', 'app.ts')}`;
  await writeFile(join(folder, 'cdk.json'), JSON.stringify({ ...cdkJson, app }));
  try {
    const { stderr } = await run(join(root, 'node_modules/.bin/cdk'), ['synth', '--quiet', ...more], { cwd: folder });
    return { code: 0, stderr };
  } catch (error) {
    return error as { code: number; stderr: string };
  } finally {
    await rm(folder, { recursive: true });
  }
}

const stageWith = async (change: (context: TemplateJson) => void) =>
  readStageSettings((await createCdkApp(change)).node);
const production = (change: (stage: TemplateJson) => void) => (context: TemplateJson) => {
  context.stage = 'production';
  change(context.stages.production);
};
const dev = (change: (stage: TemplateJson) => void) => (context: TemplateJson) => change(context.stages.dev);

describe.concurrent('invalid configuration', () => {
  it.each([
    [
      'an unknown stage',
      ['stage=prod'],
      'The stage "prod" is not in cdk.json. Use one of: dev, staging, production, unassigned, silent, pipeline. A pull request has a stage such as pr-123.',
    ],
    [
      'a missing account',
      ['stage=unassigned'],
      'The stage unassigned has no account. Set stages.unassigned.account in cdk.json, or pass --context account=….',
    ],
    [
      'a missing receiver of the alarms',
      ['stage=silent'],
      'The context stages.silent in cdk.json or --context is not valid: alarmEmail is required: it is the address that receives the alarms (or pass --context alarmEmail=…).',
    ],
    [
      'a wrong value',
      ['stage=production', 'account=12'],
      'The context account in cdk.json or --context is not valid: must be an account ID with 12 digits.',
    ],
  ])('%s stops the synth with one sentence', async (_title, args, sentence) => {
    const { account: _account, ...unassigned } = contextStages.production;
    const { alarmEmail: _email, ...silent } = contextStages.production;
    const context = await readTestContext();
    const stages = { ...contextStages, unassigned, silent };
    const { code, stderr } = await synth({ context: { ...context, stages } }, ...args);
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
    ['an unknown kind of keys', stage => (stage.encryption = 'NONE'), 'encryption must be one of'],
    [
      'a stage that is kept without a part that watches it',
      stage => (stage.firewall = false),
      'firewall can be false only in a stage with "keep": false',
    ],
    [
      'a stage with an account that can be thrown away',
      stage => (stage.keep = false),
      'keep can be false only in a stage with "account": "any"',
    ],
    ['an invalid account', stage => (stage.account = '12'), 'account must be an account ID with 12 digits, or "any"'],
  ])('%s is reported by name', async (_, change, problem) => {
    await expect(stageWith(production(change))).rejects.toThrow(
      `The context stages.production in cdk.json or --context is not valid: ${problem}`,
    );
  });

  it('a pipeline without a source is rejected', async () => {
    const app = await createCdkApp(context => {
      context.pipeline = { region: 'eu-central-1', branch: 'main' };
    });
    expect(() => readPipelineSettings(app.node)).toThrow(
      'The context pipeline in cdk.json or --context is not valid: account is required; connectionArn is required; repository is required; alarmEmail is required.',
    );
  });

  it('a pipeline with a stage without an account is rejected', async () => {
    const app = await createCdkApp(context => {
      delete context.stages.production.account;
    });
    expect(() => readPipelineSettings(app.node)).toThrow('The stage production has no account');
  });

  it('a pipeline with a stage in any account is rejected', async () => {
    const app = await createCdkApp(context => {
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

describe('the settings of a stage', () => {
  it('need no account for a stage in any account', async () => {
    const { name, env } = await stageWith(() => {});
    expect({ name, env }).toEqual({ name: 'dev', env: { region: 'eu-central-1' } });
  });

  it('can be completed on the command line', async () => {
    const { env, config } = await stageWith(context => {
      context.stages.staging = { ...context.stages.staging, account: undefined, alarmEmail: undefined };
      Object.assign(context, { stage: 'staging', account: '111122223333', alarmEmail: 'night@example.com' });
    });
    expect(env).toEqual({ region: 'eu-central-1', account: '111122223333' });
    expect(config.alarmEmail).toBe('night@example.com');
  });

  it('of a pull request are those of dev', async () => {
    const [pullRequest, ofDev] = await Promise.all([
      stageWith(context => Object.assign(context, { stage: 'pr-123' })),
      stageWith(() => {}),
    ]);
    expect(pullRequest).toEqual({ ...ofDev, name: 'pr-123' });
  });

  it('need a receiver wherever there are alarms', async () => {
    const withAlarms = dev(stage => Object.assign(stage, { alarms: true }));
    await expect(stageWith(withAlarms)).rejects.toThrow('alarmEmail is required');
  });

  it('let dev have what costs money', async () => {
    const { config } = await stageWith(dev(stage => Object.assign(stage, { firewall: true, dashboard: true })));
    expect(config).toMatchObject({ firewall: true, alarms: false, dashboard: true });
  });
});

describe('cdk.json', () => {
  /** Settings that the repository leaves to the operator. A value that is there must be valid. */
  const leftToOperator = { alarmEmail: 'duty@example.com' };

  it('has only valid stages, and production keeps its data and everything that watches it', async () => {
    const { stages } = (await readCdkJson()).context;
    for (const stage of Object.values<TemplateJson>(stages)) StageConfig.parse({ ...leftToOperator, ...stage });
    expect(StageConfig.parse({ ...leftToOperator, ...stages.production })).toMatchObject({
      ...{ keep: true, firewall: true, alarms: true, dashboard: true },
    });
  });

  it('has a valid pipeline, or what the operator fills in is missing', async () => {
    const { pipeline } = (await readCdkJson()).context;
    PipelineConfig.parse({ ...filledPipeline, ...pipeline });
  });

  it('releases staging in the same way as production', async () => {
    const { staging, production: released } = (await readCdkJson()).context.stages;
    expect(staging.release).toBe(released.release);
  });
});
