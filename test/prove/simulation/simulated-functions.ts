import { AsyncLocalStorage } from 'node:async_hooks';
import type { Context } from 'aws-lambda';
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
import { loadedEndpoints, loadedPortalEndpoints } from '../../support/operations.ts';
import type { RequestAttempt, SimulatedProcess, SimulatedResponse } from './request-attempt.ts';
import type { SimulatedRequest } from './simulated-requests.ts';

/** Dependencies that the simulation provides to a process. */
export interface SimulationDependencies {
  process: SimulatedProcess;
  newId(): string;
  random(): number;
  sleep(ms: number): Promise<void>;
  beforeSigning(): Promise<void>;
  send(call: DatabaseCall): Promise<SerializedResponse>;
}

/* All simulations share one set of functions, as deployed. Each request finds its simulation in the async context. */

const dependenciesStorage = new AsyncLocalStorage<SimulationDependencies>();

function currentDependencies(): SimulationDependencies {
  const dependencies = dependenciesStorage.getStore();
  if (!dependencies) throw new Error('A function ran outside of the simulation.');
  return dependencies;
}

const now = () => currentDependencies().process.environment.now();

/** Timeout in real time that is never reached, because simulated responses take no real time. */
const disabledTimeoutMs = 7 * 24 * 3_600_000;

const environment: FunctionEnvironment = {
  database: createDynamoDBDatabase(
    createMemoryClient(
      call => currentDependencies().send(call),
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
  startInvocation: () => {},
  log: () => {},
  // The last use is not part of the promise, and each simulated process would need a state of its own.
  lastUses: undefined,
  // The token of a simulated person is the ID of the user. Tokens are not part of the promise.
  tokens: {
    verifyAccessToken: async userId => ({ userId, subject: userId }),
    verifyIdToken: async () => undefined,
  },
  retryQuota: {
    tryTake: () => currentDependencies().process.retryQuota.tryTake(),
    giveBack: () => currentDependencies().process.retryQuota.giveBack(),
  },
};

/** The functions by operation. */
const handlers = new Map<string, EndpointHandler>(
  [...loadedEndpoints, ...loadedPortalEndpoints].map(({ name, endpoint, operation }) => [
    name,
    createHandler(endpoint, operation, environment),
  ]),
);

/** Remaining time as in the deployed functions: see infra/timeouts.ts. */
const context = { getRemainingTimeInMillis: () => 15_000 } as Context;

/** Executes a request inside a simulation. It never returns if its execution environment crashes. */
export const handleAttempt = (
  { request, idempotencyKey, apiKey }: RequestAttempt,
  dependencies: SimulationDependencies,
): Promise<SimulatedResponse> => callFunction(request, { 'X-API-Key': [apiKey.text] }, idempotencyKey, dependencies);

/** Calls a function inside a simulation. @param callerHeaders - name the caller */
export function callFunction(
  { endpoint, path, body }: Pick<SimulatedRequest, 'endpoint' | 'path' | 'body'>,
  callerHeaders: Record<string, string[]>,
  idempotencyKey: string | undefined,
  dependencies: SimulationDependencies,
): Promise<SimulatedResponse> {
  const event = createApiEvent(endpoint, {
    path,
    body: body === undefined ? undefined : Buffer.from(body),
    headers: {
      ...callerHeaders,
      ...(idempotencyKey !== undefined && { 'X-Idempotency-Key': [idempotencyKey] }),
      ...(body !== undefined && { 'Content-Type': ['application/json'] }),
    },
  });
  return dependenciesStorage.run(dependencies, async () => {
    const { statusCode, headers, body } = (await handlers.get(endpoint.operation)?.(event, context)) ?? {};
    return { status: statusCode ?? 0, headers: headers as Record<string, string>, body: body ?? '' };
  });
}

/** Time limit for one run of the job. */
const jobTimeMs = 55_000;

/** Applies due changes inside a simulation. */
export const runSimulatedJob = (shards: string[], dependencies: SimulationDependencies): Promise<JobRunReport> =>
  dependenciesStorage.run(dependencies, () =>
    applyDueChanges({ shards, deadline: now() + jobTimeMs }, environment, {
      quarantined: () => {},
      failed: () => {},
    }),
  );
