import { createDependencies } from '../dynamodb/create-dependencies.ts';
import type { Dependencies } from '../dynamodb/dependencies.ts';
import { createTelemetry } from '../observability/telemetry.ts';
import { createRequestLog, type LogRequest } from './request-log.ts';

/** The dependencies of an endpoint's function, and its request log. */
export interface FunctionEnvironment extends Dependencies {
  log: LogRequest;
}

let sharedEnvironment: FunctionEnvironment | undefined;

/** The environment of this process, created at its cold start. @throws an Error that names a variable that is missing or wrong */
export function getEnvironment(): FunctionEnvironment {
  sharedEnvironment ??= createEnvironment();
  return sharedEnvironment;
}

function createEnvironment(): FunctionEnvironment {
  const dependencies = createDependencies();
  const { logger, metrics } = createTelemetry();
  return { ...dependencies, log: createRequestLog(logger, metrics, dependencies.now) };
}
