import { randomUUID } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import type { ServiceInputTypes, ServiceOutputTypes } from '@aws-sdk/lib-dynamodb';
import type { FinalizeRequestMiddleware } from '@smithy/types';
import type { APIGatewayProxyEvent, Context } from 'aws-lambda';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { endpoint as healthEndpoint } from '../../functions/get-health/endpoint.ts';
import { createHealthCheck } from '../../functions/get-health/health-check.ts';
import { endpoint as signInEndpoint } from '../../functions/sign-in/endpoint.ts';
import type { LastUses } from '../../lib/auth/last-use.ts';
import type { Effects } from '../../lib/contract/effects.ts';
import type { Tenant } from '../../lib/domain/tenant.ts';
import { createClient, type SingleAttemptClient } from '../../lib/dynamodb/client.ts';
import { createDynamoDBDatabase } from '../../lib/dynamodb/dynamodb-database.ts';
import { createRetryQuota, type RetryQuota } from '../../lib/dynamodb/retry-quota.ts';
import { createHandler, type EndpointHandler } from '../../lib/http/create-handler.ts';
import { createPublicHandler } from '../../lib/http/create-public-handler.ts';
import { createSignInHandler } from '../../lib/http/create-sign-in-handler.ts';
import type { FunctionEnvironment } from '../../lib/http/environment.ts';
import type { LogRequest } from '../../lib/http/request-log.ts';
import type { ApiResponse } from '../../lib/idempotency/response.ts';
import type { Telemetry } from '../../lib/observability/telemetry.ts';
import { createApiEvent } from './api-event.ts';
import { expectContractResponse } from './expect-contract.ts';
import { FaultyNetwork, type WireCall } from './faulty-network.ts';
import { type AnyOperationName, endpointsByName, loadedEndpoints, loadedPortalEndpoints } from './operations.ts';
import { createTenantId, TestData } from './test-data.ts';
import type { TestEngine } from './test-engine.ts';
import { testTokenVerifier } from './test-sessions.ts';

export interface SendOptions {
  path?: Record<string, string>;
  query?: Record<string, string[]>;
  /** Body of the request. An object is sent as JSON, a text or bytes unchanged. */
  body?: object | string | Buffer;
  apiKey?: string;
  /** Access token of a portal session in the current tenant. It replaces the API key. */
  session?: string;
  idempotencyKey?: string;
  /** Not an option. The compiler thereby rejects an object with the ambiguous name, which would send no idempotency key. */
  key?: never;
  headers?: Record<string, string[]>;
  /** Path prefix before the route. */
  basePath?: string;
  remainingMs?: number;
}

export interface TestResponse {
  status: number;
  headers: Record<string, string>;
  body: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests read responses of every shape
  json: any;
}

/** Report about one request, as the log receives it. */
export interface RequestReport extends ApiResponse {
  operation: string;
  callerId: string | undefined;
  rounds: number;
  calls: number;
}

/**
 * The functions as deployed, over the real client and a real engine, in a new tenant per test. The clock can be set, a sleep
 * returns at once and advances the clock, and the network can fail.
 */
export class TestWorld extends TestData {
  readonly network = new FaultyNetwork();
  readonly reports: RequestReport[] = [];
  /** Called for every request, like the log and the metrics. */
  observe: LogRequest = () => {};
  /** Called at the start of every invocation, like the telemetry of a function. */
  startInvocation: Telemetry['startInvocation'] = () => {};
  /** Called when a request waits. */
  sleep: (ms: number) => Promise<void> = this.advanceClock;
  /** Called when the client needs its credentials. */
  loadCredentials: () => Promise<void> = async () => {};
  /** Called while a call is signed. */
  onSigning: () => void = () => {};
  /** Retry quota of the execution environment, renewed for every test. */
  retryQuota: RetryQuota = createRetryQuota();
  /** The last uses that the process has recorded. Absent: it records none. */
  lastUses: LastUses | undefined;
  /** The effects of operations outside of the database. */
  effects: Effects | undefined;
  private client: SingleAttemptClient | undefined;
  /** Handlers of the functions, once the world is open. */
  handlers: Partial<Record<AnyOperationName, EndpointHandler>> = {};

  /** Advances the clock without waiting. */
  private async advanceClock(ms: number): Promise<void> {
    this.clock += ms;
  }

  open(): void {
    this.client = createClient({
      endpoint: this.engine.url,
      region: 'local',
      credentials: async () => {
        await this.loadCredentials();
        // Expired, so that the SDK loads them again for the next call.
        return { accessKeyId: 'local', secretAccessKey: 'local', expiration: new Date(0) };
      },
      requestHandler: this.network,
    });
    const afterSigning: FinalizeRequestMiddleware<ServiceInputTypes, ServiceOutputTypes> = next => async request => {
      this.onSigning();
      return next(request);
    };
    this.client.middlewareStack.addRelativeTo(afterSigning, {
      relation: 'after',
      toMiddleware: 'httpSigningMiddleware',
    });
    const database = createDynamoDBDatabase(this.client, this.engine.tables, () => this.clock, callTimeoutMs);
    const getLastUses = () => this.lastUses;
    const getEffects = () => this.effects;
    const environment: FunctionEnvironment = {
      database,
      get lastUses() {
        return getLastUses();
      },
      get effects() {
        return getEffects();
      },
      tokens: testTokenVerifier,
      now: () => this.clock,
      newId: randomUUID,
      random: () => 1,
      sleep: ms => this.sleep(ms),
      retryQuota: {
        tryTake: () => this.retryQuota.tryTake(),
        giveBack: () => this.retryQuota.giveBack(),
      },
      startInvocation: context => this.startInvocation(context),
      log: (endpoint, context, response, rounds) => {
        const { caller, budget } = context;
        const { operation } = endpoint;
        this.reports.push({ operation, callerId: caller?.actor.id, ...response, rounds, calls: budget.calls });
        this.observe(endpoint, context, response, rounds);
      },
    };
    for (const { name, endpoint, operation } of [...loadedEndpoints, ...loadedPortalEndpoints]) {
      this.handlers[name] = createHandler(endpoint, operation, environment);
    }
    this.handlers.getHealth = createPublicHandler(healthEndpoint, createHealthCheck(environment), environment);
    this.handlers.signIn = createSignInHandler(signInEndpoint, environment);
  }

  close(): void {
    this.client?.destroy();
  }

  /** Creates a new tenant with an API key of all scopes, which sees no data of earlier tests. */
  async reset(): Promise<void> {
    this.clock = Date.parse('2024-01-15T09:30:00.000Z');
    this.sleep = this.advanceClock;
    this.loadCredentials = async () => {};
    this.onSigning = () => {};
    this.retryQuota = createRetryQuota();
    this.lastUses = undefined;
    this.effects = undefined;
    const tenantId = createTenantId();
    this.tenantId = tenantId;
    [this.apiKey] = await Promise.all([this.haveApiKey(), this.haveTenant({ tenantId })]);
    this.network.reset();
    this.reports.length = 0;
  }

  async call(operation: AnyOperationName, send: SendOptions = {}): Promise<TestResponse> {
    return this.handleEvent(operation, this.createEvent(operation, send), send.remainingMs);
  }

  /** Passes an event to an operation. The response must follow the contract. */
  async handleEvent(
    operation: AnyOperationName,
    createEvent: APIGatewayProxyEvent,
    remainingMs = 15_000,
  ): Promise<TestResponse> {
    const handler = this.handlers[operation];
    if (!handler) throw new Error('The world is not open.');
    const context = { awsRequestId: 'invocation', getRemainingTimeInMillis: () => remainingMs } as Context;
    const { statusCode, headers, isBase64Encoded, body: sentBody } = await handler(createEvent, context);
    const body = isBase64Encoded ? gunzipSync(Buffer.from(sentBody, 'base64')).toString() : sentBody;
    const reply = { status: statusCode, headers: headers as Record<string, string>, body, json: JSON.parse(body) };
    const { cause } = this.lastReport;
    if (cause instanceof TypeError || isUnfinishedOperation(cause)) throw cause;
    expectContractResponse(endpointsByName[operation], reply);
    return reply;
  }

  /** Transactions that were sent, except those of the audit log. */
  get dataCommits(): WireCall[] {
    return this.network.commits.filter(call => !this.isAuditCommit(call));
  }

  /** Transactions of the audit log that were sent. */
  get auditCommits(): WireCall[] {
    return this.network.commits.filter(call => this.isAuditCommit(call));
  }

  private isAuditCommit({ input }: WireCall): boolean {
    return input.TransactItems[0]?.Put?.TableName === this.engine.tables.audit;
  }

  get lastReport(): RequestReport {
    const report = this.reports.at(-1);
    if (!report) throw new Error('Nothing was reported.');
    return report;
  }

  createEvent(operation: AnyOperationName, send: SendOptions): APIGatewayProxyEvent {
    const { body, session, idempotencyKey: key, headers, ...rest } = send;
    const { apiKey = session === undefined ? this.apiKey : undefined } = send;
    const content =
      body === undefined || body instanceof Buffer || typeof body === 'string' ? body : JSON.stringify(body);
    return createApiEvent(endpointsByName[operation], {
      ...rest,
      body: content === undefined ? undefined : Buffer.from(content as string),
      headers: {
        ...(apiKey && { 'X-API-Key': [apiKey] }),
        ...(session && { Authorization: [`Bearer ${session}`], 'X-Tenant-Id': [this.tenantId] }),
        ...(key !== undefined && { 'X-Idempotency-Key': [key] }),
        ...(content !== undefined && { 'Content-Type': ['application/json'] }),
        ...headers,
      },
    });
  }

  /** Continues in another new tenant, with an API key of all scopes. @returns a function that returns to the first tenant */
  async enterTenant(facts: Partial<Tenant> = {}): Promise<() => void> {
    const { tenantId, apiKey } = this;
    this.tenantId = await this.haveTenant(facts);
    this.apiKey = await this.haveApiKey({ mode: facts.mode ?? 'test' });
    this.network.reset();
    return () => Object.assign(this, { tenantId, apiKey });
  }
}

/** Returns whether an operation of `npm run new` has no implementation yet. The error says so. */
const isUnfinishedOperation = (cause: unknown): boolean =>
  cause instanceof Error && cause.message.startsWith('functions/');

/**
 * A week of real time: a busy machine must not look like a hanging DynamoDB, and a process that crashed in a call must not
 * continue.
 */
export const callTimeoutMs = 7 * 24 * 3_600_000;

/** Creates a world for one test file. Every test starts in a new tenant. */
export function useWorld(engine: TestEngine): TestWorld {
  const world = new TestWorld(engine);
  beforeAll(() => world.open());
  beforeEach(() => world.reset());
  afterAll(() => world.close());
  return world;
}
