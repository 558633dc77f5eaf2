import { randomUUID } from 'node:crypto';
import {
  DeleteItemCommand,
  type DynamoDBClient,
  paginateScan,
  type ServiceInputTypes,
  type ServiceOutputTypes,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { FinalizeRequestMiddleware } from '@smithy/types';
import type { APIGatewayProxyEvent, Context } from 'aws-lambda';
import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import { endpoint as cancelAddonEndpoint } from '../../functions/cancel-addon/endpoint.ts';
import { cancelAddon } from '../../functions/cancel-addon/operation.ts';
import { endpoint as cancelLicenseEndpoint } from '../../functions/cancel-license/endpoint.ts';
import { cancelLicense } from '../../functions/cancel-license/operation.ts';
import { endpoint as createLicenseEndpoint } from '../../functions/create-license/endpoint.ts';
import { createLicense } from '../../functions/create-license/operation.ts';
import { endpoint as getLicenseEndpoint } from '../../functions/get-license/endpoint.ts';
import { getLicense } from '../../functions/get-license/operation.ts';
import { endpoint as getSubscriptionEndpoint } from '../../functions/get-subscription/endpoint.ts';
import { getSubscription } from '../../functions/get-subscription/operation.ts';
import { endpoint as listAddonsEndpoint } from '../../functions/list-addons/endpoint.ts';
import { listAddons } from '../../functions/list-addons/operation.ts';
import { apiKeyRef, makeApiKey, readApiKey } from '../../lib/auth/api-key.ts';
import type { Answer } from '../../lib/command/answer.ts';
import type { AddonFacts } from '../../lib/domain/addon.ts';
import type { ProductOffering, Tenant } from '../../lib/domain/entity.ts';
import type { LicenseFacts } from '../../lib/domain/license.ts';
import type { SubscriptionFacts } from '../../lib/domain/subscription.ts';
import type { Environment } from '../../lib/environment.ts';
import { createHandler, type Handler } from '../../lib/middleware/handler.ts';
import type { Observe } from '../../lib/middleware/observe.ts';
import type { Endpoint, TableName } from '../../lib/schemas/endpoint.ts';
import { Scope } from '../../lib/schemas/scope.ts';
import { create } from '../../lib/store/change.ts';
import { createClient, dynamoDatabase, transactItem } from '../../lib/store/dynamodb.ts';
import {
  addonRef,
  customerRef,
  licenseRef,
  productOfferingRef,
  subscriberRef,
  subscriptionRef,
  tenantRef,
  userRef,
} from '../../lib/store/entity.ts';
import type { Item, Location } from '../../lib/store/item.ts';
import { tableDefinitions } from '../../lib/store/table.ts';
import type { Condition } from '../../lib/store/write.ts';
import { expectContract } from './contract.ts';
import type { TestEngine } from './engine.ts';
import { aLicense, anAddon, anOffering, aSubscription } from './facts.ts';
import { Network } from './network.ts';

export const endpointsByName = {
  createLicense: createLicenseEndpoint,
  cancelLicense: cancelLicenseEndpoint,
  cancelAddon: cancelAddonEndpoint,
  getLicense: getLicenseEndpoint,
  getSubscription: getSubscriptionEndpoint,
  listAddons: listAddonsEndpoint,
} satisfies Record<string, Endpoint>;
export type OperationName = keyof typeof endpointsByName;

export interface Send {
  path?: Record<string, string>;
  query?: Record<string, string[]>;
  /** An object is sent as JSON, a text or bytes as they are. */
  body?: object | string | Buffer;
  apiKey?: string;
  /** The idempotency key. */
  key?: string;
  headers?: Record<string, string[]>;
  /** What stands in front of the route. */
  basePath?: string;
  remainingMs?: number;
}

export interface Reply {
  status: number;
  headers: Record<string, string>;
  body: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  json: any;
}

/** What was reported of a request. */
export interface Report extends Answer {
  operation: string;
  keyId: string | undefined;
  rounds: number;
  calls: number;
}

/**
 * The functions as deployed, over the real SDK and a real engine, in a tenant of its own per test: with a clock that can be
 * set, sleeps that pass at once (and move the clock), and a network that can fail.
 */
export class World {
  readonly network = new Network();
  readonly reports: Report[] = [];
  /** The wall clock, epoch milliseconds. */
  clock = Date.parse('2024-01-15T09:30:00.000Z');
  tenantId = '';
  apiKey = '';
  /** Is told of every request, as the log and the metrics are. */
  observe: Observe = () => {};
  /** How time passes while a request waits. */
  sleep: (ms: number) => Promise<void> = this.passTime;
  /** Where the SDK asks for its credentials. */
  credentials: () => Promise<void> = async () => {};
  /** Happens when a call is signed, before it is let through. */
  whenSigned: () => void = () => {};
  private readonly engine: TestEngine;
  private client: DynamoDBClient | undefined;
  private readonly toPut: { at: Location; item: Item }[] = [];
  private putting: Promise<void> | undefined;
  private handlers: Partial<Record<OperationName, Handler>> = {};

  constructor(engine: TestEngine) {
    this.engine = engine;
  }

  get now(): string {
    return new Date(this.clock).toISOString();
  }

  /** Waiting takes no time, but moves the clock. */
  private async passTime(ms: number): Promise<void> {
    this.clock += ms;
  }

  open(): void {
    this.client = createClient({
      endpoint: this.engine.url,
      region: 'local',
      credentials: async () => {
        await this.credentials();
        // Expired, so that they are asked for again for every call.
        return { accessKeyId: 'local', secretAccessKey: 'local', expiration: new Date(0) };
      },
      requestHandler: this.network,
    });
    const signed: FinalizeRequestMiddleware<ServiceInputTypes, ServiceOutputTypes> = next => args => {
      this.whenSigned();
      return next(args);
    };
    const place = { name: 'whenSigned', relation: 'before', toMiddleware: 'budget' } as const;
    this.client.middlewareStack.addRelativeTo(signed, place);
    const database = dynamoDatabase(this.client, this.engine.tables, () => this.clock, callTimeoutMs);
    const environment: Environment = {
      database,
      now: () => this.clock,
      newId: randomUUID,
      random: () => 1,
      sleep: ms => this.sleep(ms),
      observe: (endpoint, received, answer, rounds) => {
        const { apiKey, budget } = received;
        const { operation } = endpoint;
        this.reports.push({ operation, keyId: apiKey?.keyId, ...answer, rounds, calls: budget.calls });
        this.observe(endpoint, received, answer, rounds);
      },
    };
    this.handlers = {
      createLicense: createHandler(createLicenseEndpoint, createLicense, environment),
      cancelLicense: createHandler(cancelLicenseEndpoint, cancelLicense, environment),
      cancelAddon: createHandler(cancelAddonEndpoint, cancelAddon, environment),
      getLicense: createHandler(getLicenseEndpoint, getLicense, environment),
      getSubscription: createHandler(getSubscriptionEndpoint, getSubscription, environment),
      listAddons: createHandler(listAddonsEndpoint, listAddons, environment),
    };
  }

  close(): void {
    this.client?.destroy();
  }

  /** A new tenant with a key of every scope: nothing of an earlier test is in sight. */
  async settle(): Promise<void> {
    this.clock = Date.parse('2024-01-15T09:30:00.000Z');
    this.sleep = this.passTime;
    this.credentials = async () => {};
    this.whenSigned = () => {};
    const tenantId = newTenantId();
    this.tenantId = tenantId;
    [this.apiKey] = await Promise.all([this.haveApiKey(), this.haveTenant({ tenantId })]);
    this.network.reset();
    this.reports.length = 0;
  }

  async call(operation: OperationName, send: Send = {}): Promise<Reply> {
    return this.receive(operation, this.event(operation, send), send.remainingMs);
  }

  /** Lets an operation handle an event as it is. Every answer must be one of the contract. */
  async receive(operation: OperationName, event: APIGatewayProxyEvent, remainingMs = 15_000): Promise<Reply> {
    const handler = this.handlers[operation];
    if (!handler) throw new Error('The world is not open.');
    const context = { getRemainingTimeInMillis: () => remainingMs } as Context;
    const { statusCode, headers, body } = await handler(event, context);
    const reply = { status: statusCode, headers: headers as Record<string, string>, body, json: JSON.parse(body) };
    expectContract(endpointsByName[operation], reply);
    expect(this.lastReport.cause).not.toBeInstanceOf(TypeError);
    return reply;
  }

  get lastReport(): Report {
    const report = this.reports.at(-1);
    if (!report) throw new Error('Nothing was reported.');
    return report;
  }

  event(operation: OperationName, send: Send): APIGatewayProxyEvent {
    const endpoint: Endpoint = endpointsByName[operation];
    const { path = {}, query, body, apiKey = this.apiKey, key, headers, basePath = '' } = send;
    const bytes =
      body === undefined ? undefined : body instanceof Buffer || typeof body === 'string' ? body : JSON.stringify(body);
    const route = endpoint.path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(path[name] ?? ''));
    return {
      httpMethod: endpoint.method,
      resource: endpoint.path,
      path: route,
      headers: {},
      multiValueHeaders: {
        ...(apiKey && { 'X-API-Key': [apiKey] }),
        ...(key !== undefined && { 'X-Idempotency-Key': [key] }),
        ...(bytes !== undefined && { 'Content-Type': ['application/json'] }),
        ...headers,
      },
      pathParameters: path,
      queryStringParameters: null,
      multiValueQueryStringParameters: query ?? null,
      stageVariables: null,
      body: bytes === undefined ? null : Buffer.from(bytes as string).toString('base64'),
      isBase64Encoded: bytes !== undefined,
      requestContext: { path: basePath + route, requestId: 'of-the-gateway' } as APIGatewayProxyEvent['requestContext'],
    };
  }

  /** Stores items as they are. What is put at once goes in one call. */
  put(...items: { at: Location; item: Item }[]): Promise<void> {
    this.toPut.push(...items);
    this.putting ??= Promise.resolve().then(() => this.putAll());
    return this.putting;
  }

  private async putAll(): Promise<void> {
    const { client, tables } = this.engine;
    const TransactItems = this.toPut.splice(0).map(({ at, item }) => {
      const put = create(at, item);
      const stamped = { ...put, item: { ...put.item, version: item.version ?? 1, requestId: 'import' } };
      const { TableName, Item } = transactItem(stamped, tables[at.table]).Put ?? { TableName: '', Item: {} };
      return { Put: { TableName, Item } };
    });
    this.putting = undefined;
    await client.send(new TransactWriteItemsCommand({ TransactItems }));
  }

  async remove({ table, key }: Location): Promise<void> {
    const { client, tables } = this.engine;
    await client.send(new DeleteItemCommand({ TableName: tables[table], Key: marshall(key) }));
  }

  /** Sets attributes of an item, as nothing of ours would. */
  async amend({ table, key }: Location, set: Item): Promise<void> {
    const { client, tables } = this.engine;
    const anyhow: Condition = { expression: '', names: {}, values: {} };
    const { Update } = transactItem({ kind: 'update', table, key, set, condition: anyhow }, tables[table]);
    const { Key, UpdateExpression, ExpressionAttributeNames, ExpressionAttributeValues } = Update ?? {};
    const update = {
      TableName: tables[table],
      Key,
      UpdateExpression,
      ExpressionAttributeNames,
      ExpressionAttributeValues,
    };
    await client.send(new UpdateItemCommand(update));
  }

  /** Takes back the API key of this test's tenant. */
  async revoke(): Promise<void> {
    const { tenantId, keyId } = readApiKey(this.apiKey) ?? {};
    if (tenantId && keyId) await this.amend(apiKeyRef(tenantId, keyId), { revokedAt: this.now });
  }

  /** Goes on in another new tenant, with a key of every scope. @returns what leads back */
  async enter(facts: Partial<Tenant> = {}): Promise<() => void> {
    const { tenantId, apiKey } = this;
    this.tenantId = await this.haveTenant(facts);
    this.apiKey = await this.haveApiKey({ mode: facts.mode ?? 'test' });
    this.network.reset();
    return () => Object.assign(this, { tenantId, apiKey });
  }

  async haveTenant(facts: Partial<Tenant> = {}): Promise<string> {
    const tenantId = facts.tenantId ?? newTenantId();
    const tenant: Tenant = { tenantId, mode: 'test', timeZone: 'UTC', billingManaged: false, ...facts };
    await this.put({ at: tenantRef(tenantId), item: { ...tenant } });
    return tenantId;
  }

  /** @returns the text of the key */
  async haveApiKey(
    facts: { tenantId?: string; mode?: Tenant['mode']; scopes?: Scope[]; expiresAt?: string; revokedAt?: string } = {},
  ) {
    const { tenantId = this.tenantId, mode = 'test', scopes = [...Scope.options], revokedAt, ...terms } = facts;
    const { text, apiKey } = makeApiKey({ tenantId, mode }, { scopes, createdAt: this.now, ...terms });
    const key = { tenantId, keyId: apiKey.keyId };
    await this.put({ at: { table: 'apiKeys', key }, item: { ...apiKey, revokedAt } });
    return text;
  }

  async haveCustomer(customerId = 'customer', name = 'Ada Ltd'): Promise<void> {
    await this.put({ at: customerRef(this.tenantId, customerId), item: { customerId, name } });
  }

  async haveUser(userId = 'user', customerId = 'customer'): Promise<void> {
    await this.put({ at: userRef(this.tenantId, userId), item: { userId, customerId, name: 'Grace' } });
  }

  async haveSubscriber(subscriberId = 'subscriber', customerId = 'customer'): Promise<void> {
    await this.put({
      at: subscriberRef(this.tenantId, subscriberId),
      item: { subscriberId, customerId, name: 'Alan' },
    });
  }

  async haveOffering(facts: Partial<ProductOffering> = {}): Promise<void> {
    const offering = anOffering(facts);
    await this.put({ at: productOfferingRef(this.tenantId, offering.productOfferingId), item: { ...offering } });
  }

  async haveLicense(facts: Partial<LicenseFacts> = {}): Promise<LicenseFacts> {
    const license = aLicense(facts);
    await this.put({ at: licenseRef(this.tenantId, license.licenseId), item: { ...license } });
    return license;
  }

  /** A subscription with live add-ons of these offerings, or as told. */
  async haveSubscription(
    addons: Partial<AddonFacts & { offeringId: string }>[] = [{}],
    facts: Partial<SubscriptionFacts> = {},
  ) {
    const subscription = aSubscription(facts);
    const { subscriptionId } = subscription;
    const addonItems = addons.map(addon => {
      const item = anAddon({ subscriptionId, ...addon });
      const at = addonRef(this.tenantId, subscriptionId, item.productOffering.productOfferingId);
      return { at, item: { ...item } };
    });
    const item = { ...subscription, addonVersions: addons.length };
    await this.put({ at: subscriptionRef(this.tenantId, subscriptionId), item }, ...addonItems);
  }

  /** Everything of this test's tenant in a table. */
  async items(table: TableName = 'connect'): Promise<Item[]> {
    const { client, tables } = this.engine;
    const mine = {
      FilterExpression: 'begins_with(#pk, :tenantId)',
      ExpressionAttributeNames: { '#pk': tableDefinitions[table].partitionKey },
      ExpressionAttributeValues: { ':tenantId': { S: this.tenantId } },
    };
    const found: Item[] = [];
    const pages = paginateScan({ client }, { TableName: tables[table], ConsistentRead: true, ...mine });
    for await (const { Items = [] } of pages) found.push(...Items.map(item => unmarshall(item)));
    return found;
  }

  async licenses(): Promise<Item[]> {
    return (await this.items()).filter(item => item.sk === 'license');
  }

  async records(): Promise<Item[]> {
    return this.items('idempotency');
  }
}

/** Real time: a machine that is busy with other things must not look like a DynamoDB that hangs. */
const callTimeoutMs = 60_000;

const newTenantId = (): string => `t-${randomUUID().slice(0, 18)}`;

/** A world for one test file; every test starts in a tenant of its own. */
export function useWorld(engine: TestEngine): World {
  const world = new World(engine);
  beforeAll(() => world.open());
  beforeEach(() => world.settle());
  afterAll(() => world.close());
  return world;
}
