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
import { localTables } from '../../../infra/local/tables.ts';
import { applyDue, type Report } from '../../../lib/apply/apply-due.ts';
import type { Environment } from '../../../lib/environment.ts';
import { createHandler, type Handler } from '../../../lib/middleware/handler.ts';
import { dynamoDatabase } from '../../../lib/store/dynamodb.ts';
import { apiEvent } from '../../support/api-event.ts';
import { memoryClient, type Received, type Sent } from '../../support/memory-database-client.ts';
import type { Attempt, Process, Reply } from './attempt.ts';

/** What a simulated world does for a process in it. */
export interface Surroundings {
  process: Process;
  newId(): string;
  random(): number;
  sleep(ms: number): Promise<void>;
  beforeSigning(): Promise<void>;
  send(sent: Sent): Promise<Received>;
}

/* One set of functions, as deployed, for all worlds: around each request it finds the world that the request is in. */

const around = new AsyncLocalStorage<Surroundings>();

function here(): Surroundings {
  const surroundings = around.getStore();
  if (!surroundings) throw new Error('A function ran outside of the simulation.');
  return surroundings;
}

const now = () => here().process.sandbox.now();

/** Real time, which must not matter: no simulated answer takes any. */
const neverMs = 7 * 24 * 3_600_000;

const environment: Environment = {
  database: dynamoDatabase(
    memoryClient(
      sent => here().send(sent),
      now,
      () => here().beforeSigning(),
    ),
    localTables,
    now,
    neverMs,
  ),
  now,
  newId: () => here().newId(),
  random: () => here().random(),
  sleep: ms => here().sleep(ms),
  observe: () => {},
};

const handlers: Record<string, Handler> = {
  createLicense: createHandler(createLicenseEndpoint, createLicense, environment),
  cancelLicense: createHandler(cancelLicenseEndpoint, cancelLicense, environment),
  cancelAddon: createHandler(cancelAddonEndpoint, cancelAddon, environment),
  getLicense: createHandler(getLicenseEndpoint, getLicense, environment),
  getSubscription: createHandler(getSubscriptionEndpoint, getSubscription, environment),
};

/** As deployed: see infra/time-outs.ts. */
const context = { getRemainingTimeInMillis: () => 15_000 } as Context;

/** Carries out a request inside a simulated world. It never returns when its sandbox dies. */
export function handle({ request, key, apiKey }: Attempt, surroundings: Surroundings): Promise<Reply> {
  const { endpoint, path, body } = request;
  const event = apiEvent(endpoint, {
    path,
    body: body === undefined ? undefined : Buffer.from(body),
    headers: {
      'X-API-Key': [apiKey.text],
      ...(key !== undefined && { 'X-Idempotency-Key': [key] }),
      ...(body !== undefined && { 'Content-Type': ['application/json'] }),
    },
  });
  return around.run(surroundings, async () => {
    const { statusCode, headers, body } = (await handlers[endpoint.operation]?.(event, context)) ?? {};
    return { status: statusCode ?? 0, headers: headers as Record<string, string>, body: body ?? '' };
  });
}

/** As long as a run of the job may go on. */
const runMs = 55_000;

/** Puts in force what is due, inside a simulated world. */
export const runJob = (lines: string[], surroundings: Surroundings): Promise<Report> =>
  around.run(surroundings, () =>
    applyDue({ lines, deadline: now() + runMs }, environment, { parked: () => {}, failed: () => {} }),
  );
