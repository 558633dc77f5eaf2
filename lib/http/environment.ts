import { createLastUses, type LastUses } from '../auth/last-use.ts';
import { readPortalSettings } from '../auth/portal-settings.ts';
import { createTokenVerifier, type TokenVerifier } from '../auth/token-verifier.ts';
import type { Effects } from '../contract/effects.ts';
import { createDependencies } from '../dynamodb/create-dependencies.ts';
import type { Dependencies } from '../dynamodb/dependencies.ts';
import { createRetryQuota, lambdaRetryTokens, type RetryQuota } from '../dynamodb/retry-quota.ts';
import { createTelemetry, type Telemetry } from '../observability/telemetry.ts';
import { createRequestLog, type LogRequest } from './request-log.ts';

/** The dependencies of an endpoint's function, and its request log. */
export interface FunctionEnvironment extends Dependencies, Pick<Telemetry, 'startInvocation'> {
  log: LogRequest;
  /** Shared by all requests of the process. */
  retryQuota: RetryQuota;
  /** Absent where the last use of API keys is not recorded. */
  lastUses: LastUses | undefined;
  /** Set by the functions that do something outside of the database. */
  effects?: Effects | undefined;
  /** Verifies portal sessions. Absent if no OpenID provider is set. */
  tokens: TokenVerifier | undefined;
}

let sharedEnvironment: FunctionEnvironment | undefined;

/** The environment of this process, created at its cold start. @throws an Error that names a variable that is missing or wrong */
export function getEnvironment(): FunctionEnvironment {
  sharedEnvironment ??= createEnvironment();
  return sharedEnvironment;
}

function createEnvironment(): FunctionEnvironment {
  const dependencies = createDependencies();
  const { logger, metrics, startInvocation } = createTelemetry();
  let tokens: TokenVerifier | undefined;
  return {
    ...dependencies,
    startInvocation,
    log: createRequestLog(logger, metrics, dependencies.now, process.env.AWS_LAMBDA_FUNCTION_VERSION),
    retryQuota: createRetryQuota(readRetryTokens(process.env)),
    lastUses: createLastUses(),
    // Read when the first session arrives: the local server knows its own address only when it listens.
    get tokens() {
      tokens ??= createVerifier();
      return tokens;
    },
  };
}

function createVerifier(): TokenVerifier | undefined {
  const settings = readPortalSettings(process.env);
  return settings && createTokenVerifier(settings);
}

/** A process that serves many requests at once, as the local server does, needs more tokens than a Lambda function. */
export const retryTokensVariable = 'CONNECT_RETRY_TOKENS';

function readRetryTokens({ [retryTokensVariable]: text }: Record<string, string | undefined>): number {
  if (text === undefined) return lambdaRetryTokens;
  if (/^\d{1,6}$/.test(text)) return Number(text);
  throw new Error(`The environment variable ${retryTokensVariable} must be a number of tokens.`);
}
