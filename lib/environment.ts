import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import type { Ports } from './command/ports.ts';
import { defaultServiceName, metricNamespace } from './middleware/metric.ts';
import { type Observe, observer } from './middleware/observe.ts';
import { createClient, dynamoDatabase } from './store/dynamodb.ts';
import { tableNamesFrom } from './store/table.ts';

/** What a function runs on: the ports of the protocol, and where it reports to. */
export interface Environment extends Ports {
  observe: Observe;
}

let shared: Environment | undefined;

/** The environment of this process, made at its start. @throws an Error that names a variable that is missing or wrong */
export function environment(): Environment {
  if (shared) return shared;
  const now = Date.now;
  const service = { serviceName: process.env.POWERTOOLS_SERVICE_NAME || defaultServiceName };
  shared = {
    database: dynamoDatabase(createClient(), tableNamesFrom(process.env), now),
    now,
    newId: randomUUID,
    random: Math.random,
    sleep: async ms => {
      await sleep(ms);
    },
    observe: observer(new Logger(service), new Metrics({ ...service, namespace: metricNamespace }), now),
  };
  return shared;
}
