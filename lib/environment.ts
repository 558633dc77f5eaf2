import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import type { Ports } from './command/ports.ts';
import { defaultServiceName, metricNamespace } from './middleware/metric.ts';
import { type Observe, observer } from './middleware/observe.ts';
import { clientFrom } from './store/client.ts';
import { dynamoDatabase } from './store/dynamodb.ts';
import { tableNamesFrom } from './store/table.ts';

/** What a function runs on: the ports of the protocol, and where it reports to. */
export interface Environment extends Ports {
  observe: Observe;
}

let shared: Environment | undefined;

/** The environment of this process, made at its start. @throws an Error that names a variable that is missing or wrong */
export function environment(): Environment {
  shared ??= environmentWith(observer);
  return shared;
}

/** The ports of a process that is a function, and what it reports with. @throws as {@link environment} */
export function environmentWith<O>(
  observerOf: (logger: Logger, metrics: Metrics, now: () => number) => O,
): Ports & { observe: O } {
  const now = Date.now;
  const service = { serviceName: process.env.POWERTOOLS_SERVICE_NAME || defaultServiceName };
  return {
    database: dynamoDatabase(clientFrom(process.env), tableNamesFrom(process.env), now),
    now,
    newId: randomUUID,
    random: Math.random,
    sleep: async ms => {
      await sleep(ms);
    },
    observe: observerOf(new Logger(service), new Metrics({ ...service, namespace: metricNamespace }), now),
  };
}
