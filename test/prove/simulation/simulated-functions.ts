import { AsyncLocalStorage } from 'node:async_hooks';
import type { Context } from 'aws-lambda';
import { endpoint as cancelAddonEndpoint } from '../../../functions/cancel-addon/endpoint.ts';
import { cancelAddon } from '../../../functions/cancel-addon/operation.ts';
import { endpoint as cancelLicenseEndpoint } from '../../../functions/cancel-license/endpoint.ts';
import { cancelLicense } from '../../../functions/cancel-license/operation.ts';
import { endpoint as createLicenseEndpoint } from '../../../functions/create-license/endpoint.ts';
import { createLicense } from '../../../functions/create-license/operation.ts';
import { endpoint as getLicenseEndpoint } from '../../../functions/get-license/endpoint.ts';
import { getLicense } from '../../../functions/get-license/operation.ts';
import { endpoint as getSubscriptionEndpoint } from '../../../functions/get-subscription/endpoint.ts';
import { getSubscription } from '../../../functions/get-subscription/operation.ts';
import { createDynamoDBDatabase } from '../../../lib/dynamodb/dynamodb-database.ts';
import { createHandler, type EndpointHandler } from '../../../lib/http/create-handler.ts';
import type { FunctionEnvironment } from '../../../lib/http/environment.ts';
import { applyDueChanges, type JobRunReport } from '../../../lib/jobs/scheduled-changes/apply-due-changes.ts';
import { localTableNames } from '../../../tools/local/tables.ts';
import { createApiEvent } from '../../support/api-event.ts';
import {
  createMemoryClient,
  type DatabaseCall,
  type SerializedResponse,
} from '../../support/memory-database-client.ts';
import type { RequestAttempt, SimulatedProcess, SimulatedResponse } from './request-attempt.ts';

/** What a simulated world does for a process in it. */
export interface SimulationDependencies {
  process: SimulatedProcess;
  newId(): string;
  random(): number;
  sleep(ms: number): Promise<void>;
  beforeSigning(): Promise<void>;
  send(sent: DatabaseCall): Promise<SerializedResponse>;
}

/* One set of functions, as deployed, for all worlds: around each request it finds the world that the request is in. */

const dependenciesStorage = new AsyncLocalStorage<SimulationDependencies>();

function currentDependencies(): SimulationDependencies {
  const surroundings = dependenciesStorage.getStore();
  if (!surroundings) throw new Error('A function ran outside of the simulation.');
  return surroundings;
}

const now = () => currentDependencies().process.environment.now();

/** Real time, which must not matter: no simulated answer takes any. */
const disabledTimeoutMs = 7 * 24 * 3_600_000;

const environment: FunctionEnvironment = {
  database: createDynamoDBDatabase(
    createMemoryClient(
      sent => currentDependencies().send(sent),
      now,
      () => currentDependencies().beforeSigning(),
    ),
    localTableNames,
    now,
    disabledTimeoutMs,
  ),
  now,
  newId: () => currentDependencies().newId(),
  random: () => currentDependencies().random(),
  sleep: ms => currentDependencies().sleep(ms),
  log: () => {},
  retryQuota: {
    tryTake: () => currentDependencies().process.retryQuota.tryTake(),
    giveBack: () => currentDependencies().process.retryQuota.giveBack(),
  },
};

const handlers: Record<string, EndpointHandler> = {
  createLicense: createHandler(createLicenseEndpoint, createLicense, environment),
  cancelLicense: createHandler(cancelLicenseEndpoint, cancelLicense, environment),
  cancelAddon: createHandler(cancelAddonEndpoint, cancelAddon, environment),
  getLicense: createHandler(getLicenseEndpoint, getLicense, environment),
  getSubscription: createHandler(getSubscriptionEndpoint, getSubscription, environment),
};

/** As deployed: see infra/timeouts.ts. */
const context = { getRemainingTimeInMillis: () => 15_000 } as Context;

/** Carries out a request inside a simulated world. It never returns when its sandbox dies. */
export function handleAttempt(
  { request, key, apiKey }: RequestAttempt,
  surroundings: SimulationDependencies,
): Promise<SimulatedResponse> {
  const { endpoint, path, body } = request;
  const event = createApiEvent(endpoint, {
    path,
    body: body === undefined ? undefined : Buffer.from(body),
    headers: {
      'X-API-Key': [apiKey.text],
      ...(key !== undefined && { 'X-Idempotency-Key': [key] }),
      ...(body !== undefined && { 'Content-Type': ['application/json'] }),
    },
  });
  return dependenciesStorage.run(surroundings, async () => {
    const { statusCode, headers, body } = (await handlers[endpoint.operation]?.(event, context)) ?? {};
    return { status: statusCode ?? 0, headers: headers as Record<string, string>, body: body ?? '' };
  });
}

/** As long as a run of the job may go on. */
const jobTimeMs = 55_000;

/** Puts in force what is due, inside a simulated world. */
export const runSimulatedJob = (lines: string[], surroundings: SimulationDependencies): Promise<JobRunReport> =>
  dependenciesStorage.run(surroundings, () =>
    applyDueChanges({ shards: lines, deadline: now() + jobTimeMs }, environment, {
      quarantined: () => {},
      failed: () => {},
    }),
  );
