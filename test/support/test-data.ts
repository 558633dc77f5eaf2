import { randomUUID } from 'node:crypto';
import { DeleteCommand, PutCommand, paginateScan, TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { type ApiKey, apiKeyRef, generateApiKey, parseApiKey } from '../../lib/auth/api-key.ts';
import { portalUserRef, toUserId } from '../../lib/auth/portal-user.ts';
import type { TableName } from '../../lib/contract/endpoint.ts';
import type { Role } from '../../lib/contract/portal-user.ts';
import type { PortingDetails } from '../../lib/contract/porting.ts';
import { Scope } from '../../lib/contract/scope.ts';
import type { AddonFacts } from '../../lib/domain/addon.ts';
import type { CustomerDetailFacts } from '../../lib/domain/customer.ts';
import { type LicenseFacts, viewLicense } from '../../lib/domain/license.ts';
import type { OrderFacts } from '../../lib/domain/order.ts';
import type { ProductOfferingFacts } from '../../lib/domain/product-offering.ts';
import type { SimFacts } from '../../lib/domain/sim.ts';
import type { SubscriptionFacts } from '../../lib/domain/subscription.ts';
import type { Tenant } from '../../lib/domain/tenant.ts';
import type { ItemAttributes, ItemKey } from '../../lib/dynamodb/item.ts';
import type { WriteCondition } from '../../lib/dynamodb/item-write.ts';
import { addonRef } from '../../lib/dynamodb/items/addon.ts';
import { buildCreateWrite } from '../../lib/dynamodb/items/connect-item.ts';
import { customerRef } from '../../lib/dynamodb/items/customer.ts';
import { customerDetailsRef } from '../../lib/dynamodb/items/customer-details.ts';
import type { FeedEvent } from '../../lib/dynamodb/items/feed.ts';
import { licenseRef } from '../../lib/dynamodb/items/license.ts';
import { type ReferableKind, referenceRef } from '../../lib/dynamodb/items/lookup.ts';
import { orderRef } from '../../lib/dynamodb/items/order.ts';
import { portingDetailsRef } from '../../lib/dynamodb/items/porting-details.ts';
import { productOfferingRef } from '../../lib/dynamodb/items/product-offering.ts';
import { simCodesRef, simRef } from '../../lib/dynamodb/items/sim.ts';
import { subscriberRef } from '../../lib/dynamodb/items/subscriber.ts';
import { subscriptionRef } from '../../lib/dynamodb/items/subscription.ts';
import { tenantRef } from '../../lib/dynamodb/items/tenant.ts';
import { userRef } from '../../lib/dynamodb/items/user.ts';
import { tableDefinitions } from '../../lib/dynamodb/tables.ts';
import { toTransactWriteItem } from '../../lib/dynamodb/write-input.ts';
import { putResponse, recordRef } from '../../lib/idempotency/idempotency-record.ts';
import { toUnnumberedEvent } from '../../lib/jobs/events/published-event.ts';
import { storeEvents } from '../../lib/jobs/events/store-events.ts';
import { createLocalDependencies } from '../../tools/local/dependencies.ts';
import { aLicense, anAddon, anOffering, anOrder, aSubscription } from './sample-facts.ts';
import type { TestEngine } from './test-engine.ts';
import { createAccessToken, testPortalSettings } from './test-sessions.ts';

/** The idempotency key of a record that no command of a test has stored. */
const fixtureIdempotencyKey = 'idempotency-key';

export const createTenantId = (): string => `t-${randomUUID().slice(0, 18)}`;

/** Data of a test in a real engine, in a tenant of its own. */
export class TestData {
  /** Wall clock in epoch milliseconds. */
  clock = Date.parse('2024-01-15T09:30:00.000Z');
  tenantId = '';
  /** Text of an API key with all scopes. */
  apiKey = '';
  protected readonly engine: TestEngine;
  private readonly pendingPuts: { at: ItemKey; item: ItemAttributes }[] = [];
  private pendingWrite: Promise<void> | undefined;

  constructor(engine: TestEngine) {
    this.engine = engine;
  }

  get now(): string {
    return new Date(this.clock).toISOString();
  }

  /** Stores items unconditionally. Items that are put in the same tick are written in one call. */
  put(...items: { at: ItemKey; item: ItemAttributes }[]): Promise<void> {
    this.pendingPuts.push(...items);
    this.pendingWrite ??= Promise.resolve().then(() => this.putAll());
    return this.pendingWrite;
  }

  private async putAll(): Promise<void> {
    const { client, tables } = this.engine;
    const TransactItems = this.pendingPuts.splice(0).map(({ at, item }) => {
      const put = buildCreateWrite(at, item);
      const stamped = { ...put, item: { ...put.item, version: item.version ?? 1, requestId: 'import' } };
      const { TableName, Item } = toTransactWriteItem(stamped, tables[at.table]).Put ?? { TableName: '', Item: {} };
      return { Put: { TableName, Item } };
    });
    this.pendingWrite = undefined;
    await client.send(new TransactWriteCommand({ TransactItems }));
  }

  async remove({ table, primaryKey: key }: ItemKey): Promise<void> {
    const { client, tables } = this.engine;
    await client.send(new DeleteCommand({ TableName: tables[table], Key: key }));
  }

  /** Sets attributes of an item without a condition, which the product never does. */
  async overwrite({ table, primaryKey: key }: ItemKey, set: ItemAttributes): Promise<void> {
    const { client, tables } = this.engine;
    const noCondition: WriteCondition = { expression: '', names: {}, values: {} };
    const { Update } = toTransactWriteItem(
      { kind: 'update', table, primaryKey: key, set, condition: noCondition },
      tables[table],
    );
    const { Key, UpdateExpression, ExpressionAttributeNames, ExpressionAttributeValues } = Update ?? {};
    const update = {
      TableName: tables[table],
      Key,
      UpdateExpression,
      ExpressionAttributeNames,
      ExpressionAttributeValues,
    };
    await client.send(new UpdateCommand(update));
  }

  /** Sets attributes of the current API key. */
  async overwriteApiKey(set: ItemAttributes): Promise<void> {
    const { tenantId, keyId } = parseApiKey(this.apiKey) ?? {};
    if (tenantId && keyId) await this.overwrite(apiKeyRef(tenantId, keyId), set);
  }

  /** Revokes the current API key. */
  revokeApiKey(): Promise<void> {
    return this.overwriteApiKey({ revokedAt: this.now });
  }

  /** Creates a user of the portal. @returns the access token of the user's session */
  async haveSession(role: Role, subject: string = randomUUID()): Promise<string> {
    const { tenantId } = this;
    const userId = toUserId(testPortalSettings.issuer, subject);
    const email = `${role.toLowerCase()}@example.com`;
    const user = { tenantId, userId, email, role, createdAt: this.now };
    await this.put({ at: portalUserRef(tenantId, userId), item: user });
    return createAccessToken(subject);
  }

  async haveTenant(facts: Partial<Tenant> = {}): Promise<string> {
    const tenantId = facts.tenantId ?? createTenantId();
    const tenant: Tenant = { tenantId, mode: 'test', timeZone: 'UTC', billingManaged: false, ...facts };
    await this.put({ at: tenantRef(tenantId), item: { ...tenant } });
    return tenantId;
  }

  /** Creates an order with one item for each kind that the fixtures of the examples allow. */
  async haveOrder(facts: Partial<OrderFacts> = {}): Promise<OrderFacts> {
    const order = anOrder({ createdAt: this.now, changedAt: this.now, ...facts });
    const at = orderRef(this.tenantId, order.orderId);
    await this.put({ at, item: { ...order } });
    return order;
  }

  /** Stores the response of a command, which expires a day after the clock of the test. */
  async haveRecord(idempotencyKey = fixtureIdempotencyKey, facts: ItemAttributes = {}): Promise<void> {
    const at = recordRef(this.tenantId, idempotencyKey);
    const record = putResponse(
      at,
      { status: 200, headers: { 'Content-Type': 'application/json' }, body: '{"licenseId":"license"}' },
      {
        endpoint: { operation: 'cancelLicense', scope: 'licenses:write' },
        fingerprint: { version: 1, digest: 'digest' },
        requestId: '05e7598b-2ef9-4103-8ba5-a7f8edc8c77f',
        actor: { type: 'API_KEY', id: '4Zk2n8Qw1LxT' },
      },
      this.clock,
    );
    const { client, tables } = this.engine;
    await client.send(new PutCommand({ TableName: tables.idempotency, Item: { ...record.item, ...facts } }));
  }

  /** Creates an API key. @returns the text of the API key */
  async haveApiKey(
    facts: Partial<Pick<ApiKey, 'tenantId' | 'mode' | 'expiresAt' | 'revokedAt' | 'lastUsedOn'>> & {
      scopes?: Scope[];
    } = {},
  ) {
    const {
      tenantId = this.tenantId,
      mode = 'test',
      scopes = [...Scope.options],
      revokedAt,
      lastUsedOn,
      ...terms
    } = facts;
    const { text, apiKey } = generateApiKey({ tenantId, mode }, { scopes, createdAt: this.now, ...terms });
    const key = { tenantId, keyId: apiKey.keyId };
    await this.put({ at: { table: 'apiKeys', primaryKey: key }, item: { ...apiKey, revokedAt, lastUsedOn } });
    return text;
  }

  async haveCustomer(
    customerId = 'customer',
    name = 'Ada Ltd',
    details: Partial<CustomerDetailFacts> = {},
  ): Promise<void> {
    await this.put(
      { at: customerRef(this.tenantId, customerId), item: { customerId, name } },
      { at: customerDetailsRef(this.tenantId, customerId), item: { customerType: 'BUSINESS', ...details } },
    );
  }

  /** Gives a customer or a subscription a reference. */
  async haveReference(kind: ReferableKind, referenceId: string, resourceId: string): Promise<void> {
    await this.put({ at: referenceRef(this.tenantId, kind, referenceId), item: { resourceId } });
  }

  /** Publishes events of a license in the feed of the tenant. @returns the published events */
  async haveEvents(...eventIds: string[]): Promise<FeedEvent[]> {
    const budget = { deadline: Number.POSITIVE_INFINITY, maxCalls: 1000, calls: 0 };
    const dependencies = createLocalDependencies(this.engine, { now: () => this.clock });
    const events = eventIds.map((eventId, index) =>
      toUnnumberedEvent({
        ...{
          tenantId: this.tenantId,
          eventId,
          type: 'license.updated',
          occurredAt: this.now,
          sequence: index + 1,
          request: null,
        },
        data: viewLicense(aLicense(), this.now),
      }),
    );
    return storeEvents(this.tenantId, events, budget, dependencies);
  }

  /** Creates a SIM card with its codes. */
  async haveSim(iccid = '89490200001234567890', details: SimFacts['details'] = { imsi: '262011234567890' }) {
    await this.put(
      { at: simRef(this.tenantId, iccid), item: { iccid, type: 'PHYSICAL', status: 'IN_USE', details } },
      { at: simCodesRef(this.tenantId, iccid), item: { iccid, puk1: '48151623' } },
    );
  }

  /** Stores the details of a subscription's porting. */
  async havePortingDetails(details: PortingDetails, subscriptionId = 'subscription'): Promise<void> {
    await this.put({ at: portingDetailsRef(this.tenantId, subscriptionId), item: { details } });
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

  async haveOffering(facts: Partial<ProductOfferingFacts> = {}): Promise<void> {
    const offering = anOffering(facts);
    await this.put({ at: productOfferingRef(this.tenantId, offering.productOfferingId), item: { ...offering } });
  }

  async haveLicense(facts: Partial<LicenseFacts> = {}): Promise<LicenseFacts> {
    const license = aLicense(facts);
    await this.put({ at: licenseRef(this.tenantId, license.licenseId), item: { ...license } });
    return license;
  }

  /** Creates a subscription with add-ons, each active unless its facts say otherwise. */
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

  /** Lists all items of the current tenant in a table. */
  async items(table: TableName = 'connect'): Promise<ItemAttributes[]> {
    const { client, tables } = this.engine;
    const filter = {
      FilterExpression: 'begins_with(#pk, :tenantId)',
      ExpressionAttributeNames: { '#pk': tableDefinitions[table].partitionKey },
      ExpressionAttributeValues: { ':tenantId': this.tenantId },
    };
    const found: ItemAttributes[] = [];
    const pages = paginateScan({ client }, { TableName: tables[table], ConsistentRead: true, ...filter });
    for await (const { Items = [] } of pages) found.push(...Items);
    return found;
  }

  async licenses(): Promise<ItemAttributes[]> {
    return (await this.items()).filter(item => item.sk === 'license');
  }

  /** Lists the records of the commands of the test. */
  async records(): Promise<ItemAttributes[]> {
    const fixture = recordRef(this.tenantId, fixtureIdempotencyKey).primaryKey.pk;
    return (await this.items('idempotency')).filter(({ pk }) => pk !== fixture);
  }
}
