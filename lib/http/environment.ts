import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { clientFrom } from '../dynamodb/client.ts';
import type { Dependencies } from '../dynamodb/dependencies.ts';
import { createDynamoDBDatabase } from '../dynamodb/dynamodb-database.ts';
import { readTableNames } from '../dynamodb/tables.ts';
import { defaultServiceName, metricNamespace } from '../observability/metrics.ts';
import { createRequestLog, type LogRequest } from './request-log.ts';

/** What a function runs on: the dependencies of the protocol, and where it reports to. */
export interface FunctionEnvironment extends Dependencies {
  observe: LogRequest;
}

let sharedEnvironment: FunctionEnvironment | undefined;

/** The environment of this process, made at its start. @throws an Error that names a variable that is missing or wrong */
export function getEnvironment(): FunctionEnvironment {
  sharedEnvironment ??= createEnvironment(createRequestLog);
  return sharedEnvironment;
}

/** The dependencies of a process that is a function, and what it reports with. @throws as {@link getEnvironment} */
export function createEnvironment<O>(
  createObserver: (logger: Logger, metrics: Metrics, now: () => number) => O,
): Dependencies & { observe: O } {
  const now = Date.now;
  const service = { serviceName: process.env.POWERTOOLS_SERVICE_NAME || defaultServiceName };
  return {
    database: createDynamoDBDatabase(clientFrom(process.env), readTableNames(process.env), now),
    now,
    newId: randomUUID,
    random: Math.random,
    sleep: async ms => {
      await sleep(ms);
    },
    observe: createObserver(new Logger(service), new Metrics({ ...service, namespace: metricNamespace }), now),
  };
}
