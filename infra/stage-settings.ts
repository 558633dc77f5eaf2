import type { Environment } from 'aws-cdk-lib';
import type { Node } from 'constructs';
import type * as z from 'zod';
import { toErrorDetails } from '../lib/contract/validation-errors.ts';
import { UserError } from '../lib/user-error.ts';
import { AccountId, PipelineConfig, StageConfig } from './stage-config.ts';

/** A stage that can be deployed: its account is configured, or is that of the current credentials. */
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

/**
 * Reads the settings of the stage that `--context stage=…` or cdk.json names.
 *
 * @throws UserError with a sentence that says what to change
 */
export function readStageSettings(context: Node): StageSettings {
  const name = context.tryGetContext('stage');
  if (typeof name !== 'string') throw new UserError('Name a stage, for example --context stage=dev.');
  return resolveStage(context, name, context.tryGetContext('account'));
}

/** Reads the settings of the pipeline and its two stages. All accounts must be in cdk.json, because the pipeline reads nothing else. */
export function readPipelineSettings(context: Node): PipelineSettings {
  return {
    config: parseContextValue(PipelineConfig, context.tryGetContext('pipeline') ?? {}, 'pipeline'),
    staging: requireAccount(resolveStage(context, 'staging')),
    production: requireAccount(resolveStage(context, 'production')),
  };
}

function requireAccount(stage: StageSettings): StageSettings {
  if (stage.env.account !== undefined) return stage;
  throw new UserError(
    `The pipeline deploys the stage ${stage.name}, so its account in cdk.json cannot be "any". Enter the account ID.`,
  );
}

function resolveStage(context: Node, name: string, givenAccount?: unknown): StageSettings {
  const stages: Record<string, unknown> = context.tryGetContext('stages') ?? {};
  if (!Object.hasOwn(stages, name)) {
    const known = [...Object.keys(stages), 'pipeline'].join(', ');
    throw new UserError(`The stage ${JSON.stringify(name)} is not in cdk.json. Use one of: ${known}.`);
  }
  if (!/^[a-z][a-z0-9-]{0,19}$/.test(name)) {
    throw new UserError(
      `${JSON.stringify(name)} is not a valid stage name. Use a lowercase letter, then up to 19 of a-z, 0-9 and -.`,
    );
  }
  const config = parseContextValue(StageConfig, stages[name], `stages.${name}`);
  const account = givenAccount === undefined ? config.account : parseContextValue(AccountId, givenAccount, 'account');
  if (account === undefined) {
    throw new UserError(
      `The stage ${name} has no account. Set stages.${name}.account in cdk.json, or pass --context account=….`,
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
  throw new UserError(`The context ${contextPath} in cdk.json or --context is not valid: ${problems.join('; ')}.`);
}
