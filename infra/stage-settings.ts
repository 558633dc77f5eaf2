import type { Environment } from 'aws-cdk-lib';
import type { Node } from 'constructs';
import type * as z from 'zod';
import { toErrorDetails } from '../lib/contract/validation-errors.ts';
import { UserError } from '../lib/user-error.ts';
import { AccountId, PipelineConfig, StageConfig } from './stage-config.ts';

/** A stage that may be deployed: its account is known, or chosen to be that of the credentials. */
export interface StageSettings {
  name: string;
  config: StageConfig;
  env: Environment;
}

export interface PipelineSettings {
  config: PipelineConfig;
  staging: StageSettings;
  production: StageSettings;
}

/** The stages of the pipeline, in this order. */
const pipelineStages = { before: 'staging', after: 'production' } as const;

/**
 * The stage that `--context stage=…` names, or cdk.json.
 *
 * @throws UserError with a sentence that says what to change
 */
export function readStageSettings(context: Node): StageSettings {
  const name = context.tryGetContext('stage');
  if (typeof name !== 'string') throw new UserError('Name a stage: --context stage=dev.');
  return resolveStage(context, name, context.tryGetContext('account'));
}

/** Both stages of the pipeline and the pipeline itself. Every account has to stand in cdk.json: the pipeline reads only that. */
export function readPipelineSettings(context: Node): PipelineSettings {
  return {
    config: parseContextValue(PipelineConfig, context.tryGetContext('pipeline') ?? {}, 'pipeline'),
    staging: requireAccount(resolveStage(context, pipelineStages.before)),
    production: requireAccount(resolveStage(context, pipelineStages.after)),
  };
}

function requireAccount(stage: StageSettings): StageSettings {
  if (stage.env.account !== undefined) return stage;
  throw new UserError(`The pipeline deploys the stage ${stage.name}: give it an account in cdk.json instead of "any".`);
}

function resolveStage(context: Node, name: string, givenAccount?: unknown): StageSettings {
  const stages: Record<string, unknown> = context.tryGetContext('stages') ?? {};
  if (!Object.hasOwn(stages, name)) {
    const known = [...Object.keys(stages), 'pipeline'].join(', ');
    throw new UserError(`There is no stage ${JSON.stringify(name)} in cdk.json; the stages are: ${known}.`);
  }
  if (!/^[a-z][a-z0-9-]{0,19}$/.test(name)) {
    throw new UserError(
      `${JSON.stringify(name)} cannot name a stage: a letter, then up to 19 of a-z 0-9 -, as in all its resources.`,
    );
  }
  const config = parseContextValue(StageConfig, stages[name], `stages.${name}`);
  const account = givenAccount === undefined ? config.account : parseContextValue(AccountId, givenAccount, 'account');
  if (account === undefined) {
    throw new UserError(
      `The stage ${name} needs an account: set "account" below stages.${name} in cdk.json, or give --context account=….`,
    );
  }
  return { name, config, env: { region: config.region, ...(account !== 'any' && { account }) } };
}

function parseContextValue<T>(schema: z.ZodType<T>, value: unknown, contextPath: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const problems = toErrorDetails(result.error, value).map(({ property, message }) =>
    property === 'body' ? message : `${property} ${message}`,
  );
  throw new UserError(`The context ${contextPath} cannot be used: ${problems.join('; ')}.`);
}
