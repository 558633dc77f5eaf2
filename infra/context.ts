import type { Environment } from 'aws-cdk-lib';
import type { Node } from 'constructs';
import type * as z from 'zod';
import { detailsOf } from '../lib/schemas/problem.ts';
import { Unusable } from './local/unusable.ts';
import { AccountId, PipelineConfig, StageConfig } from './stage-config.ts';

/** A stage that may be deployed: its account is known, or chosen to be that of the credentials. */
export interface StageSettings {
  name: string;
  config: StageConfig;
  env: Environment;
}

export interface PipelineSettings {
  config: PipelineConfig;
  before: StageSettings;
  after: StageSettings;
}

/** The stages of the pipeline, in this order. */
const pipelineStages = { before: 'staging', after: 'production' } as const;

/**
 * The stage that `--context stage=…` names, or cdk.json.
 *
 * @throws Unusable with a sentence that says what to change
 */
export function stageFrom(context: Node): StageSettings {
  const name = context.tryGetContext('stage');
  if (typeof name !== 'string') throw new Unusable('Name a stage: --context stage=dev.');
  return stageNamed(context, name, context.tryGetContext('account'));
}

/** Both stages of the pipeline and the pipeline itself. Every account has to stand in cdk.json: the pipeline reads only that. */
export function pipelineFrom(context: Node): PipelineSettings {
  return {
    config: valid(PipelineConfig, context.tryGetContext('pipeline') ?? {}, 'pipeline'),
    before: pipelined(stageNamed(context, pipelineStages.before)),
    after: pipelined(stageNamed(context, pipelineStages.after)),
  };
}

function pipelined(stage: StageSettings): StageSettings {
  if (stage.env.account !== undefined) return stage;
  throw new Unusable(`The pipeline deploys the stage ${stage.name}: give it an account in cdk.json instead of "any".`);
}

function stageNamed(context: Node, name: string, givenAccount?: unknown): StageSettings {
  const stages: Record<string, unknown> = context.tryGetContext('stages') ?? {};
  if (!Object.hasOwn(stages, name)) {
    const known = [...Object.keys(stages), 'pipeline'].join(', ');
    throw new Unusable(`There is no stage ${JSON.stringify(name)} in cdk.json; the stages are: ${known}.`);
  }
  if (!/^[a-z][a-z0-9-]{0,19}$/.test(name)) {
    throw new Unusable(
      `${JSON.stringify(name)} cannot name a stage: a letter, then up to 19 of a-z 0-9 -, as in all its resources.`,
    );
  }
  const config = valid(StageConfig, stages[name], `stages.${name}`);
  const account = givenAccount === undefined ? config.account : valid(AccountId, givenAccount, 'account');
  if (account === undefined) {
    throw new Unusable(
      `The stage ${name} needs an account: set "account" below stages.${name} in cdk.json, or give --context account=….`,
    );
  }
  return { name, config, env: { region: config.region, ...(account !== 'any' && { account }) } };
}

function valid<T>(schema: z.ZodType<T>, value: unknown, where: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = detailsOf(parsed.error, value).map(({ property, message }) =>
    property === 'body' ? message : `${property} ${message}`,
  );
  throw new Unusable(`The context ${where} cannot be used: ${problems.join('; ')}.`);
}
