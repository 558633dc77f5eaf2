import { randomUUID } from 'node:crypto';
import {
  DeleteItemCommand,
  paginateScan,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { apiKeyRef, makeApiKey, readApiKey } from '../../lib/auth/api-key.ts';
import type { AddonFacts } from '../../lib/domain/addon.ts';
import type { ProductOffering, Tenant } from '../../lib/domain/entity.ts';
import type { LicenseFacts } from '../../lib/domain/license.ts';
import type { SubscriptionFacts } from '../../lib/domain/subscription.ts';
import type { TableName } from '../../lib/schemas/endpoint.ts';
import { Scope } from '../../lib/schemas/scope.ts';
import { create } from '../../lib/store/change.ts';
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
import { transactItem } from '../../lib/store/expression.ts';
import type { Item, Location } from '../../lib/store/item.ts';
import { tableDefinitions } from '../../lib/store/table.ts';
import type { Condition } from '../../lib/store/write.ts';
import type { TestEngine } from './engine.ts';
import { aLicense, anAddon, anOffering, aSubscription } from './facts.ts';

export const newTenantId = (): string => `t-${randomUUID().slice(0, 18)}`;

/** What is stored for a test: in the real engine, in a tenant of the test's own. */
export class TestData {
  /** The wall clock, epoch milliseconds. */
  clock = Date.parse('2024-01-15T09:30:00.000Z');
  tenantId = '';
  /** The text of a key with every scope. */
  apiKey = '';
  protected readonly engine: TestEngine;
  private readonly toPut: { at: Location; item: Item }[] = [];
  private putting: Promise<void> | undefined;

  constructor(engine: TestEngine) {
    this.engine = engine;
  }

  get now(): string {
    return new Date(this.clock).toISOString();
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

  /** Changes the API key of this test's tenant. */
  async amendApiKey(set: Item): Promise<void> {
    const { tenantId, keyId } = readApiKey(this.apiKey) ?? {};
    if (tenantId && keyId) await this.amend(apiKeyRef(tenantId, keyId), set);
  }

  /** Takes back the API key of this test's tenant. */
  revoke(): Promise<void> {
    return this.amendApiKey({ revokedAt: this.now });
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
