import type { Environment } from 'aws-cdk-lib';
import type { Node } from 'constructs';
import type * as z from 'zod';
import { toErrorDetails } from '../lib/contract/validation-errors.ts';
import { UserError } from '../lib/user-error.ts';
import { toConfigName } from './resource-names.ts';
import { AccountId, PipelineConfig, StageConfig } from './stage-config.ts';

/** A stage that can be deployed: its account is configured, or is that of the current credentials. */
export interface StageSettings {
  name: string;
  config: StageConfig;
  env: Environment;
  /** The account of the pipeline. Absent if cdk.json does not name it. */
  pipelineAccount?: string;
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
  return resolveStage(context, name, {
    account: context.tryGetContext('account'),
    alarmEmail: context.tryGetContext('alarmEmail'),
  });
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

/** Settings of the command line, which replace those of cdk.json. */
interface CommandLineSettings {
  account?: unknown;
  alarmEmail?: unknown;
}

function resolveStage(context: Node, name: string, given: CommandLineSettings = {}): StageSettings {
  const stages: Record<string, object> = context.tryGetContext('stages') ?? {};
  const configName = toConfigName(name);
  if (!Object.hasOwn(stages, configName)) {
    const known = [...Object.keys(stages), 'pipeline'].join(', ');
    throw new UserError(
      `The stage ${JSON.stringify(name)} is not in cdk.json. Use one of: ${known}. A pull request has a stage such as pr-123.`,
    );
  }
  if (!/^[a-z][a-z0-9-]{0,19}$/.test(name)) {
    throw new UserError(
      `${JSON.stringify(name)} is not a valid stage name. Use a lowercase letter, then up to 19 of a-z, 0-9 and -.`,
    );
  }
  const value = { ...stages[configName], ...(given.alarmEmail !== undefined && { alarmEmail: given.alarmEmail }) };
  const config = parseContextValue(StageConfig, value, `stages.${configName}`);
  const account = given.account === undefined ? config.account : parseContextValue(AccountId, given.account, 'account');
  if (account === undefined) {
    throw new UserError(
      `The stage ${name} has no account. Set stages.${name}.account in cdk.json, or pass --context account=….`,
    );
  }
  const { account: pipelineAccount } = context.tryGetContext('pipeline') ?? {};
  return {
    name,
    config,
    env: { region: config.region, ...(account !== 'any' && { account }) },
    ...(pipelineAccount !== undefined && {
      pipelineAccount: parseContextValue(AccountId, pipelineAccount, 'pipeline.account'),
    }),
  };
}

function parseContextValue<T>(schema: z.ZodType<T>, value: unknown, contextPath: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const problems = toErrorDetails(result.error, value).map(({ property, message }) =>
    property === 'body' ? message : `${property} ${message}`,
  );
  throw new UserError(`The context ${contextPath} in cdk.json or --context is not valid: ${problems.join('; ')}.`);
}
